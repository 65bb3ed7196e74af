package chatlab.engine.execution;

import chatlab.engine.code.Place;

import java.util.Comparator;

/// A data race (JLS 17.4.5): two accesses to one variable, at least one of them a write and one of
/// them plain, that happens-before does not order.
///
/// @param variable for instance `Mine.size` or `Object[][0]`
/// @param one the place that is the smaller one as text
public record DataRace(String variable, Place one, Place other) implements Comparable<DataRace> {
    private static final Comparator<DataRace> ORDER =
            Comparator.comparing(DataRace::variable)
                    .thenComparing(race -> race.one.toString())
                    .thenComparing(race -> race.other.toString());

    /// Returns the race of two places, in either order.
    static DataRace of(String variable, Place one, Place other) {
        return one.toString().compareTo(other.toString()) <= 0
                ? new DataRace(variable, one, other)
                : new DataRace(variable, other, one);
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
