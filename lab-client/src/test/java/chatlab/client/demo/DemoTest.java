package chatlab.client.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.client.child.ServerFailedException;
import chatlab.client.swarm.SwarmPlan;
import chatlab.client.swarm.SwarmProgress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

@Timeout(60)
class DemoTest {
    private static final SwarmPlan SMALL =
            new SwarmPlan(
                    "", 0, "#lab", 4, 2, 40, 1, 64, 1, 0, Duration.ZERO, Duration.ofSeconds(30));

    private final Demo demo = new Demo(FakeLab.class.getName(), SMALL, List.of());

    @ParameterizedTest
    @CsvSource({
        "fine, OK",
        "lossy, BROKEN",
        "throwing, BROKEN",
        "unsafe, CAUGHT",
        "unsafe-throwing, CAUGHT",
        "unsafe-harmless, MISSED"
    })
    void aStrategyIsJudgedByWhatItDidAndWhatItClaims(String strategy, Judgment judgment)
            throws Exception {
        var run = demo.run(strategy, SwarmProgress.NONE);

        assertThat(run.strategy()).isEqualTo(strategy);
        assertThat(run.judgment()).isEqualTo(judgment);
    }

    @Test
    void aBrokenStrategyGetsTheWholeLoadOnlyIfABeginningShowsNoFault() throws Exception {
        var caught = demo.run("unsafe", SwarmProgress.NONE);
        var missed = demo.run("unsafe-harmless", SwarmProgress.NONE);

        assertThat(caught.swarm().plan().sendingTime()).isPositive();
        assertThat(missed.swarm().plan().sendingTime()).isEqualTo(SMALL.sendingTime());
    }

    @Test
    void theServersCountOfErrorsIsTaken() throws Exception {
        assertThat(demo.run("throwing", SwarmProgress.NONE).errors()).isEqualTo(3);
    }

    @Test
    void theMessageOfAServerThatDoesNotStartIsPassedOn() {
        assertThatThrownBy(() -> demo.check("nonsense"))
                .isInstanceOf(ServerFailedException.class)
                .hasMessage("No strategy is called 'nonsense'.")
                .extracting(e -> ((ServerFailedException) e).exitCode())
                .isEqualTo(2);
    }

    @Test
    void aServerThatSpeaksNoJsonIsAFailure() {
        assertThatThrownBy(() -> demo.check("chatty"))
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("hello");
    }

    @Test
    void noServerOutlivesItsRun() throws Exception {
        demo.run("fine", SwarmProgress.NONE);

        assertThat(ProcessHandle.current().children().filter(DemoTest::isServer)).isEmpty();
    }

    private static boolean isServer(ProcessHandle process) {
        return process.isAlive()
                && process.info().commandLine().orElse("").contains(FakeLab.class.getName());
    }
}
