package chatlab.races;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.hang.Patience;
import chatlab.races.RaceReport.Row;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Searches in a child JVM for calls that never return.
final class HuntRun {
    /// The time that the child may need in addition, to judge a hang.
    private static final Duration GRACE = Duration.ofSeconds(25);

    private static final List<String> JVM =
            List.of(
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djdk.trackAllThreads=false");

    private HuntRun() {}

    /// The row for [RaceReport#LIVENESS].
    static Row run(CatalogueEntry entry, Duration time, long seed, Patience patience)
            throws IOException, InterruptedException {
        var jvm = new ArrayList<>(JVM);
        jvm.add(patience.jvmArgument());
        var arguments = List.of(String.valueOf(seed), String.valueOf(time.toMillis()));
        var answer = new ArrayList<String>();
        var end =
                new ChildJvm(entry, jvm, HuntMain.class, arguments)
                        .run(time.multipliedBy(6).plus(GRACE), answer::addAll);
        if (answer.isEmpty() || answer.getFirst().equals("EXIT")) {
            var where = answer.isEmpty() ? "" : "\n    at " + answer.get(1);
            return end.isTheStrategysDoing()
                    ? Verdicts.liveness(Verdict.BROKEN, 0, end.words() + where)
                    : Verdicts.liveness(Verdict.NOT_RUN, 0, end.words());
        }
        long rounds = Long.parseLong(answer.get(1));
        return switch (answer.getFirst()) {
            case "HELD" -> Verdicts.liveness(Verdict.HELD, rounds, "");
            case "BROKEN" ->
                    Verdicts.liveness(
                            Verdict.BROKEN, rounds, "round " + rounds + ": " + answer.get(2));
            default -> Verdicts.liveness(Verdict.NOT_RUN, rounds, answer.get(2));
        };
    }
}
