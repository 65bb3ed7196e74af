package chatlab.mutants;

import static chatlab.mutants.MutationOperator.DROP_NOTIFY;
import static chatlab.mutants.MutationOperator.DROP_SYNCHRONIZED;
import static chatlab.mutants.MutationOperator.DROP_WAIT;
import static chatlab.mutants.MutationOperator.EARLY_UNLOCK;
import static chatlab.mutants.MutationOperator.HELD_LOCK;
import static chatlab.mutants.MutationOperator.IF_FOR_WHILE;
import static chatlab.mutants.MutationOperator.LATE_LOCK;
import static chatlab.mutants.MutationOperator.NOTIFY_ONE;
import static chatlab.mutants.MutationOperator.OTHER_LOCK;
import static chatlab.mutants.MutationOperator.SPLIT_LOCK;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.lang.model.element.Modifier;

/// Breaks the use of `synchronized`, `wait` and `notifyAll`.
final class MonitorMutations extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Syntax syntax;
    private final Changes changes;

    MonitorMutations(Syntax syntax, Changes changes) {
        this.syntax = syntax;
        this.changes = changes;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        var body = method.getBody();
        if (body == null || !syntax.isWritten(method)) return null;
        if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
            var without = syntax.without("synchronized", method);
            changes.propose(DROP_SYNCHRONIZED, method, without);
            changes.propose(
                    OTHER_LOCK,
                    method,
                    without,
                    syntax.replace(
                            body, "{ synchronized (new Object()) " + syntax.text(body) + " }"));
            moveBorders(body, "this", without);
        } else if (method.getName().contentEquals("broadcast")) {
            holdLock(method);
        }
        return super.visitMethod(method, null);
    }

    /// A broadcast that holds a lock while it delivers.
    private void holdLock(MethodTree broadcast) {
        var type = broadcast.getReturnType();
        changes.propose(HELD_LOCK, broadcast, syntax.insert(type, "synchronized "));
        firstLock()
                .ifPresent(lock -> {
                    var body = broadcast.getBody();
                    var locked = "{ synchronized (" + lock + ") " + syntax.text(body) + " }";
                    changes.propose(HELD_LOCK, broadcast, syntax.replace(body, locked));
                });
    }

    /// The first object that this source locks with a block.
    private Optional<String> firstLock() {
        var locks = new ArrayList<String>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
                locks.add(syntax.inner(tree.getExpression()));
                return super.visitSynchronized(tree, null);
            }
        }.scan(syntax.unit(), null);
        return locks.stream().findFirst();
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
        var lock = tree.getExpression();
        var without = new Edit(syntax.start(tree), syntax.start(tree.getBlock()), "");
        changes.propose(DROP_SYNCHRONIZED, tree, without);
        changes.propose(OTHER_LOCK, tree, syntax.replace(lock, "(new Object())"));
        if (!syntax.inner(lock).equals("this")) {
            changes.propose(OTHER_LOCK, tree, syntax.replace(lock, "(this)"));
        }
        moveBorders(tree.getBlock(), syntax.inner(lock), without);
        return super.visitSynchronized(tree, null);
    }

    /// Moves the borders of a lock into the block that it guards.
    private void moveBorders(BlockTree block, String lock, Edit without) {
        var statements = block.getStatements();
        for (int i = 1; i < statements.size(); i++) {
            var first = statements.subList(0, i);
            var rest = text(statements.subList(i, statements.size()));
            var declared = new StringBuilder();
            var assigned =
                    first.stream()
                            .map(each -> assigned(each, declared))
                            .collect(Collectors.joining(" "));
            var locked = " synchronized (" + lock + ") { ";
            var at = statements.get(i);
            changes.propose(
                    LATE_LOCK,
                    at,
                    without,
                    syntax.replace(block, "{ " + text(first) + locked + rest + " } }"));
            var early = "{ " + declared + locked + assigned + " } ";
            changes.propose(EARLY_UNLOCK, at, without, syntax.replace(block, early + rest + " }"));
            changes.propose(
                    SPLIT_LOCK, at, without, syntax.replace(block, early + locked + rest + " } }"));
        }
    }

    private String text(List<? extends StatementTree> statements) {
        return statements.stream().map(syntax::text).collect(Collectors.joining(" "));
    }

    /// The statement; a declaration becomes an assignment, since code outside its block uses the
    /// variable.
    ///
    /// @param declared gets the declaration without its value
    private String assigned(StatementTree statement, StringBuilder declared) {
        if (!(statement instanceof VariableTree variable) || variable.getInitializer() == null) {
            return syntax.text(statement);
        }
        var type = syntax.trees().getTypeMirror(new TreePath(getCurrentPath(), variable));
        declared.append(type).append(' ').append(variable.getName()).append("; ");
        return variable.getName() + " = " + syntax.text(variable.getInitializer()) + ";";
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
        if (Syntax.method(call).equals("notifyAll")) {
            changes.propose(NOTIFY_ONE, call, syntax.replace(call, "notify()"));
            changes.propose(DROP_NOTIFY, call, syntax.replace(call, "hashCode()"));
        }
        return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void unused) {
        var text = syntax.text(loop);
        if (text.contains("wait();")) {
            int start = syntax.start(loop);
            changes.propose(IF_FOR_WHILE, loop, new Edit(start, start + "while".length(), "if"));
            changes.propose(DROP_WAIT, loop, syntax.replace(loop, ";"));
            for (var instead : List.of("Thread.onSpinWait();", "if (true) break;")) {
                // The call stays, or the compiler rejects the catch of InterruptedException.
                var skipped = text.replace("wait();", instead + " if (false) wait();");
                changes.propose(DROP_WAIT, loop, syntax.replace(loop, skipped));
            }
        }
        return super.visitWhileLoop(loop, null);
    }
}
