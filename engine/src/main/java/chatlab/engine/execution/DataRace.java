package chatlab.engine.execution;

import chatlab.engine.code.Place;

import java.util.Comparator;

/// A data race (JLS 17.4.5): two accesses to one variable, at least one of them a write and one of
/// them plain, that happens-before does not order.
///
/// @param variable for instance `Mine.size`, or `Object[]` for an element, whatever its index
/// @param one the side whose place is the smaller one as text
public record DataRace(String variable, Storage storage, Side one, Side other)
        implements Comparable<DataRace> {
    private static final Comparator<DataRace> ORDER =
            Comparator.comparing(DataRace::variable)
                    .thenComparing(DataRace::one, Side.ORDER)
                    .thenComparing(DataRace::other, Side.ORDER);

    /// One of the two accesses.
    ///
    /// @param thread one that made it; others may make it as well
    /// @param isWrite whether it writes; it may read as well
    /// @param caller the line of the code under test from which `place` was reached: `place` itself
    ///   unless that is in the JDK's code
    public record Side(String thread, boolean isWrite, Place place, Place caller) {
        private static final Comparator<Side> ORDER =
                Comparator.<Side, String>comparing(side -> side.place.toString())
                        .thenComparing(side -> side.caller.toString());

        private Side or(Side same) {
            return new Side(thread, isWrite || same.isWrite, place, caller);
        }

        /// Returns for instance `Mine.join:31`, or `ArrayList.add:486 in Mine.join:31`.
        @Override
        public String toString() {
            return place.equals(caller) ? place.toString() : place + " in " + caller;
        }
    }

    /// Returns the race of two accesses, in either order.
    static DataRace of(String variable, Storage storage, Side one, Side other) {
        return Side.ORDER.compare(one, other) <= 0
                ? new DataRace(variable, storage, one, other)
                : new DataRace(variable, storage, other, one);
    }

    /// The same race, seen with other kinds of access.
    DataRace or(DataRace same) {
        return new DataRace(variable, storage, one.or(same.one), other.or(same.other));
    }

    @Override
    public int compareTo(DataRace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return variable + ": " + one + " and " + other;
    }
}
