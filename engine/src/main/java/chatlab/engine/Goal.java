package chatlab.engine;

import java.util.function.Consumer;
import java.util.function.Predicate;

/// What the caller of an exploration wants to know, and when.
///
/// @param finding the exploration ends at the first outcome for which this holds
/// @param progress is called every 1,000 executions
public record Goal(Predicate<Object> finding, Consumer<Progress> progress) {
    /// All outcomes, in silence.
    public static final Goal EVERYTHING = new Goal(_ -> false, _ -> {});

    /// How far an exploration has come.
    ///
    /// @param cost how many preemptions and stale reads together the executions have now
    /// @param waiting executions that are known and not yet tried; each may lead to more
    public record Progress(long executions, int cost, long waiting) {}

    /// Returns a search that ends at the first such outcome.
    public static Goal until(Predicate<Object> finding) {
        return new Goal(finding, _ -> {});
    }
}
