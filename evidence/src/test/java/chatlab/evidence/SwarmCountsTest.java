package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwarmCountsTest {
    private static final SwarmCounts COUNTS = new SwarmCounts(9, 18, 17, 1, 0, 0, 3, 0, true, 2L);

    @Test
    void itIsReadAsItWasWritten() {
        var json = Json.pretty(COUNTS).replaceFirst("\\{", "{\"schema\": \"chatlab/swarm/1\",");

        assertThat(SwarmCounts.read(json)).contains(COUNTS);
    }

    @Test
    void anythingElseIsNone() {
        assertThat(SwarmCounts.read(Json.pretty(COUNTS))).isEmpty();
        assertThat(SwarmCounts.read("{\"schema\": \"chatlab/swarm/1\", \"sent\": \"many\"}"))
                .isEmpty();
        assertThat(SwarmCounts.read("no JSON")).isEmpty();
        assertThat(SwarmCounts.read("")).isEmpty();
    }
}
