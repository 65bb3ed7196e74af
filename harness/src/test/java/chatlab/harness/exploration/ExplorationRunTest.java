package chatlab.harness.exploration;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Bounds;
import chatlab.engine.Exploration.End;
import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.EngineRace.Kind;
import chatlab.evidence.race.VolatileTrial;
import chatlab.evidence.race.VolatileTrial.Outcome;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the engine says about whole strategies.
class ExplorationRunTest {
    private static final Path STRANGERS = Path.of("src/test/resources/strangers");

    /// The data races of correct strategies, and why they do no harm.
    private static final Map<String, List<String>> HARMLESS =
            Map.of(
                    // An optimistic copy is used only if no writer held the lock meanwhile.
                    "stamped", List.of("StampedBroadcast.size", "Subscriber[]"));

    static Stream<CatalogueEntry> correct() {
        return Catalogue.entries().stream().filter(entry -> entry.bugCard().isEmpty());
    }

    static Stream<CatalogueEntry> twins() {
        return Catalogue.entries().stream().filter(entry -> entry.bugCard().isPresent());
    }

    @ParameterizedTest
    @MethodSource("correct")
    void aCorrectStrategyBreaksExactlyWhatItDoesNotDeclareAndHasNoDataRace(CatalogueEntry entry)
            throws Exception {
        var result = explore(entry, Scenario.named());

        assertThat(result.why()).isEmpty();
        assertThat(result.explored())
                .filteredOn(program -> program.end() != End.FOUND)
                .extracting(Explored::end)
                .containsOnly(End.EXHAUSTED);
        assertThat(broken(result)).isEqualTo(undeclared(entry));
        assertThat(result.races().stream().map(EngineRace::variable).distinct())
                .isEqualTo(HARMLESS.getOrDefault(entry.name(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void aBrokenTwinIsFound(CatalogueEntry entry) throws Exception {
        var breaks = List.of(entry.bugCard().orElseThrow().breaks());
        var scenarios =
                Scenario.named().stream()
                        .filter(scenario ->
                                scenario == Scenario.JOIN_JOIN
                                        || breaks.isEmpty()
                                        || breaks.contains(scenario.guarantee()))
                        .toList();

        var result =
                new ExplorationRun(entry, ExplorationRun.BOUNDS, _ -> {})
                        .exploreUntilBroken(scenarios);

        assertThat(result.isSound()).isTrue();
        var promises = new TreeSet<>(Set.of(BrokenPromise.LIVENESS));
        entry.guarantees().forEach(guarantee -> promises.add(guarantee.name()));
        assertThat(broken(result)).containsAnyElementsOf(promises);
    }

    @Test
    void aDataRaceNamesTheLinesOfTheCodeUnderTest() throws Exception {
        var races = explore("unsafe-publication", Scenario.JOIN_JOIN).races();

        assertThat(races.getFirst())
                .satisfies(race -> {
                    assertThat(race.variable()).isEqualTo("UnsafePublicationBroadcast.snapshot");
                    assertThat(race.kind()).isEqualTo(Kind.FIELD);
                    assertThat(race.one().place())
                            .matches("UnsafePublicationBroadcast\\.join:\\d+");
                    assertThat(race.one().write()).isFalse();
                    assertThat(race.other().write()).isTrue();
                    assertThat(List.of(race.one().thread(), race.other().thread()))
                            .containsExactlyInAnyOrder("ann", "bob");
                });
        assertThat(races).extracting(EngineRace::kind).contains(Kind.ELEMENT);
    }

    @Test
    void aDataRaceInsideACollectionNamesTheLinesThatHaveCalledIt() throws Exception {
        var races = explore("unsafe", Scenario.JOIN_LEAVE).races();

        assertThat(races)
                .isNotEmpty()
                .allSatisfy(race -> {
                    assertThat(race.variable()).isEqualTo("ArrayList");
                    assertThat(race.kind()).isEqualTo(Kind.COLLECTION);
                    assertThat(race.one().place()).startsWith("UnsafeBroadcast.");
                    assertThat(race.other().place()).startsWith("UnsafeBroadcast.");
                });
    }

    @Test
    void aDataRaceInsideJavaUtilConcurrentIsLeftOut() throws Exception {
        assertThat(explore(stranger("KeySet"), Scenario.named()).races()).isEmpty();
    }

    @Test
    void aVolatileFieldCuresUnsafePublication() throws Exception {
        var trials =
                explore("unsafe-publication", Scenario.JOIN_JOIN)
                        .trials(Scenario.JOIN_JOIN, "MEMBERSHIP");

        assertThat(trials).hasSize(1);
        assertThat(trials.getFirst().variable()).isEqualTo("UnsafePublicationBroadcast.snapshot");
        assertThat(trials.getFirst().outcome()).isEqualTo(Outcome.CURED);
        assertThat(trials.getFirst().executions()).isPositive();
    }

    @Test
    void aCheckThenActIsCuredByAMonitorAndNotByAVolatileField() throws Exception {
        var trials =
                explore("unsafe-lazy", Scenario.JOIN_JOIN).trials(Scenario.JOIN_JOIN, "MEMBERSHIP");

        assertThat(trials)
                .extracting(VolatileTrial::variable)
                .containsExactly("UnsafeLazyBroadcast.list");
        assertThat(trials)
                .extracting(VolatileTrial::outcome)
                .containsExactly(Outcome.CURED_BY_MONITOR);
    }

    @Test
    void elementsOfAnArrayCannotBeVolatile() throws Exception {
        var scenario = Scenario.BROADCAST_JOIN;

        var result = explore(stranger("PlainSlots"), List.of(scenario));

        assertThat(result.trials(scenario, "DELIVERY"))
                .containsExactly(new VolatileTrial("Subscriber[]", Outcome.IMPOSSIBLE, 0));
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
    void aUsedUpBudgetIsFollowedByRandomExecutions() throws Exception {
        var entry = Catalogue.find("actor", List.of());
        var bounds = new Bounds(2, 2, 10, 300);

        var result =
                new ExplorationRun(entry, bounds, _ -> {}).explore(List.of(Scenario.JOIN_LEAVE));

        var program = result.explored().getFirst();
        assertThat(program.end()).isEqualTo(End.BUDGET);
        assertThat(program.executions()).isEqualTo(10);
        assertThat(program.sample())
                .satisfies(sample -> {
                    assertThat(sample.executions()).isEqualTo(300);
                    assertThat(sample.changes()).isEqualTo(3);
                });
        assertThat(program.findings()).isEmpty();
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
    void aRaceIsNotBlamedOnReceiversThatThrow() throws Exception {
        var unsafe = Catalogue.find("unsafe", List.of());

        var result = explore(unsafe, List.of(Scenario.BROADCAST_JOIN, Scenario.DELIVER_THROWS));

        assertThat(broken(result)).contains("DELIVERY").doesNotContain("FAILURE_ISOLATION");
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

    private static ExplorationRun.Result explore(String name, Scenario scenario) throws Exception {
        return explore(Catalogue.find(name, List.of()), List.of(scenario));
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
