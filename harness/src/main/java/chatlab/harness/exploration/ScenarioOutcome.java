package chatlab.harness.exploration;

import chatlab.engine.Exploration;
import chatlab.engine.Found;
import chatlab.strategies.Guarantee;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The outcome of one execution of a scenario.
///
/// @param broken what it breaks; none if all is as promised
/// @param facts the members at the end and the messages that arrived, such as `ann, bob are in`
public record ScenarioOutcome(List<BrokenPromise> broken, String facts) {
    public ScenarioOutcome {
        broken = List.copyOf(broken);
    }

    @JsonIgnore
    public boolean isWhole() {
        return broken.isEmpty();
    }

    /// The first promise of these that it breaks, or the one that every strategy owes.
    public Optional<BrokenPromise> against(Collection<Guarantee> guarantees) {
        return broken.stream()
                .filter(b -> b.guarantee() == null || guarantees.contains(b.guarantee()))
                .findFirst();
    }

    /// One sentence without a full stop.
    public String sentence() {
        if (isWhole()) return facts;
        return broken.stream()
                .map(BrokenPromise::sentence)
                .distinct()
                .collect(Collectors.joining("; "));
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
