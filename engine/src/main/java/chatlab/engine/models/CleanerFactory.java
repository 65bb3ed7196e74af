package chatlab.engine.models;

/// Models `jdk.internal.ref.CleanerFactory` for the copies of JDK classes.
public final class CleanerFactory {
    private CleanerFactory() {}

    public static Cleaner cleaner() {
        return Cleaner.ONLY;
    }
}
