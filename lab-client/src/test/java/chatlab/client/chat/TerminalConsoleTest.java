package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.FutureTask;

/// The console on a terminal whose keyboard and screen are a test's.
@Timeout(60)
class TerminalConsoleTest {
    private static final long POLL_MILLIS = 10;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private LineDisciplineTerminal terminal;
    private TerminalConsole console;

    @BeforeEach
    void open() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", screen, UTF_8);
        terminal.setSize(Size.of(80, 24));
        console = new TerminalConsole(terminal, new Presence("ann"));
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void pastedLinesComeTogether() throws Exception {
        press("\033[200~" + "one\ntwo\rthree" + "\033[201~");
        press("\r");

        assertThat(console.readInput()).isEqualTo("one\ntwo\nthree");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\033[?1;2c", // device attributes
                "\033[>41;354;0c",
                "\033[24;80R", // the cursor's position
                "\033[?2027;0$y", // a mode
                "\033[?0u", // the keyboard's mode
                "\033[8;24;80t", // the window's size
                "\033[I", // the window has the focus
                "\033]11;rgb:0000/0000/0000\033\\", // the background's color
                "\033]11;rgb:0000/0000/0000\007",
                "\033P1$r0m\033\\",
                "\033P>|tmux 3.4\033\\"
            })
    void whatTheTerminalReportsIsSwallowedAndTypedTextKept(String report) throws Exception {
        press("any" + report + "body?\r");

        assertThat(console.readInput()).isEqualTo("anybody?");
    }

    @Test
    void keysThatBeginLikeReportsStillWork() throws Exception {
        press("bd\033OD" + "c\033OH" + "a\033OF" + "ex\033OD\033[3~\r");

        assertThat(console.readInput()).isEqualTo("abcde");
    }

    @Test
    void textIsUtf8() throws Exception {
        press("grüße 👩‍💻\r");

        assertThat(console.readInput()).isEqualTo("grüße 👩‍💻");
        console.print("schöne grüße");
        awaitOnScreen("schöne grüße");
    }

    @Test
    void thePromptChangesWhileALineIsTyped() throws Exception {
        console.prompt("#lab> ");
        var reading = new FutureTask<>(console::readInput);
        Thread.ofVirtual().start(reading);
        press("half");
        awaitOnScreen("#lab> half");

        console.prompt("#100%> ");
        awaitOnScreen("100%"); // JLine moves the cursor and changes only what differs
        press(" a line\r");

        assertThat(reading.get()).isEqualTo("half a line");
    }

    @Test
    void aQuestionIsAnsweredWithYesOrNo() throws Exception {
        press("y\rn\rYES\r\r");

        assertThat(console.agrees("Really? ")).isTrue();
        assertThat(console.agrees("Really? ")).isFalse();
        assertThat(console.agrees("Really? ")).isTrue();
        assertThat(console.agrees("Really? ")).isFalse();
        assertThat(screen.toString(UTF_8)).contains("Really? ");
    }

    @Test
    void ctrlDEndsTheInput() throws Exception {
        press("\004");

        assertThat(console.readInput()).isNull();
    }

    private void press(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(UTF_8));
    }

    private void awaitOnScreen(String text) throws InterruptedException {
        while (!screen.toString(UTF_8).contains(text)) Thread.sleep(POLL_MILLIS);
    }
}
