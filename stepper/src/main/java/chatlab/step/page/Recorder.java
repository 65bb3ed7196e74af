package chatlab.step.page;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.code.Place;
import chatlab.step.page.StepDocument.CodeLine;
import chatlab.step.page.StepDocument.End;
import chatlab.step.page.StepDocument.State;
import chatlab.step.page.StepDocument.Title;
import chatlab.step.run.SourceLines;
import chatlab.step.run.SteppedRun;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Writes the states of runs of one strategy for one page, which gets each line of source once.
/// Confined to one thread.
final class Recorder {
    /// So many lines are sent before and after the one that a thread is at.
    private static final int CONTEXT = 6;

    private final MemoryModel memory;
    private final String asName;
    private final SourceLines source;
    private final Map<String, Set<Integer>> sent = new HashMap<>();

    /// @param asName what `--strategy` was
    Recorder(CatalogueEntry entry, MemoryModel memory, String asName) {
        this.memory = memory;
        this.asName = asName;
        source = SourceLines.of(entry);
    }

    /// What is stepped, and all states.
    ///
    /// @param way the schedule of a bundled witness; empty if there is none
    StepDocument whole(SteppedRun run, String way) {
        sent.clear();
        var states = states(run, 0);
        return new StepDocument(Title.of(run, memory, asName, way), 0, states, code(states));
    }

    /// The states after the first steps, which the page has.
    StepDocument after(SteppedRun run, int steps) {
        var states = states(run, steps + 1);
        return new StepDocument(null, steps, states, code(states));
    }

    private List<State> states(SteppedRun run, int from) {
        var states = new ArrayList<State>();
        var words = run.words();
        var moments = run.moments();
        for (int i = from; i < moments.size(); i++) {
            boolean isLast = i == moments.size() - 1;
            states.add(
                    StepDocument.state(
                            moments.get(i),
                            i == 0 ? null : words.get(i - 1),
                            source,
                            isLast ? End.of(run, memory, asName) : null));
        }
        return states;
    }

    private Map<String, Map<Integer, String>> code(List<State> states) {
        var code = new TreeMap<String, Map<Integer, String>>();
        StepDocument.places(states).distinct().forEach(place -> excerpt(place, code));
        return code;
    }

    private void excerpt(CodeLine place, Map<String, Map<Integer, String>> code) {
        var lines = source.lines(new Place(place.type(), "", "", place.line()));
        var known = sent.computeIfAbsent(place.type(), _ -> new HashSet<>());
        int last = Math.min(lines.size(), place.line() + CONTEXT);
        for (int number = Math.max(1, place.line() - CONTEXT); number <= last; number++) {
            if (known.add(number)) {
                code.computeIfAbsent(place.type(), _ -> new TreeMap<>())
                        .put(number, lines.get(number - 1));
            }
        }
    }
}
