package chatlab.races.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Environment;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.hang.Patience;
import chatlab.races.verdict.Race;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The race tests catch broken strategies and never accuse correct ones. The strategies are those
/// of the catalogue, and others that the race tests were not written for
/// (`src/test/resources/strangers`).
///
/// Each broken strategy takes only a moment: the race tests of a guarantee end as soon as it is
/// seen broken.
class CatalogueRaceTest {
    private static final long SEED = 1;

    /// How long each attempt takes: a few seconds are enough on an idle machine, and a busy one
    /// needs more.
    private static final List<Duration> PATIENCE =
            List.of(Duration.ofSeconds(4), Duration.ofSeconds(12), Duration.ofSeconds(60));

    @ParameterizedTest
    @MethodSource("brokenOnPurpose")
    void eachTwinBreaksWhatItsCardNames(CatalogueEntry twin) throws Exception {
        for (var guarantee : Race.toBeCaught(twin)) {
            assertThat(verdict(twin, guarantee)).as(guarantee).isEqualTo(RaceVerdict.BROKEN);
        }
    }

    static Stream<CatalogueEntry> brokenOnPurpose() {
        return Catalogue.entries().stream().filter(e -> !Race.toBeCaught(e).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"synchronized", "rwlock", "cow"})
    void theDemosCorrectStrategiesKeepWhatTheyPromise(String name) throws Exception {
        keepsItsPromises(Catalogue.find(name, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GracePeriod",
                "LockFreeList",
                "OneThread",
                "Pooled",
                "RandomOrder",
                "SkipListed",
                "Sequenced",
                "SpinLocked"
            })
    void aCorrectStrangerKeepsWhatItPromises(String name) throws Exception {
        keepsItsPromises(stranger(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LookThenLock MEMBERSHIP",
                "LostRetry MEMBERSHIP",
                "IndexLeave MEMBERSHIP",
                "TombstoneSweep MEMBERSHIP",
                "SharedSender DELIVERY",
                "StaleCache MEMBERSHIP",
                "TwoHalves SNAPSHOT",
                "QuietTooEarly QUIET_LEAVE",
                "LastInFirstOut SENDER_ORDER",
                "LockLeak FAILURE_ISOLATION",
                "ContentionHang LIVENESS",
                "Hoards LIVENESS",
                "Exits LIVENESS"
            })
    void aBrokenStrangerIsCaught(String nameAndGuarantee) throws Exception {
        var words = nameAndGuarantee.split(" ", 2);

        assertThat(verdict(stranger(words[0]), words[1])).isEqualTo(RaceVerdict.BROKEN);
    }

    private static void keepsItsPromises(CatalogueEntry strategy) throws Exception {
        var report = answers(strategy);

        assertThat(report.canary().isSound()).isTrue();
        assertThat(report.results())
                .filteredOn(RaceRow::declared)
                .isNotEmpty()
                .allMatch(row -> row.verdict() == RaceVerdict.HELD, "held");
    }

    /// The first report in which every declared guarantee has an answer: a busy machine needs more
    /// time.
    private static RaceReport answers(CatalogueEntry strategy) throws Exception {
        for (var time : PATIENCE) {
            var report = race(strategy, EnumSet.allOf(Guarantee.class), time).report();
            if (report.results().stream()
                    .filter(RaceRow::declared)
                    .noneMatch(row -> row.verdict() == RaceVerdict.NOT_RUN)) {
                return report;
            }
        }
        return fail("not everything ran:  " + strategy.name());
    }

    private static RaceVerdict verdict(CatalogueEntry strategy, String guarantee) throws Exception {
        var verdict = RaceVerdict.NOT_RUN;
        for (var time : PATIENCE) {
            verdict = verdict(strategy, guarantee, time);
            if (verdict == RaceVerdict.BROKEN) break;
        }
        return verdict;
    }

    private static RaceVerdict verdict(CatalogueEntry strategy, String guarantee, Duration time)
            throws Exception {
        if (guarantee.equals(RaceReport.LIVENESS)) {
            return HuntRun.run(strategy, time, SEED, Patience.LEAST).verdict();
        }
        var asked = Set.of(Guarantee.valueOf(guarantee));
        return race(strategy, asked, time).report().results().getFirst().verdict();
    }

    private static Race race(CatalogueEntry strategy, Set<Guarantee> asked, Duration time)
            throws Exception {
        var plan = Plan.quick(SEED).withTime(time);
        return new RaceRun(strategy, asked, plan, Progress.NONE).run(Environment.capture(), null);
    }

    private static CatalogueEntry stranger(String name) throws Exception {
        var file = CatalogueRaceTest.class.getResource("/strangers/" + name + ".java");
        return Catalogue.find(Path.of(file.toURI()).toString(), List.of());
    }
}
