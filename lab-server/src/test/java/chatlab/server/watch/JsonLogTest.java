package chatlab.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import java.time.Instant;

class JsonLogTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test
    void anEventIsALineWithASentenceAndItsFields() {
        var line =
                line(
                        "{} has left {}{}",
                        LogField.of("nick", "ann"),
                        LogField.printable("channel", "#lab"),
                        new LogField("reason", "bye", " (bye)"),
                        LogEvent.PART);

        assertThat(line)
                .isEqualTo(
                        """
                        {"time":"2026-01-02T03:04:05.678Z","level":"info","thread":"loop",\
                        "event":"part","message":"ann has left #lab (bye)",\
                        "nick":"ann","channel":"#lab","reason":"bye"}\
                        """);
    }

    @Test
    void noTextOfAUserCanBreakALine() {
        assertThat(line("{}", LogField.of("text", "a\n\"b")))
                .contains("\"message\":\"a\\n\\\"b\"")
                .doesNotContain("\n");
    }

    @Test
    void anExceptionStaysInTheLine() {
        var line =
                JsonLog.line(
                        TIME, Level.ERROR, "loop", "a bug", null, new IllegalStateException("x"));

        assertThat(line)
                .contains("\"event\":\"other\",\"message\":\"a bug\"")
                .contains("\"exception\":\"java.lang.IllegalStateException: x\\n\\tat ")
                .doesNotContain("\n");
    }

    private static String line(String template, Object... arguments) {
        return JsonLog.line(TIME, Level.INFO, "loop", template, arguments, null);
    }
}
