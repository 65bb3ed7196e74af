package chatlab.engine.models;

/// Models [java.lang.ref.Cleaner] for the copies of JDK classes. Garbage collection is no part of a
/// schedule, so nothing is ever cleaned by itself.
public final class Cleaner {
    static final Cleaner ONLY = new Cleaner();

    private Cleaner() {}

    public Cleanable register(Object object, Runnable action) {
        return action::run;
    }

    /// Models [java.lang.ref.Cleaner.Cleanable].
    public interface Cleanable {
        void clean();
    }
}
