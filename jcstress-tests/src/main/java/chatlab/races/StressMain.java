package chatlab.races;

import chatlab.harness.child.Answers;
import chatlab.harness.hang.Hang;
import chatlab.harness.hang.HangJudge;

import org.openjdk.jcstress.infra.runners.CounterThread;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// The program of a child JVM that puts race tests to a strategy, one after another.
///
/// jcstress starts a JVM for every test, after some twenty JVMs to probe what this machine can do.
/// That is right for a night and takes most of a quick run's time, so here one JVM runs the runners
/// that jcstress has generated, each for its time.
///
/// Arguments: milliseconds for each, a [Waiting], looks of [HangJudge], then names of generated
/// runners. Answers: `BEGIN runner`, then `RESULT runner outcome count outcome count …`, or `FAILED
/// runner why`, or the result so far, `HUNG runner why` and the end of this JVM; at last `DONE`,
/// perhaps before all have run.
final class StressMain {
    /// How much longer than it should a test may take before it is cut off. The price is a new JVM,
    /// so it is several times as long as this one took to start: a busy machine is no reason.
    private static final long GRACE_MILLIS =
            Math.max(500, 3 * ManagementFactory.getRuntimeMXBean().getUptime());

    private final Answers answers;
    private final int millis;
    private final Waiting waiting;
    private final int looks;

    /// What runs now.
    private String running = "";

    private StressMain(Answers answers, int millis, Waiting waiting, int looks) {
        this.answers = answers;
        this.millis = millis;
        this.waiting = waiting;
        this.looks = looks;
    }

    public static void main(String[] arguments)
            throws IOException, InterruptedException, ReflectiveOperationException {
        var main =
                new StressMain(
                        Answers.open(System.out),
                        Integer.parseInt(arguments[0]),
                        Waiting.valueOf(arguments[1]),
                        Integer.parseInt(arguments[2]));
        for (int i = 3; i < arguments.length; i++) main.run(arguments[i]);
        main.answers.say("DONE");
        Runtime.getRuntime().halt(0);
    }

    private void run(String name)
            throws IOException, InterruptedException, ReflectiveOperationException {
        running = name;
        answers.say("BEGIN", name);
        Scene.judged(); // those of the test before
        var type = Class.forName(name);
        var config = config(name);
        stress((Runner<?>) type.getConstructor(ForkedTestConfig.class).newInstance(config));
    }

    private <R> void stress(Runner<R> runner) throws InterruptedException {
        // Makes the first scenes, starts the two threads, and lets them work for `millis`.
        var director = new FutureTask<>(runner::internalRun);
        watch(List.of(Thread.ofPlatform().name("director").daemon().start(director)));
        ArrayList<CounterThread<R>> workers;
        try {
            workers = director.get();
        } catch (ExecutionException e) {
            answers.say("FAILED", running, String.valueOf(e.getCause()));
            return;
        }
        watch(workers);
        Map<String, Long> counts = new TreeMap<>();
        for (var worker : workers) {
            if (worker.throwable() != null) {
                answers.say("FAILED", running, worker.throwable().toString());
                return;
            }
            var counter = worker.result();
            for (R outcome : counter.elementSet()) {
                counts.merge(String.valueOf(outcome), counter.count(outcome), Long::sum);
            }
        }
        result(counts);
    }

    private void result(Map<String, Long> counts) {
        List<String> fields = new ArrayList<>(List.of("RESULT", running));
        counts.forEach((outcome, count) -> {
            fields.add(outcome);
            fields.add(String.valueOf(count));
        });
        answers.say(fields.toArray(String[]::new));
    }

    /// Waits for the threads to end; if they never do, that is the answer, and the end. It is the
    /// end as well if they are so slow that the least that jcstress does takes far too long: then
    /// the samples until now are the answer.
    private void watch(List<? extends Thread> threads) throws InterruptedException {
        var judge = new HangJudge(() -> inACall(threads), CallCount::sum, looks);
        long end = System.nanoTime() + Duration.ofMillis(millis + GRACE_MILLIS).toNanos();
        for (var thread : threads) {
            while (!thread.join(Duration.ofMillis(HangJudge.LOOK_MILLIS))) {
                var hang = judge.look();
                if (hang.isPresent()) {
                    result(Scene.judged());
                    answers.say("HUNG", running, words(hang.get()));
                    Runtime.getRuntime().halt(0);
                }
                if (System.nanoTime() > end) {
                    var judged = Scene.judged();
                    if (judged.isEmpty()) continue;
                    result(judged);
                    answers.say("DONE");
                    Runtime.getRuntime().halt(0);
                }
            }
        }
    }

    /// Those that are not idle at jcstress's checkpoint.
    private static List<? extends Thread> inACall(List<? extends Thread> threads) {
        return threads.stream()
                .filter(Thread::isAlive)
                .filter(thread ->
                        Stream.of(thread.getStackTrace())
                                .noneMatch(frame -> frame.getClassName().endsWith(".WorkerSync")))
                .toList();
    }

    private static String words(Hang hang) {
        return hang.kind().words() + "\n" + hang.stacks().replace("JcstressThread_", "");
    }

    /// jcstress offers its settings of one test to read only.
    @SuppressWarnings("EnumOrdinal") // is how jcstress writes it
    private ForkedTestConfig config(String runner) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(waiting.style.ordinal());
        out.writeInt(millis);
        out.writeInt(1); // iterations
        out.writeUTF(runner);
        out.writeInt(0); // the footprint: only asked when jcstress chooses the strides
        out.writeInt(waiting.stride);
        out.writeInt(waiting.strides);
        out.writeBoolean(false); // no thread bound to a processor
        return new ForkedTestConfig(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
