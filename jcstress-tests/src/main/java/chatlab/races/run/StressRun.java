package chatlab.races.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceCause;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.hang.HangJudge;
import chatlab.harness.hang.Patience;
import chatlab.races.question.Question;
import chatlab.races.verdict.Tally;
import chatlab.races.verdict.Verdicts;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Runs race tests in child JVMs, and continues with the rest if one of them ends its JVM.
///
/// It works in rounds. Each round has a fresh JVM of the next kind, in which every test runs for a
/// short time. A test that can show nothing new drops out, and the others get its time.
final class StressRun {
    /// The heap is small and equal on all machines. The collector is the parallel one, because the
    /// barriers of G1 and ZGC add fences to the code under test, and these hide missing ones. A JVM
    /// without memory ends, because an OutOfMemoryError may hit any thread and shows nothing.
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

    /// Runs when a test has new counts.
    private final Runnable counted;

    private final Patience patience;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    /// After a hang, the next one is recognized sooner.
    private boolean isKnownToHang;

    /// Hundreds of channels need more memory than there is, or more time. That is no fault of the
    /// strategy, so few exist at once from then on.
    private boolean fewAtOnce;

    StressRun(
            CatalogueEntry entry,
            Plan plan,
            Progress progress,
            Runnable counted,
            Patience patience,
            boolean isKnownToHang) {
        this.entry = entry;
        this.plan = plan;
        this.progress = progress;
        this.counted = counted;
        this.patience = patience;
        this.isKnownToHang = isKnownToHang;
    }

    /// Runs the tests until the time is up, each at least once in every mode. The tests of a slow
    /// strategy run longer, until they have enough samples or take far too long.
    ///
    /// @param runners names of the classes that jcstress has generated for the tests
    /// @param settled whether a test can show nothing new
    /// @param sufficient whether a test has enough samples for a verdict
    void run(List<String> runners, Predicate<String> settled, Predicate<String> sufficient)
            throws IOException, InterruptedException {
        var slice = plan.slice(runners.size());
        long begin = System.nanoTime();
        for (int round = 0; ; round++) {
            var pending = new ArrayList<>(runners);
            pending.removeIf(runner -> tally(runner).hang() != null);
            if (round > 0) pending.removeIf(settled);
            var spent = Duration.ofNanos(System.nanoTime() - begin);
            boolean everyModeRan = round >= plan.modes().size();
            if (everyModeRan && spent.compareTo(plan.stress()) >= 0) pending.removeIf(sufficient);
            if (pending.isEmpty()) return;
            var mode = plan.modes().get(round % plan.modes().size());
            while (!pending.isEmpty()) {
                var left = plan.limit().minusNanos(System.nanoTime() - begin);
                if (left.isNegative()) {
                    pending.removeIf(runner -> tally(runner).samples() > 0);
                    pending.forEach(runner ->
                            tally(runner)
                                    .failed(RaceCause.TIME_UP, "other tests took all the time"));
                    return;
                }
                runInOneJvm(mode, waiting(round), slice, pending, left);
            }
        }
    }

    /// Repeats one test until it can show nothing new or the time is up.
    void insist(String runner, Predicate<String> settled, Duration time)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (int round = 0; !settled.test(runner) && System.nanoTime() < end; round++) {
            var pending = new ArrayList<>(List.of(runner));
            runInOneJvm(
                    List.of(),
                    waiting(round),
                    Duration.ofSeconds(1),
                    pending,
                    time.plusSeconds(10));
        }
    }

    /// The results of a test so far.
    Tally tally(String runner) {
        return tallies.computeIfAbsent(runner, _ -> new Tally());
    }

    private Waiting waiting(int round) {
        return fewAtOnce ? Waiting.FEW : Waiting.inRound(round);
    }

    /// Removes from `pending` each test that ended, with or without a result.
    private void runInOneJvm(
            List<String> mode,
            Waiting waiting,
            Duration slice,
            List<String> pending,
            Duration limit)
            throws IOException, InterruptedException {
        var jvm = new ArrayList<>(JVM);
        jvm.addAll(mode);
        jvm.add(patience.jvmArgument());
        var arguments = new ArrayList<String>();
        arguments.add(String.valueOf(slice.toMillis()));
        arguments.add(waiting.name());
        arguments.add(String.valueOf(isKnownToHang ? HangJudge.FEWER_LOOKS : HangJudge.LOOKS));
        arguments.addAll(pending);
        var hearing = new Hearing(pending);
        var end = new ChildJvm(entry, jvm, StressMain.class, arguments).run(limit, hearing::hear);
        if (hearing.isDone) return;
        var running = hearing.running;
        if (running == null) {
            if (end.overdue()) return; // there was too little time left even to start a JVM
            throw new IOException(
                    "a JVM for race tests ended before the first of them: " + end.words());
        }
        if (end.isOutOfMemory() && waiting != Waiting.FEW) {
            fewAtOnce = true;
            return;
        }
        pending.remove(running);
        var tally = tally(running);
        if (tally.hang() != null) return;
        tally.failed(Verdicts.cause(end), end.words() + hearing.exit);
    }

    /// The answers of one JVM.
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
                    progress.at(Question.nameOf(running));
                }
                case "RESULT" -> {
                    for (int i = 2; i < answer.size(); i += 2) {
                        tally(answer.get(1)).add(answer.get(i), Long.parseLong(answer.get(i + 1)));
                    }
                    pending.remove(answer.get(1));
                    counted.run();
                }
                case "FAILED" -> {
                    tally(answer.get(1)).failed(RaceCause.TEST_FAILED, answer.get(2));
                    pending.remove(answer.get(1));
                }
                case "HUNG" -> {
                    tally(answer.get(1)).failed(RaceCause.HANG, answer.get(2));
                    isKnownToHang = true;
                }
                case "SLOW" -> {
                    fewAtOnce = true;
                    isDone = true;
                }
                case "EXIT" -> exit = "\n    at " + answer.get(1);
                default -> isDone = true;
            }
        }
    }
}
