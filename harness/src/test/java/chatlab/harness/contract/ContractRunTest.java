package chatlab.harness.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
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

/// What one thread alone shows. Each test waits for a child JVM, so two run at a time.
@Execution(ExecutionMode.CONCURRENT)
class ContractRunTest {
    /// How a strategy begins whose members are its own.
    private static final String OWN = "= new CopyOnWriteArrayList<>()";

    @ParameterizedTest
    @MethodSource("chatlab.catalogue.Catalogue#entries")
    void everyStrategyOfTheCatalogueKeepsTheContractAlone(CatalogueEntry entry) throws Exception {
        var finding = ContractRun.check(entry);

        var breaksAlone =
                entry.bugCard().stream()
                        .flatMap(card -> List.of(card.breaks()).stream())
                        .anyMatch(Guarantee.FAILURE_ISOLATION::equals);
        if (breaksAlone) {
            assertThat(onlyBreach(finding).guarantee()).isEqualTo(Guarantee.FAILURE_ISOLATION);
        } else {
            assertThat(finding).isInstanceOf(ContractFinding.Held.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LiveView, MEMBERSHIP, subscribers() is not a copy",
        "History, DELIVERY, 'broadcast threw java.lang.ArrayIndexOutOfBoundsException'",
        "CatchException, FAILURE_ISOLATION, An Error that a subscriber's deliver threw",
        "EchoAll, DELIVERY, A sender got the message that it had sent itself.",
        "FireForget, DELIVERY, broadcast returned before its deliveries were done",
        "Spaeter, MEMBERSHIP, A first join returned false."
    })
    void aBreachIsNamedAndBookedUnderItsGuarantee(String name, Guarantee broken, String sentence)
            throws Exception {
        var breaches = breaches(ContractRun.check(stranger(name)));

        assertThat(breaches)
                .anySatisfy(breach -> {
                    assertThat(breach.guarantee()).isEqualTo(broken);
                    assertThat(breach.sentence()).contains(sentence);
                });
    }

    @Test
    void aCallThatNeverReturnsAfterManyChangesBreaksLiveness() throws Exception {
        var breaches = breaches(ContractRun.check(stranger("BoxedVersion")));

        assertThat(breaches)
                .anySatisfy(breach -> {
                    assertThat(breach.kind()).isEqualTo(Breach.Kind.LIVENESS);
                    assertThat(breach.sentence()).contains("never returned").contains("bump");
                });
    }

    @Test
    void equalSubscribersThatCountAsOneAreAMatterOfIdentityOnly() throws Exception {
        var breach = onlyBreach(ContractRun.check(stranger("EqualsSet")));

        assertThat(breach.kind()).isEqualTo(Breach.Kind.IDENTITY);
        assertThat(breach.sentence()).contains("tell them apart by identity");
    }

    @Test
    void twoChannelsThatShareTheirStateAreSeen(@TempDir Path folder) throws Exception {
        var breaches =
                breaches(
                        check(
                                folder,
                                "static final List SHARED = new CopyOnWriteArrayList<>();"
                                        + " @SuppressWarnings(\"unchecked\") private",
                                "= SHARED",
                                ""));

        assertThat(breaches)
                .extracting(Breach::sentence)
                .anyMatch(s -> s.contains("Two channels share"));
    }

    @Test
    void aListThatIsNullIsNamed(@TempDir Path folder) throws Exception {
        var breaches = breaches(check(folder, "final", OWN, "if (true) return null;"));

        assertThat(breaches).extracting(Breach::sentence).contains("subscribers() returned null.");
    }

    @Test
    void aStrategyThatEndsItsJvmBreaksLiveness(@TempDir Path folder) throws Exception {
        var breach = onlyBreach(check(folder, "final", OWN, "if (true) System.exit(7);"));

        assertThat(breach.kind()).isEqualTo(Breach.Kind.LIVENESS);
        assertThat(breach.sentence()).contains("ended the JVM with exit code 7");
    }

    @Test
    void aConstructorThatThrowsIsNoBreachButNoAnswer(@TempDir Path folder) throws Exception {
        var finding = check(folder, "final int x = Integer.parseInt(\"\"); private final", OWN, "");

        assertThat(finding)
                .isInstanceOfSatisfying(
                        ContractFinding.NotRun.class,
                        none -> assertThat(none.why()).contains("NumberFormatException"));
    }

    @Test
    void aConstructorThatNeverReturnsIsNamed(@TempDir Path folder) throws Exception {
        var breach = onlyBreach(check(folder, "final int x = spin(); private final", OWN, ""));

        assertThat(breach.kind()).isEqualTo(Breach.Kind.LIVENESS);
        assertThat(breach.sentence()).contains("the constructor never returned");
    }

    @Test
    void aCallThatLeavesTheInterruptFlagSetIsRemarkedAndNoBreach(@TempDir Path folder)
            throws Exception {
        var finding = check(folder, "final", OWN, "Thread.currentThread().interrupt();");

        assertThat(finding)
                .isInstanceOfSatisfying(
                        ContractFinding.Held.class,
                        held -> assertThat(held.leavesInterrupted()).isEqualTo("subscribers"));
    }

    @Test
    void whatAStrategyPrintsChangesNothing(@TempDir Path folder) throws Exception {
        var print = "System.out.println(\"HELD\".repeat(50_000)); System.err.print(members);";

        assertThat(check(folder, "final", OWN, print)).isInstanceOf(ContractFinding.Held.class);
    }

    private static List<Breach> breaches(ContractFinding finding) {
        return finding instanceof ContractFinding.Broken broken ? broken.breaches() : List.of();
    }

    private static Breach onlyBreach(ContractFinding finding) {
        assertThat(breaches(finding)).as(finding.toString()).hasSize(1);
        return breaches(finding).getFirst();
    }

    private static CatalogueEntry stranger(String name) throws Exception {
        return Catalogue.find("src/test/resources/strangers/" + name + ".java", List.of());
    }

    /// A correct strategy but for what is put in.
    ///
    /// @param modifier of the field that holds the members
    /// @param value that it begins with
    /// @param first what `subscribers` does first
    private static ContractFinding check(Path folder, String modifier, String value, String first)
            throws Exception {
        var source =
                """
                import chatlab.strategies.*;
                import java.util.*;
                import java.util.concurrent.*;

                @Strategy(name = "mine", technique = "", guarantees = {})
                public final class Mine<M> implements BroadcastStrategy<M> {
                    private %s List<Subscriber<M>> members %s;
                    public boolean join(Subscriber<M> s) {
                        for (var member : members) if (member == s) return false;
                        return members.add(s);
                    }
                    public boolean leave(Subscriber<M> s) { return members.removeIf(m -> m == s); }
                    public int broadcast(M message, Subscriber<M> sender) {
                        int taken = 0;
                        for (var member : members) {
                            if (member != sender && Delivery.attempt(member, message)) taken++;
                        }
                        return taken;
                    }
                    public List<Subscriber<M>> subscribers() { %s return new ArrayList<>(members); }
                    static int spin() { while (true) Thread.onSpinWait(); }
                }
                """
                        .formatted(modifier, value, first)
                        .replace(
                                "private static final List<Subscriber<M>>",
                                "private static final List");
        var file = Files.writeString(folder.resolve("Mine.java"), source);
        return ContractRun.check(Catalogue.find(file.toString(), List.of()));
    }
}
