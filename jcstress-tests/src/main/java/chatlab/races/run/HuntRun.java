package chatlab.races.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.hang.Patience;
import chatlab.races.verdict.Verdicts;

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
    static RaceRow run(CatalogueEntry entry, Duration time, long seed, Patience patience)
            throws IOException, InterruptedException {
        var jvm = new ArrayList<>(JVM);
        jvm.add(patience.jvmArgument());
        var arguments = List.of(String.valueOf(seed), String.valueOf(time.toMillis()));
        var answer = new ArrayList<String>();
        var end =
                new ChildJvm(entry, jvm, HuntMain.class, arguments)
                        .run(time.multipliedBy(6).plus(GRACE), answer::addAll);
        if (answer.isEmpty() || answer.getFirst().equals("EXIT")) {
            var cause = Verdicts.cause(end);
            boolean hasPlace = !answer.isEmpty() && cause.verdict() == RaceVerdict.BROKEN;
            var where = hasPlace ? "\n    at " + answer.get(1) : "";
            return Verdicts.liveness(cause, 0, end.words() + where);
        }
        long rounds = Long.parseLong(answer.get(1));
        if (answer.getFirst().equals("HELD")) return Verdicts.livenessHeld(rounds);
        var cause = RaceCause.valueOf(answer.getFirst());
        var round = cause == RaceCause.HANG ? "round " + rounds + ": " : "";
        return Verdicts.liveness(cause, rounds, round + answer.get(2));
    }
}
