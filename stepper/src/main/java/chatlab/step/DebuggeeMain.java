package chatlab.step;

import chatlab.strategies.BroadcastStrategy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// The program of the child JVM: performs scenarios again and again, on a new strategy each time.
///
/// Argument: the strategy's class name. The stepper is its debugger, which says by a field what is
/// to be performed, stops it at [#ready] and reads the argument of [#over]. It ends when its
/// standard input does, so it cannot outlive the stepper.
final class DebuggeeMain {

    /// Set by the debugger when the threads of a performance will never end.
    private static boolean abandoned;

    /// Set by the debugger before each performance: the scenario's place among all.
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
        var troupe = new Troupe();
        var results = "";
        try {
            results = rehearse(type, troupe);
        } catch (InvocationTargetException e) {
            failed("its constructor threw " + e.getCause());
        } catch (ExceptionInInitializerError e) {
            failed("its static initialiser threw " + e.getCause());
        }
        rehearsed();
        while (true) {
            if (abandoned) {
                // Threads that never end may hold the receivers' monitors for ever, or a lock that
                // belongs to the whole JVM.
                troupe = new Troupe();
                if (!Stage.rehearse(make(type), troupe).equals(results)) {
                    failed("the strategy's calls return other results than in a new JVM");
                }
            }
            abandoned = false;
            var stage = new Stage(make(type), Scenario.values()[scenario], troupe);
            for (var thread : stage.threads()) thread.start();
            ready(stage);
            if (abandoned) stage.release();
            over(abandoned ? "" : stage.outcome().encode());
        }
    }

    /// Two of them, for a strategy might look whether it is one: in a chat it is not.
    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }

    private static void endWith(InputStream input) {
        try {
            while (input.read() >= 0) {}
        } catch (IOException _) {
            // Broken is as good as ended.
        }
        Runtime.getRuntime().halt(0);
    }

    /// Loads and links what a scenario needs, so that the first performance is stepped like the
    /// hundredth: by one thread alone, with receivers that take everything calmly.
    ///
    /// @return what the calls returned
    private static String rehearse(Class<?> type, Troupe troupe)
            throws ReflectiveOperationException {
        initialise(type);
        // The debugger has breakpoints in these two, which are loaded late or never otherwise.
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        Thread.ofVirtual().name("nobody").unstarted(() -> {});
        return Stage.rehearse(make(type), troupe);
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

    /// The debugger reads here why there can be no performance, and ends this JVM.
    static void failed(String sentence) {}

    /// The debugger takes over here.
    static void rehearsed() {}

    /// All threads are started; the debugger lets them go one by one.
    static void ready(Stage stage) {}

    /// The debugger reads the outcome here.
    static void over(String outcome) {}
}
