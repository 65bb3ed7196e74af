package chatlab.harness.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Exploration.End;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the engine says about whole strategies.
class ExplorationRunTest {
    private static final Path STRANGERS = Path.of("src/test/resources/strangers");

    static Stream<CatalogueEntry> correct() {
        return Catalogue.entries().stream().filter(entry -> entry.bugCard().isEmpty());
    }

    static Stream<CatalogueEntry> twins() {
        return Catalogue.entries().stream().filter(entry -> entry.bugCard().isPresent());
    }

    @ParameterizedTest
    @MethodSource("correct")
    void aCorrectStrategyBreaksExactlyWhatItDoesNotDeclare(CatalogueEntry entry) throws Exception {
        var result = explore(entry, Scenario.named());

        assertThat(result.why()).isEmpty();
        assertThat(result.explored())
                .filteredOn(program -> program.end() != End.FOUND)
                .extracting(Explored::end)
                .containsOnly(End.EXHAUSTED);
        assertThat(broken(result)).isEqualTo(undeclared(entry));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void aBrokenTwinIsFound(CatalogueEntry entry) throws Exception {
        var breaks = List.of(entry.bugCard().orElseThrow().breaks());
        var scenarios =
                Scenario.named().stream()
                        .filter(scenario ->
                                scenario == Scenario.JOIN_JOIN
                                        || breaks.contains(scenario.guarantee()))
                        .toList();

        var result = explore(entry, scenarios);

        var promises = new TreeSet<>(Set.of(BrokenPromise.LIVENESS));
        entry.guarantees().forEach(guarantee -> promises.add(guarantee.name()));
        assertThat(broken(result)).containsAnyElementsOf(promises);
    }

    @Test
    void theSameIsFoundEachTime() throws Exception {
        var entry = Catalogue.find("unsafe-free-slots", List.of());

        assertThat(explore(entry, Scenario.named())).isEqualTo(explore(entry, Scenario.named()));
    }

    @Test
    void theFirstBrokenPromiseIsEnoughIfTheCallerWantsOne() throws Exception {
        var entry = Catalogue.find("unsafe", List.of());
        var run = new ExplorationRun(entry, ExplorationRun.BOUNDS, _ -> {});

        var result = run.exploreUntilBroken(List.of(Scenario.JOIN_JOIN, Scenario.JOIN_LEAVE));

        assertThat(result.why()).isEmpty();
        assertThat(result.explored())
                .extracting(Explored::scenario)
                .containsExactly(Scenario.JOIN_JOIN);
        assertThat(broken(result)).containsAnyOf("MEMBERSHIP", "DELIVERY");
    }

    @Test
    void aPromiseThatIsNotMadeEndsNothing() throws Exception {
        var entry = Catalogue.find("striped", List.of());
        var scenarios = List.of(Scenario.RELAY, Scenario.JOIN_JOIN);

        var run = new ExplorationRun(entry, ExplorationRun.BOUNDS, _ -> {});

        var result = run.exploreUntilBroken(scenarios);

        assertThat(broken(result)).contains("SNAPSHOT");
        assertThat(result).isEqualTo(run.explore(scenarios));
    }

    @Test
    void aLostWakeUpIsFound() throws Exception {
        var result = explore(stranger("OneLook"), Scenario.named());

        assertThat(broken(result)).isNotEmpty();
    }

    @Test
    void anEndlessRetryIsFoundAndItsStepsAreShortened() throws Exception {
        var result = explore(stranger("StaleRetry"), List.of(Scenario.JOIN_LEAVE));

        var finding = result.explored().getFirst().against(BrokenPromise.LIVENESS).orElseThrow();
        assertThat(finding.promise().sentence()).contains("runs in circles");
        assertThat(finding.steps().getLast()).matches("… and [0-9,]+ more steps");
    }

    @Test
    void aLateDeliveryLosesNoJoin() throws Exception {
        var result = explore(stranger("FireForget"), List.of(Scenario.JOIN_JOIN));

        assertThat(broken(result)).containsExactly("DELIVERY");
    }

    @Test
    void anotherTopLevelClassOfTheFileIsUnderTestToo() throws Exception {
        var result = explore(stranger("TwoClasses"), List.of(Scenario.JOIN_JOIN));

        assertThat(broken(result)).contains("MEMBERSHIP");
    }

    @Test
    void aTimerIsNamedAndGivesNoVerdict() throws Exception {
        var result = explore(stranger("OwnTimer"), List.of(Scenario.JOIN_JOIN));

        var program = result.explored().getFirst();
        assertThat(program.end()).isEqualTo(End.UNCONTROLLED);
        assertThat(program.why()).contains("Timer").contains("OwnTimer.java:");
    }

    private static ExplorationRun.Result explore(CatalogueEntry entry, List<Scenario> scenarios)
            throws Exception {
        var result = new ExplorationRun(entry, ExplorationRun.BOUNDS, _ -> {}).explore(scenarios);
        assertThat(result.isSound()).isTrue();
        return result;
    }

    private static CatalogueEntry stranger(String name) throws Exception {
        var file = STRANGERS.resolve(name + ".java");
        assertThat(Files.exists(file)).isTrue();
        return Catalogue.find(file.toString(), List.of());
    }

    private static Set<String> broken(ExplorationRun.Result result) {
        return result.explored().stream()
                .flatMap(program -> program.findings().stream())
                .map(finding -> finding.promise().promise())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> undeclared(CatalogueEntry entry) {
        return EnumSet.complementOf(EnumSet.copyOf(entry.guarantees())).stream()
                .map(Guarantee::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
