package chatlab.harness.exploration;

import chatlab.strategies.Guarantee;

import java.util.EnumSet;
import java.util.Set;

/// What an exploration looks for. What every strategy owes, that calls return, always counts.
///
/// @param guarantees those to break
/// @param text what the sentence of an outcome must contain
public record Target(Set<Guarantee> guarantees, String text) {
    public Target {
        guarantees = Set.copyOf(guarantees);
    }

    /// Whatever breaks one of these guarantees.
    public static Target of(Set<Guarantee> guarantees) {
        return new Target(guarantees, "");
    }

    /// Their names, joined by commas.
    String names() {
        return String.join(",", guarantees.stream().sorted().map(Guarantee::name).toList());
    }

    static Target of(String names, String text) {
        var guarantees = EnumSet.noneOf(Guarantee.class);
        for (var name : names.split(",", -1)) {
            if (!name.isEmpty()) guarantees.add(Guarantee.valueOf(name));
        }
        return new Target(guarantees, text);
    }

    /// Whether a broken promise counts.
    boolean fits(BrokenPromise promise) {
        return promise.sentence().contains(text);
    }
}
