package chatlab.harness.contract;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.hang.Patience;
import chatlab.strategies.Guarantee;

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
        var answer = new ArrayList<String>();
        var end =
                new ChildJvm(entry, JVM, ContractMain.class, List.of())
                        .run(
                                LIMIT,
                                said -> {
                                    if (answer.isEmpty()) answer.addAll(said);
                                });
        if (answer.isEmpty() || answer.getFirst().equals("EXIT")) {
            var where = answer.isEmpty() ? "" : "\n    at " + answer.get(1);
            return end.isTheStrategysDoing()
                    ? new ContractFinding.Broken(
                            new Breach(null, "With one thread alone, " + end.words() + where),
                            Patience.LEAST)
                    : new ContractFinding.NotRun(end.words());
        }
        return finding(answer);
    }

    private static ContractFinding finding(List<String> answer) {
        int size = answer.size();
        long calls = Long.parseLong(answer.get(size - 3));
        var patience = Patience.after(Duration.ofNanos(Long.parseLong(answer.get(size - 2))));
        return switch (answer.getFirst()) {
            case "HELD" -> new ContractFinding.Held(calls, answer.get(size - 1), patience);
            case "BROKEN" ->
                    new ContractFinding.Broken(
                            new Breach(Guarantee.valueOf(answer.get(1)), answer.get(2)), patience);
            case "HUNG" ->
                    new ContractFinding.Broken(
                            new Breach(
                                    answer.get(1).isEmpty()
                                            ? null
                                            : Guarantee.valueOf(answer.get(1)),
                                    answer.get(2)),
                            Patience.LEAST);
            default -> new ContractFinding.NotRun(answer.get(1));
        };
    }
}
