package chatlab.races.run;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Environment;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.exploration.Explored;
import chatlab.harness.scenario.Scenario;
import chatlab.races.verdict.Race;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Strategies that earlier versions judged wrongly: correct ones seen as broken, or broken ones
/// seen as correct.
class FieldTrialTest {
    private static final Path STRANGERS = Path.of("../harness/src/test/resources/strangers");
    private static final Environment ENVIRONMENT = Environment.capture();
    private static final Path ODD = Path.of("src/test/resources/odd");
    private static final String LONG = "odd";

    /// How long each attempt takes: a second is enough on an idle machine, and a busy one needs
    /// more.
    private static final List<Duration> PATIENCE =
            Stream.of(1, 4, 12)
                    .skip(System.getProperty(LONG) == null ? 0 : 1)
                    .map(Duration::ofSeconds)
                    .toList();

    @Test
    void aStrategyThatImplementsNothingHoldsNothing() throws Exception {
        var race = race(STRANGERS.resolve("Spaeter.java"), Set.of(Guarantee.DELIVERY));

        assertThat(verdict(race, RaceReport.CONTRACT)).isEqualTo(RaceVerdict.BROKEN);
        assertThat(verdict(race, "DELIVERY")).isNotEqualTo(RaceVerdict.HELD);
        assertThat(race.exitCode()).isEqualTo(1);
    }

    @Test
    void aCallThatHangsWithOneThreadAloneIsOneVerdict() throws Exception {
        var race = race(STRANGERS.resolve("BoxedVersion.java"), EnumSet.allOf(Guarantee.class));

        assertThat(verdict(race, RaceReport.LIVENESS)).isEqualTo(RaceVerdict.BROKEN);
        assertThat(verdict(race, "DELIVERY")).isEqualTo(RaceVerdict.NOT_RUN);
        assertThat(race.exitCode()).isEqualTo(1);
    }

    @Test
    void aMessageThatIsDroppedDuringAnotherBreaksDelivery() throws Exception {
        var race = race(STRANGERS.resolve("TryEmit.java"), Set.of(Guarantee.DELIVERY));

        assertThat(verdict(race, "DELIVERY")).isEqualTo(RaceVerdict.BROKEN);
    }

    @Test
    void aBroadcastThatReturnsTooEarlyBreaksDeliveryAndLosesNoJoin() throws Exception {
        var race =
                race(
                        STRANGERS.resolve("FireForget.java"),
                        EnumSet.of(Guarantee.MEMBERSHIP, Guarantee.DELIVERY));

        assertThat(verdict(race, "DELIVERY")).isEqualTo(RaceVerdict.BROKEN);
        assertThat(verdict(race, "MEMBERSHIP")).isNotEqualTo(RaceVerdict.BROKEN);
    }

    @Test
    void aStrategyThatCannotBeCreatedIsNotRunWithTheReason() throws Exception {
        var source = Files.readString(ODD.resolve("Yields.java"));
        var folder = Files.createTempDirectory("chatlab-field-");
        var file =
                Files.writeString(
                        folder.resolve("Yields.java"),
                        source.replace(
                                "    @Override\n    public boolean join",
                                "    private static final int X = Integer.parseInt(\"\");\n\n"
                                        + "    @Override\n    public boolean join"));

        var race = race(file, EnumSet.allOf(Guarantee.class));

        assertThat(race.report().results())
                .extracting(RaceRow::verdict)
                .containsOnly(RaceVerdict.NOT_RUN);
        assertThat(race.report().results().getFirst().note()).contains("static initialiser");
        assertThat(race.exitCode()).isEqualTo(3);
    }

    /// These are slow, need much memory, print a lot or set interrupt flags, but they are correct.
    /// `-Dodd=10` runs all of them ten times, and each longer.
    @ParameterizedTest
    @ValueSource(strings = {"Allocates", "LeavesInterrupted"})
    void anOddStrategyIsNeverAccused(String name) throws Exception {
        isNotAccused(ODD.resolve(name + ".java"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Allocates", "SlowCpu", "Loud", "LeavesInterrupted"})
    void theEngineDoesNotAccuseItEither(String name) throws Exception {
        var entry = Catalogue.find(ODD.resolve(name + ".java").toString(), List.of());

        var result =
                new ExplorationRun(entry, ExplorationRun.BOUNDS, _ -> {})
                        .explore(List.of(Scenario.BROADCAST_LEAVE));

        assertThat(result.why()).isEmpty();
        assertThat(result.explored())
                .flatExtracting(Explored::findings)
                .filteredOn(finding -> finding.promise().isOwedBy(entry))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("odd")
    @EnabledIfSystemProperty(named = LONG, matches = "\\d+")
    void noneOfTheOddStrategiesIsEverAccused(Path file) throws Exception {
        for (int i = 0; i < Integer.getInteger(LONG); i++) isNotAccused(file);
    }

    static Stream<Path> odd() throws IOException {
        try (var files = Files.list(ODD)) {
            return files.sorted().toList().stream();
        }
    }

    /// If the race tests miss the planted bug, they have shown nothing, and it takes longer.
    private static void isNotAccused(Path file) throws Exception {
        boolean isSound = false;
        for (var time : PATIENCE) {
            if (isSound) break;
            var plan = Plan.quick(1).withTime(time).withoutEngine();
            var report = race(file, EnumSet.allOf(Guarantee.class), plan).report();

            isSound = report.canary().isSound();
            assertThat(report.results())
                    .filteredOn(RaceRow::declared)
                    .allSatisfy(row ->
                            assertThat(row.verdict())
                                    .as(row.guarantee() + ": " + row.note())
                                    .isNotEqualTo(RaceVerdict.BROKEN));
        }
        assertThat(isSound).as("the planted bug was caught").isTrue();
    }

    private static Race race(Path file, Set<Guarantee> asked) throws Exception {
        return race(file, asked, Plan.quick(1).withTime(Duration.ofSeconds(4)));
    }

    private static Race race(Path file, Set<Guarantee> asked, Plan plan) throws Exception {
        CatalogueEntry strategy = Catalogue.find(file.toString(), List.of());
        return new RaceRun(strategy, asked, plan, Progress.NONE).run(ENVIRONMENT, null);
    }

    private static RaceVerdict verdict(Race race, String guarantee) {
        return race.report().row(guarantee).orElseThrow().verdict();
    }
}
