package chatlab.engine.litmus;

import chatlab.engine.Program;

import java.util.LinkedHashMap;
import java.util.List;

/// A program of a few threads, created anew for each execution.
public interface Litmus {
    /// Its threads, which are called T1, T2, and so on.
    List<Runnable> threads();

    /// Its result, once all threads have ended.
    String outcome();

    /// Returns a program for the engine.
    static Program of(Class<?> type) {
        return () -> {
            Litmus litmus = create(type);
            var threads = new LinkedHashMap<String, Runnable>();
            for (var body : litmus.threads()) threads.put("T" + (threads.size() + 1), body);
            return Program.Run.of(threads, litmus::outcome);
        };
    }

    /// Returns a new one, for one execution.
    static Litmus create(Class<?> type) {
        try {
            return type.asSubclass(Litmus.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }
}
