package chatlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SwarmTest {
    @Test
    void aCleanServerIsFoundClean() throws Exception {
        try (var server = new TestServer()) {
            var result = Swarm.run(plan(server), Progress.NONE);

            System.err.println(
                    result.seconds()
                            + " "
                            + result.deliveriesPerSecond()
                            + " "
                            + result.latency()
                            + " "
                            + result.audit());
            assertThat(result.audit().clean()).isTrue();
        }
    }

    private static SwarmPlan plan(TestServer server) {
        return new SwarmPlan(
                "127.0.0.1",
                server.port(),
                "#lab",
                16,
                4,
                500,
                4,
                64,
                1,
                0,
                Duration.ofSeconds(20));
    }
}
