package chatlab.step.execution;

import chatlab.harness.scenario.RecordingSubscribers;
import chatlab.harness.scenario.Scenario;
import chatlab.harness.scenario.ScenarioRun;
import chatlab.step.outcome.Outcome;
import chatlab.strategies.BroadcastStrategy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// The program of the child JVM: runs scenarios one after another, each on a new strategy object.
///
/// Argument: the strategy's class name. The stepper is its debugger, which says by a field what is
/// to be performed, stops it at [#ready] and reads the argument of [#over]. It ends when its
/// standard input does, so it cannot outlive the stepper.
final class DebuggeeMain {

    /// Set by the debugger when the threads of a run will never end.
    private static boolean abandoned;

    /// Set by the debugger before each run: the scenario's place among all.
    private static int scenario;

    private DebuggeeMain() {}

    @SuppressWarnings("EnumOrdinal") // by the debugger, which runs the same program
    public static void main(String[] arguments) throws ReflectiveOperationException {
        var input = System.in;
        Thread.ofPlatform().name("end with the stepper").daemon().start(() -> endWith(input));
        System.setIn(InputStream.nullInputStream());
        System.setOut(nowhere());
        System.setErr(nowhere());

        // The stepper has found it fit already; to look it up in the catalogue takes long here.
        var type = Class.forName(arguments[0], false, DebuggeeMain.class.getClassLoader());
        var subscribers = new RecordingSubscribers();
        var results = "";
        try {
            results = warmUp(type, subscribers);
        } catch (InvocationTargetException e) {
            failed("its constructor threw " + e.getCause());
        } catch (ExceptionInInitializerError e) {
            failed("its static initialiser threw " + e.getCause());
        }
        warmedUp();
        while (true) {
            if (abandoned) {
                // Threads that never end may hold the monitors of receivers, or a lock that belongs
                // to the whole JVM.
                subscribers = new RecordingSubscribers();
                if (!ScenarioRun.warmUp(make(type), subscribers, new StepDriver())
                        .equals(results)) {
                    failed("the strategy's calls return other results than in a new JVM");
                }
            }
            abandoned = false;
            var scenarioRun =
                    new ScenarioRun(
                            make(type),
                            Scenario.named().get(scenario),
                            subscribers,
                            new StepDriver());
            for (var thread : scenarioRun.threads()) thread.start();
            ready(scenarioRun);
            if (abandoned) scenarioRun.release();
            over(abandoned ? "" : Outcome.of(scenarioRun).encode());
        }
    }

    /// Separate streams, so that a strategy cannot detect the test by `out == err`.
    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }

    private static void endWith(InputStream input) {
        try {
            while (input.read() >= 0) {}
        } catch (IOException _) {
            // A broken input ends the JVM, too.
        }
        Runtime.getRuntime().halt(0);
    }

    /// Loads and links what a scenario needs, so that the first run is stepped like the hundredth:
    /// by one thread alone, with receivers that take everything calmly.
    ///
    /// @return what the calls returned
    private static String warmUp(Class<?> type, RecordingSubscribers subscribers)
            throws ReflectiveOperationException {
        initialise(type);
        // The debugger has breakpoints in these two, which are loaded late or never otherwise.
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        Thread.ofVirtual().name("nobody").unstarted(() -> {});
        return ScenarioRun.warmUp(make(type), subscribers, new StepDriver());
    }

    @SuppressWarnings("unchecked") // a strategy passes messages of any type on
    private static BroadcastStrategy<String> make(Class<?> type)
            throws ReflectiveOperationException {
        return (BroadcastStrategy<String>) type.getConstructor().newInstance();
    }

    private static void initialise(Class<?> type) {
        try {
            for (var nested : type.getDeclaredClasses()) {
                Class.forName(nested.getName(), true, type.getClassLoader());
            }
        } catch (ClassNotFoundException | LinkageError _) {
            // Whoever needs the class will meet the same error, and it belongs there.
        }
    }

    /// The debugger reads here why there can be no run, and ends this JVM.
    static void failed(String sentence) {}

    /// The debugger takes over here.
    static void warmedUp() {}

    /// All threads are started; the debugger lets them go one by one.
    static void ready(ScenarioRun scenarioRun) {}

    /// The debugger reads the outcome here.
    static void over(String outcome) {}
}
