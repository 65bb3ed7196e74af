package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.code.Place;
import chatlab.engine.execution.DataRace.Side;
import chatlab.engine.memory.Cells;
import chatlab.engine.memory.RacingAccess;
import chatlab.engine.memory.Variable;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// The data races of one or more executions, each once.
public final class Races {
    private static final String ARRAYS = Place.COPIED + "java.util.Arrays";
    private static final String CONCURRENT = Place.COPIED + "java.util.concurrent.";

    /// What tells races apart, in numbers, since most races are seen in many executions.
    private record Seen(Variable.Kind variable, Access one, Access other) {
        private record Access(boolean isWrite, int place, int calledFrom) {}

        static Seen of(Variable.Kind variable, RacingAccess one, RacingAccess other) {
            return new Seen(variable, of(one), of(other));
        }

        private static Access of(RacingAccess access) {
            return new Access(access.isWrite(), access.place(), access.calledFrom());
        }
    }

    private final Set<Seen> seen = new HashSet<>();
    private final TreeMap<DataRace, DataRace> races = new TreeMap<>();

    /// @param nameOf the names of threads
    void add(
            Variable.Kind variable,
            RacingAccess one,
            RacingAccess other,
            IntFunction<String> nameOf) {
        if (!seen.add(Seen.of(variable, one, other))) return;
        var race =
                DataRace.of(
                        variable.withoutIndex(),
                        storage(
                                variable,
                                CodeIndex.place(one.place()),
                                CodeIndex.place(other.place())),
                        side(one, nameOf),
                        side(other, nameOf));
        races.merge(race, race, DataRace::or);
    }

    private static Side side(RacingAccess access, IntFunction<String> nameOf) {
        var place = CodeIndex.place(access.place());
        boolean isCalled = place.isCopied() && access.calledFrom() != CodeIndex.OUTSIDE;
        var caller = isCalled ? CodeIndex.place(access.calledFrom()) : place;
        return new Side(nameOf.apply(access.thread()), access.isWrite(), place, caller);
    }

    private static Storage storage(Variable.Kind variable, Place one, Place other) {
        var field = variable.field();
        var owner = field == null ? ownerOfElement(one, other) : field.ownerName();
        if (owner.startsWith(CONCURRENT)) return Storage.CONCURRENT;
        if (owner.startsWith(Place.COPIED)) return Storage.COLLECTION;
        if (variable.of() instanceof Cells || (field != null && field.isVolatile())) {
            return Storage.PLAIN_MODE;
        }
        return field == null ? Storage.ELEMENT : Storage.FIELD;
    }

    /// The class whose array or atomic it is, as far as the accesses tell: the code under test if
    /// one of them is there, else the copied class that makes them. `Arrays` works on the arrays of
    /// its callers.
    private static String ownerOfElement(Place one, Place other) {
        if (!one.isCopied() || other.className().equals(ARRAYS)) return ownerOfArray(one);
        return ownerOfArray(other);
    }

    private static String ownerOfArray(Place place) {
        return place.className().equals(ARRAYS) ? "" : place.className();
    }

    /// Returns all races, in the order of their text.
    public Set<DataRace> all() {
        return new TreeSet<>(races.values());
    }
}
