package chatlab.engine.classes;

import java.util.Set;

/// What if a field were volatile, or were not? Fields are named as in `Mine.members`, with the
/// simple name of the class.
///
/// @param promoted fields that count as volatile
/// @param stripped volatile fields that count as plain
public record Experiment(Set<String> promoted, Set<String> stripped) {
    /// The code as it is.
    public static final Experiment NONE = new Experiment(Set.of(), Set.of());

    public Experiment {
        promoted = Set.copyOf(promoted);
        stripped = Set.copyOf(stripped);
    }

    boolean isVolatile(String field, boolean isDeclaredVolatile) {
        return promoted.contains(field) || (isDeclaredVolatile && !stripped.contains(field));
    }
}
