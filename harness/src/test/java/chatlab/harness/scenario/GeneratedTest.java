package chatlab.harness.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedTest {
    @Test
    void thereAreAsManyProgramsAsTheDocumentsSay() {
        assertThat(Generated.ofCalls(2)).hasSize(95);
        assertThat(Generated.ofCalls(3)).hasSize(1456);
    }

    @Test
    void aTitleIsTheWholeProgram() {
        for (var program : Generated.ofCalls(3)) {
            assertThat(Scenario.titled(program.title())).contains(program);
        }
    }

    @Test
    void programsThatDifferOnlyByNamesAreMadeOnce() {
        assertThat(Generated.ofCalls(2))
                .extracting(Scenario::title)
                .contains("[] ann: join(carol); bob: leave(carol)")
                .doesNotContain("[] ann: leave(carol); bob: join(carol)")
                .doesNotContain("[] ann: join(dave); bob: leave(dave)");
    }

    @Test
    void aReceiverThatCallsBackIsAboutReentrancy() {
        var program = Scenario.titled("[carol:broadcasts] ann: broadcast(m1); bob: join(bob)");

        assertThat(program).get().matches(Scenario::isHostile);
        assertThat(program.orElseThrow().guarantee()).isEqualTo(Guarantee.REENTRANCY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "join", "[] ann", "[carol:dances] ann: join(ann)", "[] ann: sing(x)"})
    void whatIsNoProgramIsNone(String title) {
        assertThat(Scenario.titled(title)).isEmpty();
    }
}
