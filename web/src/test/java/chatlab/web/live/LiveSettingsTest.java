package chatlab.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

class LiveSettingsTest {
    private static final Set<String> KNOWN = Set.of("unsafe", "Mine.java");

    private static LiveSettings with(String strategy, String delivery, int clients, int senders) {
        return new LiveSettings(List.of(strategy), delivery, "platform", clients, senders, 2, 0, 1);
    }

    @Test
    void onlyStrategiesThatWereNamedMayRun() {
        assertThat(with("unsafe", "queued", 4, 1).objection(KNOWN)).isNull();
        assertThat(with("Mine.java", "queued", 4, 1).objection(KNOWN)).isNull();

        assertThat(with("/etc/passwd", "queued", 4, 1).objection(KNOWN)).contains("/etc/passwd");
        assertThat(with("Other.java", "queued", 4, 1).objection(KNOWN)).contains("Other.java");
    }

    @Test
    void whatDoesNotFitIsASentence() {
        assertThat(with("unsafe", "--classpath", 4, 1).objection(KNOWN)).contains("delivery");
        assertThat(with("unsafe", "direct", 65, 1).objection(KNOWN)).isEqualTo("Clients: 2 to 64.");
        assertThat(with("unsafe", "direct", 4, 4).objection(KNOWN)).contains("fewer than clients");
        assertThat(with("unsafe", "direct", 4, 0).objection(KNOWN)).contains("at least 1");
    }

    @Test
    void theLoopHasNoThreadsToChoose() {
        assertThat(with("unsafe", "loop", 4, 1).serverWords("unsafe")).doesNotContain("--threads");
        assertThat(with("unsafe", "direct", 4, 1).serverWords("unsafe"))
                .containsSubsequence("--delivery", "direct", "--threads", "platform");
    }
}
