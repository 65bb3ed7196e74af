package chatlab.harness.exploration;

import chatlab.engine.execution.DataRace;
import chatlab.engine.execution.Storage;
import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.EngineRace.Side;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The data races of the code under test, each once, in the order in which people read them: fields
/// first, collections last.
///
/// An access inside a collection counts as one of the line that has called the collection. Races
/// inside `java.util.concurrent` are left out: its authors have made sure that they do no harm.
final class ObservedRaces {
    private static final Comparator<EngineRace> ORDER =
            Comparator.comparing(EngineRace::kind)
                    .thenComparing(EngineRace::variable)
                    .thenComparing(race -> race.one().place())
                    .thenComparing(race -> race.other().place());

    private final TreeMap<EngineRace, EngineRace> races = new TreeMap<>(ORDER);

    void addAll(Collection<EngineRace> others) {
        for (var race : others) races.merge(race, race, ObservedRaces::both);
    }

    /// Adds the races of an exploration.
    void add(Collection<DataRace> others) {
        addAll(
                others.stream()
                        .filter(race -> race.storage() != Storage.CONCURRENT)
                        .map(ObservedRaces::seenByPeople)
                        .toList());
    }

    List<EngineRace> all() {
        return List.copyOf(races.values());
    }

    private static EngineRace seenByPeople(DataRace race) {
        boolean isInCollection = race.storage() == Storage.COLLECTION;
        var variable = isInCollection ? race.one().place().topLevelClass() : race.variable();
        var kind = EngineRace.Kind.valueOf(race.storage().name());
        var one = side(race.one());
        var other = side(race.other());
        return one.place().compareTo(other.place()) <= 0
                ? new EngineRace(variable, kind, one, other)
                : new EngineRace(variable, kind, other, one);
    }

    private static Side side(DataRace.Side side) {
        return new Side(side.thread(), side.isWrite(), side.caller().toString());
    }

    /// One race of two that differ only in the kinds of access, or in the threads.
    private static EngineRace both(EngineRace first, EngineRace second) {
        return new EngineRace(
                first.variable(),
                first.kind(),
                both(first.one(), second.one()),
                both(first.other(), second.other()));
    }

    private static Side both(Side first, Side second) {
        return new Side(first.thread(), first.write() || second.write(), first.place());
    }
}
