package chatlab.harness.exploration;

import chatlab.engine.Exploration;
import chatlab.engine.Found;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The outcome of one execution of a scenario.
///
/// @param broken what it breaks; none if all is as promised
/// @param late what it would break for an observer with a clock, although nothing in the program
///   orders the two events; a stale read cannot be called late by the memory model
/// @param facts the members at the end and the messages that arrived
record ScenarioOutcome(List<BrokenPromise> broken, List<BrokenPromise> late, String facts) {
    ScenarioOutcome {
        broken = List.copyOf(broken);
        late = List.copyOf(late);
    }

    static List<BrokenPromise> brokenIn(Found found) {
        return ((ScenarioOutcome) found.outcome()).broken;
    }

    /// The names of all promises that an exploration has seen broken.
    static Set<String> promisesBrokenIn(Exploration exploration) {
        return exploration.outcomes().stream()
                .flatMap(found -> brokenIn(found).stream())
                .map(BrokenPromise::promise)
                .collect(Collectors.toSet());
    }
}
