package chatlab.races.run;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Environment;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.contract.ContractFinding;
import chatlab.harness.contract.ContractRun;
import chatlab.harness.hang.Patience;
import chatlab.races.verdict.Race;
import chatlab.strategies.BugCard.Tool;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The race tests catch broken strategies and never accuse correct ones. The strategies are those
/// of the catalogue, and others that the race tests were not written for
/// (`src/test/resources/strangers`).
///
/// Each broken strategy takes only a moment: the race tests of a guarantee end as soon as it is
/// seen broken. Its contract is not checked again, because a breach there could take the blame; the
/// contract has tests of its own.
class CatalogueRaceTest {
    private static final long SEED = 1;

    private static final boolean ALL = "all".equals(System.getProperty("strangers"));

    /// How long each attempt takes: a second is enough on an idle machine, and a busy one needs
    /// more. A long run looks longer at strategies that must not be accused.
    private static final List<Duration> PATIENCE =
            Stream.of(1, 4, 12, 60).skip(ALL ? 1 : 0).map(Duration::ofSeconds).toList();

    /// Those that show a bug on the hardware of this machine.
    private static final Set<Tool> HARDWARE =
            EnumSet.of(Tool.JCSTRESS, Tool.RENDEZVOUS, Tool.WATCHDOG);

    private static final Duration HUNT = Duration.ofMillis(500);

    private static final ContractFinding KEPT = new ContractFinding.Held(1, "", Patience.LEAST);

    private static final Environment ENVIRONMENT = Environment.capture();

    @ParameterizedTest
    @MethodSource("brokenOnPurpose")
    void eachTwinBreaksWhatItsCardNames(CatalogueEntry twin) throws Exception {
        isCaught(twin, Race.toBeCaught(twin));
    }

    static Stream<CatalogueEntry> brokenOnPurpose() {
        return Catalogue.entries().stream()
                .filter(entry ->
                        entry.bugCard().stream()
                                .flatMap(card -> Stream.of(card.shownBy()))
                                .anyMatch(HARDWARE::contains));
    }

    @ParameterizedTest
    @ValueSource(strings = {"synchronized", "rwlock", "cow"})
    void theDemosCorrectStrategiesKeepWhatTheyPromise(String name) throws Exception {
        keepsItsPromises(Catalogue.find(name, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GracePeriod", "LockFreeList", "OneThread", "SpinLocked"})
    void aCorrectStrangerKeepsWhatItPromises(String name) throws Exception {
        keepsItsPromises(stranger(name));
    }

    /// `-Dstrangers=all` runs these, too, and each four times as long: a few minutes more.
    @ParameterizedTest
    @ValueSource(strings = {"Pooled", "RandomOrder", "SkipListed", "Sequenced"})
    @EnabledIfSystemProperty(named = "strangers", matches = "all")
    void soDoOthers(String name) throws Exception {
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

        isCaught(stranger(words[0]), List.of(words[1]));
    }

    /// Asks only about what it declares, because a guarantee that it lacks may cost a long wait.
    /// Then asks again about those without an answer: a busy machine or a slow strategy needs more
    /// time.
    private static void keepsItsPromises(CatalogueEntry strategy) throws Exception {
        var contract = ContractRun.check(strategy);
        var rest = EnumSet.copyOf(strategy.guarantees());
        for (var time : PATIENCE) {
            // The default JVM has both compilers: one mode is enough here.
            var plan = new Plan(List.of(List.of()), time, HUNT, 0, Duration.ZERO, SEED);
            var run = new RaceRun(strategy, rest, plan, Progress.NONE);
            var report = run.run(contract, ENVIRONMENT, null).report();
            boolean isSound = report.canary().isSound();
            for (var row : report.results()) {
                assertThat(row.verdict())
                        .as(row.guarantee() + ": " + row.note())
                        .isNotEqualTo(RaceVerdict.BROKEN);
                if (isSound && row.verdict() == RaceVerdict.HELD) {
                    rest.removeIf(guarantee -> guarantee.name().equals(row.guarantee()));
                }
            }
            if (rest.isEmpty()) break;
        }
        assertThat(rest).as("no answer").isEmpty();
        var liveness = HuntRun.run(strategy, HUNT, SEED, contract.patience());
        assertThat(liveness.verdict()).as(liveness.note()).isNotEqualTo(RaceVerdict.BROKEN);
    }

    private static void isCaught(CatalogueEntry strategy, List<String> guarantees)
            throws Exception {
        var rest = new ArrayList<>(guarantees);
        for (var time : PATIENCE) {
            if (!rest.isEmpty()) rest.removeAll(broken(strategy, rest, time));
        }
        assertThat(rest).as("not seen broken").isEmpty();
    }

    private static List<String> broken(
            CatalogueEntry strategy, List<String> guarantees, Duration time) throws Exception {
        if (guarantees.equals(List.of(RaceReport.LIVENESS))) {
            var row = HuntRun.run(strategy, time, SEED, Patience.LEAST);
            return row.verdict() == RaceVerdict.BROKEN ? guarantees : List.of();
        }
        var asked = EnumSet.noneOf(Guarantee.class);
        for (var guarantee : guarantees) asked.add(Guarantee.valueOf(guarantee));
        var plan = Plan.quick(SEED).withTime(time).withoutEngine();
        var run = new RaceRun(strategy, asked, plan, Progress.NONE);
        return run.run(KEPT, ENVIRONMENT, null).report().results().stream()
                .filter(row -> row.verdict() == RaceVerdict.BROKEN)
                .map(RaceRow::guarantee)
                .toList();
    }

    private static CatalogueEntry stranger(String name) throws Exception {
        var file = CatalogueRaceTest.class.getResource("/strangers/" + name + ".java");
        return Catalogue.find(Path.of(file.toURI()).toString(), List.of());
    }
}
