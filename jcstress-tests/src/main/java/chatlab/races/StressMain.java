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

/// The program of a child JVM that runs race tests on a strategy, one after another.
///
/// jcstress itself starts a JVM for every test, after about twenty JVMs that examine the machine.
/// This takes too long for a quick run. So here one JVM runs the runners that jcstress has
/// generated, each for the same time.
///
/// Arguments: milliseconds for each test, a [Waiting], the number of looks for the [HangJudge],
/// then names of generated runners. Answers: `BEGIN runner`, then `RESULT runner outcome count
/// outcome count …` or `FAILED runner why`; finally `DONE`, perhaps before all have run, or `SLOW`
/// if a test had no sample in its time. After a hang: the result so far, then `HUNG runner why`,
/// and this JVM ends.
final class StressMain {
    /// How much longer than planned a test may take before it is cut off. Cutting off costs a new
    /// JVM, so this is several times the start time of this one. It then also allows for a busy
    /// machine.
    private static final long GRACE_MILLIS =
            Math.max(500, 3 * ManagementFactory.getRuntimeMXBean().getUptime());

    private final Answers answers;
    private final int millis;
    private final Waiting waiting;
    private final int looks;

    /// The runner that runs now.
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
        Scene.judged(); // forgets those of the previous test
        var type = Class.forName(name);
        var config = config(name);
        stress((Runner<?>) type.getConstructor(ForkedTestConfig.class).newInstance(config));
    }

    private <R> void stress(Runner<R> runner) throws InterruptedException {
        // It creates the first scenes, starts the two threads, and lets them work for `millis`.
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

    /// Waits for the threads to end. If they hang, answers so and ends this JVM. If they are much
    /// too slow, answers with the samples so far and ends this JVM, too.
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
                    if (judged.isEmpty() && waiting == Waiting.FEW) continue;
                    if (judged.isEmpty()) {
                        answers.say("SLOW");
                    } else {
                        result(judged);
                        answers.say("DONE");
                    }
                    Runtime.getRuntime().halt(0);
                }
            }
        }
    }

    /// The threads that are not waiting for each other in jcstress's code.
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

    /// jcstress's settings for one test. They can only be read from a stream.
    @SuppressWarnings("EnumOrdinal") // jcstress writes it in the same way
    private ForkedTestConfig config(String runner) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(waiting.style.ordinal());
        out.writeInt(millis);
        out.writeInt(1); // iterations
        out.writeUTF(runner);
        out.writeInt(0); // the footprint; jcstress uses it only to choose the strides
        out.writeInt(waiting.stride);
        out.writeInt(waiting.strides);
        out.writeBoolean(false); // binds no thread to a processor
        return new ForkedTestConfig(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
