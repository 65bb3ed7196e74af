package chatlab.harness.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.Exploration.End;
import chatlab.harness.scenario.Scenario;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;

/// A correct strategy whose readers may see an older value is not accused: only happens-before says
/// that a read came too late, never a clock.
class HappensBeforeTest {
    private static CatalogueEntry strategy(String name) throws Exception {
        return Catalogue.find("src/test/resources/strangers/" + name + ".java", List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AcquireRelease", "FinalFields"})
    void everythingDeclaredHoldsWithStaleReads(String name) throws Exception {
        var entry = strategy(name);

        var result =
                new ExplorationRun(entry, ExplorationRun.BOUNDS, _ -> {}).explore(Scenario.named());

        assertThat(result.explored()).extracting(Explored::end).containsOnly(End.EXHAUSTED);
        for (var guarantee : entry.guarantees()) {
            assertThat(Explored.cheapest(result.explored(), guarantee.name())).isEmpty();
        }
        assertThat(Explored.cheapest(result.explored(), BrokenPromise.LIVENESS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AcquireRelease", "FinalFields"})
    void aBroadcastThatBeginsAfterAJoinByTheClockMayMissIt(String name) throws Exception {
        assertThat(outcome(name, "bob! ann!").facts()).contains("bob got 'hello'");

        var late = outcome(name, "bob! ann ann~1 ann!");

        assertThat(late.facts()).contains("bob, carol, dave are in").doesNotContain("bob got");
        assertThat(late.broken()).isEmpty();
    }

    private static ScenarioOutcome outcome(String name, String schedule) throws Exception {
        try (var stepping =
                new Stepping(strategy(name), Scenario.BROADCAST_JOIN, MemoryModel.JMM)) {
            return Objects.requireNonNull(stepping.pause(schedule).outcome());
        }
    }
}
