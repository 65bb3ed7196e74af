package chatlab.races;

import chatlab.strategies.CatalogueEntry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs race tests in child JVMs, and goes on with the rest when one of them kills its JVM.
final class StressRun {
    /// Small and alike everywhere. The parallel collector, because G1's and ZGC's barriers put
    /// fences into the code under test that hide what it lacks. A JVM without memory ends, since an
    /// OutOfMemoryError strikes whoever comes next and tells nothing.
    private static final List<String> JVM =
            List.of(
                    "-Xms256m",
                    "-Xmx256m",
                    "-XX:+UseParallelGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djdk.trackAllThreads=false");

    private final CatalogueEntry entry;
    private final Plan plan;
    private final Progress progress;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    StressRun(CatalogueEntry entry, Plan plan, Progress progress) {
        this.entry = entry;
        this.plan = plan;
        this.progress = progress;
    }

    /// Runs each in every mode, and returns what came of it.
    ///
    /// @param runners names of the classes that jcstress has generated for the tests
    Map<String, Tally> run(List<String> runners) throws IOException, InterruptedException {
        for (var runner : runners) tallies.put(runner, new Tally());
        int millis = plan.millis(runners.size());
        long deadline = System.nanoTime() + limit(runners.size(), millis).toNanos();
        for (var mode : plan.modes()) {
            var pending = new ArrayList<>(runners);
            pending.removeIf(runner -> tally(runner).hang() != null);
            while (!pending.isEmpty()) {
                var left = Duration.ofNanos(deadline - System.nanoTime());
                if (left.isNegative()) break;
                runInOneJvm(mode, millis, pending, left);
            }
            for (var runner : pending) {
                tally(runner).failed("there was no time left: other tests hung or failed");
            }
        }
        return tallies;
    }

    /// Twice the time if all goes well, and more for a few hangs.
    private Duration limit(int tests, int millis) {
        return Duration.ofMillis(plan.modes().size() * (3L * tests * millis / 2 + 2_000))
                .plusSeconds(4);
    }

    /// Takes from `pending` what came to an end, good or bad.
    private void runInOneJvm(List<String> mode, int millis, List<String> pending, Duration limit)
            throws IOException, InterruptedException {
        var jvm = new ArrayList<>(JVM);
        jvm.addAll(mode);
        var arguments = new ArrayList<String>();
        arguments.add(String.valueOf(millis));
        arguments.addAll(pending);
        var hearing = new Hearing(pending);
        var end = new ChildJvm(entry, jvm, StressMain.class, arguments).run(limit, hearing::hear);
        if (hearing.isDone) return;
        var running = hearing.running;
        if (running == null) {
            throw new IOException(
                    "a JVM for race tests ended with exit code "
                            + end.exitCode()
                            + " before the first of them");
        }
        pending.remove(running);
        var tally = tally(running);
        if (tally.hang() != null) return;
        if (end.isTheStrategysDoing()) tally.hung(end.words() + hearing.exit);
        else tally.failed(end.words());
    }

    /// What one JVM says.
    private final class Hearing {
        private final List<String> pending;
        private @Nullable String running;
        private String exit = "";
        private boolean isDone;

        Hearing(List<String> pending) {
            this.pending = pending;
        }

        void hear(List<String> answer) {
            switch (answer.getFirst()) {
                case "BEGIN" -> {
                    running = answer.get(1);
                    progress.at(running);
                }
                case "RESULT" -> {
                    for (int i = 2; i < answer.size(); i += 2) {
                        tally(answer.get(1)).add(answer.get(i), Long.parseLong(answer.get(i + 1)));
                    }
                    pending.remove(answer.get(1));
                }
                case "FAILED" -> {
                    tally(answer.get(1)).failed(answer.get(2));
                    pending.remove(answer.get(1));
                }
                case "HUNG" -> tally(answer.get(1)).hung(answer.get(2));
                case "EXIT" -> exit = "\n    at " + answer.get(1);
                default -> isDone = true;
            }
        }
    }

    private Tally tally(String runner) {
        return tallies.computeIfAbsent(runner, _ -> new Tally());
    }
}
