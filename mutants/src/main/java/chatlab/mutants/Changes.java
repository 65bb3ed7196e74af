package chatlab.mutants;

import com.sun.source.tree.Tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the changes that the mutations of one source propose.
///
/// They may propose one that the compiler rejects.
final class Changes {
    private final Syntax syntax;
    private final List<Change> proposed = new ArrayList<>();

    private Changes(Syntax syntax) {
        this.syntax = syntax;
    }

    /// All changes to a source, in the order of its lines.
    static List<Change> of(Syntax syntax) {
        var changes = new Changes(syntax);
        new MonitorMutations(syntax, changes).scan(syntax.unit(), null);
        new LockMutations(syntax, changes).scan(syntax.unit(), null);
        new AtomicMutations(syntax, changes).scan(syntax.unit(), null);
        new OrderMutations(syntax, changes).scan(syntax.unit(), null);
        new CollectionMutations(syntax, changes).scan(syntax.unit(), null);
        return changes.proposed.stream()
                .sorted(Comparator.comparingLong(Change::line).thenComparing(Change::operator))
                .toList();
    }

    /// @param at the node whose line names the mutant
    void propose(MutationOperator operator, Tree at, Edit... edits) {
        proposed.add(new Change(operator, syntax.line(at), List.of(edits)));
    }
}
