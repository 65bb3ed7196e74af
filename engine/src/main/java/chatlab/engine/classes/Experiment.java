package chatlab.engine.classes;

import chatlab.engine.code.Place;

import java.util.List;
import java.util.Set;

/// What if a field were volatile, or were not, or if a lock were not taken? Fields are named as in
/// `Mine.members`, with the simple name of the class.
///
/// @param promoted fields that count as volatile
/// @param stripped volatile fields that count as plain
/// @param unlocked places of `synchronized`, as in `Mine.join:31`, that take no monitor; that of a
///   method is its first line. A `wait` or `notify` that needs the monitor throws
/// @param disarmed fields with a lock that excludes nobody and orders nothing, as in `Mine.lock` or
///   `Mine.lock.readLock`, and fields with an atomic, or themselves accessed through a `VarHandle`,
///   whose updates take two steps, a read and a write
public record Experiment(
        Set<String> promoted, Set<String> stripped, Set<String> unlocked, Set<String> disarmed) {
    /// The code as it is.
    public static final Experiment NONE = new Experiment(Set.of(), Set.of(), Set.of(), Set.of());

    /// What follows the name of a field whose lock has two sides.
    static final List<String> SIDES = List.of(".readLock", ".writeLock");

    public Experiment {
        promoted = Set.copyOf(promoted);
        stripped = Set.copyOf(stripped);
        unlocked = Set.copyOf(unlocked);
        disarmed = Set.copyOf(disarmed);
    }

    public static Experiment promoting(String field) {
        return new Experiment(Set.of(field), Set.of(), Set.of(), Set.of());
    }

    public static Experiment stripping(String field) {
        return new Experiment(Set.of(), Set.of(field), Set.of(), Set.of());
    }

    public static Experiment unlocking(String place) {
        return new Experiment(Set.of(), Set.of(), Set.of(place), Set.of());
    }

    /// @param part a field, or a side of the lock in a field
    public static Experiment disarming(String part) {
        return new Experiment(Set.of(), Set.of(), Set.of(), Set.of(part));
    }

    boolean isVolatile(String field, boolean isDeclaredVolatile) {
        return promoted.contains(field) || (isDeclaredVolatile && !stripped.contains(field));
    }

    boolean isLocking(Place place) {
        return unlocked.isEmpty() || !unlocked.contains(place.toString());
    }
}
