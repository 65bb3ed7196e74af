package chatlab.harness.contract;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.hang.Patience;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Checks in a child JVM whether a strategy keeps the contract when one thread alone calls it.
///
/// This comes before every race: a strategy that fails alone need not be raced to be caught, and
/// what a call costs alone is the measure for calls that never end ([Patience]).
public final class ContractRun {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<String> JVM =
            List.of(
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError");

    private ContractRun() {}

    /// Checks one strategy.
    ///
    /// @throws IOException if no child JVM can be started
    public static ContractFinding check(CatalogueEntry entry)
            throws IOException, InterruptedException {
        var hearing = new Hearing();
        var end = new ChildJvm(entry, JVM, ContractMain.class, List.of()).run(LIMIT, hearing::hear);
        if (hearing.finding != null) return hearing.finding;
        if (!end.isTheStrategysDoing()) return new ContractFinding.NotRun(end.words());
        hearing.breaches.add(
                Breach.liveness("With one thread alone, " + end.words() + hearing.exit));
        return new ContractFinding.Broken(hearing.breaches, Patience.LEAST);
    }

    /// What the child says.
    private static final class Hearing {
        private final List<Breach> breaches = new ArrayList<>();
        private String exit = "";
        private @Nullable ContractFinding finding;

        void hear(List<String> answer) {
            switch (answer.getFirst()) {
                case "BREACH" ->
                        breaches.add(
                                new Breach(
                                        Breach.Kind.valueOf(answer.get(1)),
                                        answer.get(2).isEmpty()
                                                ? null
                                                : Guarantee.valueOf(answer.get(2)),
                                        answer.get(3)));
                case "END" -> {
                    var slowest = Duration.ofNanos(Long.parseLong(answer.get(2)));
                    finding = finding(Long.parseLong(answer.get(1)), slowest, answer.get(3));
                }
                case "EXIT" -> exit = "\n    at " + answer.get(1);
                default -> finding = new ContractFinding.NotRun(answer.get(1));
            }
        }

        private ContractFinding finding(long calls, Duration slowest, String leavesInterrupted) {
            var patience = Patience.after(slowest);
            return breaches.isEmpty()
                    ? new ContractFinding.Held(calls, leavesInterrupted, patience)
                    : new ContractFinding.Broken(breaches, patience);
        }
    }
}
