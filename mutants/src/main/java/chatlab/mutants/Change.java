package chatlab.mutants;

import java.util.List;

/// A candidate for a mutant: what changes in a source, and where.
///
/// @param line of the original that it changes first
record Change(MutationOperator operator, long line, List<Edit> edits) {
    Change {
        edits = List.copyOf(edits);
    }
}
