package chatlab.harness.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceVerdict;
import chatlab.strategies.Guarantee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Every declaration is tested both ways: what is declared holds, what is not is seen broken.
///
/// Each test waits for a child JVM, so two run at a time (`junit-platform.properties`).
@Execution(ExecutionMode.CONCURRENT)
class RendezvousRunTest {
    @TempDir private Path folder;

    static List<CatalogueEntry> correctOnes() {
        return Catalogue.entries().stream().filter(entry -> entry.bugCard().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("correctOnes")
    void aCorrectStrategyKeepsWhatItDeclaresAndNoMore(CatalogueEntry entry) throws Exception {
        var findings = RendezvousRun.ask(entry, RendezvousRun.guarantees());

        assertThat(findings).hasSize(4);
        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(finding.verdict())
                                .as(finding.guarantee() + ": " + finding.note())
                                .isEqualTo(
                                        entry.guarantees().contains(finding.guarantee())
                                                ? RaceVerdict.HELD
                                                : RaceVerdict.BROKEN));
    }

    @ParameterizedTest
    @MethodSource("chatlab.catalogue.Catalogue#entries")
    void aBrokenTwinIsBrokenWhereItsCardSaysAndNowhereElse(CatalogueEntry entry) throws Exception {
        if (entry.bugCard().isEmpty()) return;
        var asked = RendezvousRun.guarantees();
        asked.retainAll(entry.guarantees());
        var breaks = Set.of(entry.bugCard().get().breaks());

        var findings = RendezvousRun.ask(entry, asked);

        assertThat(findings)
                .allSatisfy(finding ->
                        assertThat(finding.verdict())
                                .as(finding.guarantee() + ": " + finding.note())
                                .isEqualTo(
                                        breaks.contains(finding.guarantee())
                                                ? RaceVerdict.BROKEN
                                                : RaceVerdict.HELD));
    }

    @Test
    void aHangIsAFindingWithTheStackOfEachStuckThread() throws Exception {
        var rwlock = Catalogue.find("rwlock", List.of());

        var finding = RendezvousRun.ask(rwlock, List.of(Guarantee.REENTRANCY)).getFirst();

        assertThat(finding.verdict()).isEqualTo(RaceVerdict.BROKEN);
        assertThat(finding.note())
                .contains(
                        "leave of its own subscriber inside deliver: the broadcast never returned")
                .contains("ann is WAITING")
                .contains("ReadWriteLockBroadcast.leave");
    }

    @Test
    void aStrategyThatLetsAnExceptionEscapeFailsToIsolateIt() throws Exception {
        var finding =
                ask(
                        Guarantee.FAILURE_ISOLATION,
                        "synchronized (this) { return one(member, message); }");

        assertThat(finding.verdict()).isEqualTo(RaceVerdict.BROKEN);
        assertThat(finding.note()).contains("thrown by deliver");
    }

    @Test
    void aStrategyWithALockPerSubscriberDeadlocksWhenTwoCallBack() throws Exception {
        var finding =
                ask(Guarantee.REENTRANCY, "synchronized (member) { return one(member, message); }");

        assertThat(finding.verdict()).isEqualTo(RaceVerdict.BROKEN);
        assertThat(finding.note()).contains("wait for each other for ever").contains("BLOCKED");
    }

    @Test
    void aStrategyWithALockPerSubscriberStillBroadcastsConcurrently() throws Exception {
        var finding =
                ask(
                        Guarantee.CONCURRENT_BROADCAST,
                        "synchronized (member) { return one(member, message); }");

        assertThat(finding.verdict()).as(finding.note()).isEqualTo(RaceVerdict.HELD);
    }

    @Test
    void aStrategyThatEndsItsJvmIsNotRunAndTheTestGoesOn() throws Exception {
        var finding = ask(Guarantee.REENTRANCY, "System.exit(0); return true;");

        assertThat(finding.verdict()).isEqualTo(RaceVerdict.NOT_RUN);
        assertThat(finding.note()).contains("ended the JVM with exit code 0");
    }

    @ParameterizedTest
    @CsvSource({
        "TryEmit, HELD, HELD, HELD, BROKEN",
        "EchoAll, HELD, HELD, HELD, HELD",
        "FairPermits, HELD, BROKEN, BROKEN, HELD",
        "FanOutJoin, HELD, HELD, HELD, HELD"
    })
    void everyQuestionIsAnsweredWhateverTheOthersDo(
            String name,
            RaceVerdict failure,
            RaceVerdict reentrancy,
            RaceVerdict stall,
            RaceVerdict concurrent)
            throws Exception {
        var entry = Catalogue.find("src/test/resources/strangers/" + name + ".java", List.of());

        var findings = RendezvousRun.ask(entry, RendezvousRun.guarantees());

        assertThat(findings)
                .as(findings.toString())
                .extracting(Finding::verdict)
                .containsExactly(failure, reentrancy, stall, concurrent);
    }

    @Test
    void aQuestionThatEndsItsJvmTakesNoOtherWithIt() throws Exception {
        var findings =
                RendezvousRun.ask(
                        mine(
                                "if (message.toString().equals(\"answer\")) System.exit(0);"
                                        + " return one(member, message);"),
                        RendezvousRun.guarantees());

        assertThat(findings)
                .extracting(Finding::verdict)
                .containsExactly(
                        RaceVerdict.BROKEN,
                        RaceVerdict.NOT_RUN,
                        RaceVerdict.HELD,
                        RaceVerdict.HELD);
        assertThat(findings.get(1).note()).contains("ended the JVM with exit code 0");
    }

    @Test
    void aStrategyThatPrintsAVerdictGainsNothing() throws Exception {
        var finding =
                ask(
                        Guarantee.STALL_ISOLATION,
                        """
                        System.out.println("x STALL_ISOLATION HELD eA==");
                        synchronized (this) { return one(member, message); }\
                        """);

        assertThat(finding.verdict()).isEqualTo(RaceVerdict.BROKEN);
    }

    @Test
    void aGuaranteeThatIsNotForRendezvousIsNotRun() throws Exception {
        var cow = Catalogue.find("cow", List.of());

        var finding = RendezvousRun.ask(cow, List.of(Guarantee.MEMBERSHIP)).getFirst();

        assertThat(finding.verdict()).isEqualTo(RaceVerdict.NOT_RUN);
    }

    /// Asks about a strategy like `cow` that takes its locks, or not, in a way of its own.
    private Finding ask(Guarantee guarantee, String deliver) throws Exception {
        return RendezvousRun.ask(mine(deliver), List.of(guarantee)).getFirst();
    }

    private CatalogueEntry mine(String deliver) throws Exception {
        var source =
                """
                import chatlab.strategies.*;
                import java.util.*;
                import java.util.concurrent.*;

                @Strategy(name = "mine", technique = "", guarantees = {})
                public final class Mine<M> implements BroadcastStrategy<M> {
                    private final List<Subscriber<M>> members = new CopyOnWriteArrayList<>();
                    public boolean join(Subscriber<M> s) {
                        synchronized (this) { return !members.contains(s) && members.add(s); }
                    }
                    public boolean leave(Subscriber<M> s) {
                        synchronized (s) { synchronized (this) { return members.remove(s); } }
                    }
                    public int broadcast(M message, Subscriber<M> sender) {
                        int taken = 0;
                        for (var member : members) if (member != sender && deliver(member, message)) taken++;
                        return taken;
                    }
                    private boolean deliver(Subscriber<M> member, M message) { %s }
                    private boolean one(Subscriber<M> member, M message) { return member.deliver(message); }
                    public List<Subscriber<M>> subscribers() { return new ArrayList<>(members); }
                }
                """
                        .formatted(deliver);
        var file = Files.writeString(folder.resolve("Mine.java"), source);
        return Catalogue.find(file.toString(), List.of());
    }
}
