package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.memory.Variable;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// The data races of one or more executions, each once.
public final class Races {
    private record Seen(Variable.Kind variable, int one, int other) {}

    private final Set<Seen> seen = new HashSet<>();

    void add(Variable.Kind variable, int place, int otherPlace) {
        seen.add(new Seen(variable, place, otherPlace));
    }

    /// Returns all races, in the order of their text.
    public Set<DataRace> all() {
        var all = new TreeSet<DataRace>();
        for (var race : seen) {
            all.add(
                    DataRace.of(
                            race.variable.toString(),
                            CodeIndex.place(race.one),
                            CodeIndex.place(race.other)));
        }
        return all;
    }
}
