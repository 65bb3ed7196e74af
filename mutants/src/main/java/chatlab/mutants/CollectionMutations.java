package chatlab.mutants;

import static chatlab.mutants.MutationOperator.LIVE_VIEW;
import static chatlab.mutants.MutationOperator.PLAIN_COLLECTION;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Takes away thread-safe collections, and copies that keep one thread's work from another's.
final class CollectionMutations extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final String COPY_ON_WRITE = "CopyOnWriteArrayList";

    private final Syntax syntax;
    private final Changes changes;

    CollectionMutations(Syntax syntax, Changes changes) {
        this.syntax = syntax;
        this.changes = changes;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
        switch (Syntax.method(call)) {
            case "copyOf" -> {
                var target = Syntax.target(call);
                if (target != null && syntax.text(target).equals("List")) {
                    changes.propose(LIVE_VIEW, call, firstArgument(call, call.getArguments()));
                }
            }
            case "synchronizedList" ->
                    changes.propose(
                            PLAIN_COLLECTION, call, firstArgument(call, call.getArguments()));
            case "newKeySet" ->
                    changes.propose(
                            PLAIN_COLLECTION,
                            call,
                            syntax.replace(call, "new java.util.HashSet<>()"));
            default -> {}
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void unused) {
        boolean isList = syntax.isWritten(made) && syntax.text(made).startsWith("new ArrayList<>(");
        if (isList && made.getArguments().size() == 1) {
            changes.propose(LIVE_VIEW, made, firstArgument(made, made.getArguments()));
        }
        return super.visitNewClass(made, null);
    }

    private Edit firstArgument(Tree made, List<? extends ExpressionTree> arguments) {
        return syntax.replace(made, syntax.text(arguments.getFirst()));
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
        if (variable.getInitializer() instanceof NewClassTree made
                && syntax.text(made.getIdentifier()).startsWith(COPY_ON_WRITE)) {
            changes.propose(
                    PLAIN_COLLECTION,
                    variable,
                    arrayList(variable.getType()),
                    arrayList(made.getIdentifier()));
        }
        return super.visitVariable(variable, null);
    }

    private Edit arrayList(Tree type) {
        int start = syntax.start(type);
        return new Edit(start, start + COPY_ON_WRITE.length(), "java.util.ArrayList");
    }
}
