package chatlab.engine.classes;

import chatlab.engine.code.Place;

import java.util.List;

/// What if one thing in the code under test were different?
///
/// @param part a field, as in `Mine.members`, with the simple name of the class; or as [Change]
///   says
public record Experiment(Change change, String part) {
    /// What is different.
    enum Change {
        NOTHING,
        /// The field counts as volatile.
        PROMOTED,
        /// The volatile field counts as plain.
        STRIPPED,
        /// Each method that uses the field is `synchronized`.
        GUARDED,
        /// A `synchronized` takes no monitor. It is named by its place, as in `Mine.join:31`; that
        /// of a method is its first line. A `wait` or `notify` that needs the monitor throws.
        UNLOCKED,
        /// The lock in the field, as in `Mine.lock` or `Mine.lock.readLock`, excludes nobody and
        /// orders nothing. Or updates of the atomic in the field, or of the field itself through a
        /// `VarHandle`, take two steps, a read and a write.
        DISARMED
    }

    /// The code as it is.
    public static final Experiment NONE = new Experiment(Change.NOTHING, "");

    /// What follows the name of a field whose lock has two sides.
    static final List<String> SIDES = List.of(".readLock", ".writeLock");

    public static Experiment promoting(String field) {
        return new Experiment(Change.PROMOTED, field);
    }

    public static Experiment stripping(String field) {
        return new Experiment(Change.STRIPPED, field);
    }

    public static Experiment guarding(String field) {
        return new Experiment(Change.GUARDED, field);
    }

    public static Experiment unlocking(String place) {
        return new Experiment(Change.UNLOCKED, place);
    }

    /// Disarms the lock or the atomic in a field, or one side of the lock.
    public static Experiment disarming(String part) {
        return new Experiment(Change.DISARMED, part);
    }

    private boolean is(Change one, String of) {
        return change == one && part.equals(of);
    }

    boolean isVolatile(String field, boolean isDeclaredVolatile) {
        return is(Change.PROMOTED, field) || (isDeclaredVolatile && !is(Change.STRIPPED, field));
    }

    boolean isGuarded(String field) {
        return is(Change.GUARDED, field);
    }

    boolean isLocking(Place place) {
        return !is(Change.UNLOCKED, place.toString());
    }

    boolean isDisarmed(String part) {
        return is(Change.DISARMED, part);
    }
}
