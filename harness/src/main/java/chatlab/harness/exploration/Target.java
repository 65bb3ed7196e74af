package chatlab.harness.exploration;

import chatlab.strategies.Guarantee;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What an exploration looks for. What every strategy owes, that calls return, always counts.
///
/// @param guarantees those to break
/// @param text what the sentence of an outcome must contain
/// @param isOneEnough whether the exploration ends when one of the guarantees is broken
public record Target(Set<Guarantee> guarantees, String text, boolean isOneEnough) {
    public Target {
        guarantees = Set.copyOf(guarantees);
    }

    /// All of these guarantees.
    public static Target of(Set<Guarantee> guarantees) {
        return new Target(guarantees, "", false);
    }

    /// The same, until one is broken.
    Target untilBroken() {
        return new Target(guarantees, text, true);
    }

    /// The names of the guarantees, joined by commas.
    String names() {
        return String.join(",", guarantees.stream().sorted().map(Guarantee::name).toList());
    }

    static Target parse(String names, String text, String isOneEnough) {
        var guarantees = EnumSet.noneOf(Guarantee.class);
        for (var name : names.split(",", -1)) {
            if (!name.isEmpty()) guarantees.add(Guarantee.valueOf(name));
        }
        return new Target(guarantees, text, Boolean.parseBoolean(isOneEnough));
    }

    /// Whether a broken promise counts.
    boolean fits(BrokenPromise promise) {
        return promise.sentence().contains(text);
    }

    /// The names of what to break: the guarantees, and that calls return.
    public List<String> promises() {
        return Stream.concat(
                        guarantees.stream().sorted().map(Guarantee::name),
                        Stream.of(BrokenPromise.LIVENESS))
                .toList();
    }

    /// Whether nothing more need be broken.
    boolean isReached(Set<String> broken) {
        return isOneEnough && promises().stream().anyMatch(broken::contains);
    }
}
