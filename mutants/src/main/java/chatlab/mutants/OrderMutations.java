package chatlab.mutants;

import static chatlab.mutants.MutationOperator.CHECK_THEN_SET;
import static chatlab.mutants.MutationOperator.EARLY_INDEX;
import static chatlab.mutants.MutationOperator.READ_TWICE;
import static chatlab.mutants.MutationOperator.SWAP;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;

/// Breaks the order of steps: one comes too early, or a shared variable is read again.
final class OrderMutations extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Syntax syntax;
    private final Changes changes;

    OrderMutations(Syntax syntax, Changes changes) {
        this.syntax = syntax;
        this.changes = changes;
    }

    @Override
    public @Nullable Void visitBlock(BlockTree block, @Nullable Void unused) {
        var statements = block.getStatements().stream().filter(syntax::isWritten).toList();
        for (int i = 0; i + 1 < statements.size(); i++) {
            var one = statements.get(i);
            var next = statements.get(i + 1);
            if (!canMove(one) || !canMove(next) || declares(one, next)) continue;
            if (!touchesSharedState(one) && !touchesSharedState(next)) continue;
            changes.propose(
                    SWAP,
                    one,
                    syntax.replace(one, syntax.text(next)),
                    syntax.replace(next, syntax.text(one)));
        }
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof VariableTree local) {
                readAgain(local, statements.subList(i + 1, statements.size()));
            }
        }
        return super.visitBlock(block, null);
    }

    private static boolean canMove(StatementTree statement) {
        return statement instanceof ExpressionStatementTree
                || statement instanceof VariableTree
                || statement instanceof IfTree
                || statement instanceof EnhancedForLoopTree;
    }

    /// Whether one statement declares a variable that the next one uses.
    private boolean declares(StatementTree one, StatementTree next) {
        return one instanceof VariableTree local && !uses(local, List.of(next)).isEmpty();
    }

    /// Whether a statement uses a shared field, or may do so in a method that it calls.
    private boolean touchesSharedState(Tree statement) {
        return Boolean.TRUE.equals(
                new TreeScanner<Boolean, @Nullable Void>() {
                    @Override
                    public Boolean visitIdentifier(IdentifierTree name, @Nullable Void unused) {
                        return isSharedField(name);
                    }

                    @Override
                    public Boolean visitMemberSelect(
                            MemberSelectTree select, @Nullable Void unused) {
                        return isSharedField(select)
                                || Boolean.TRUE.equals(super.visitMemberSelect(select, null));
                    }

                    @Override
                    public Boolean visitMethodInvocation(
                            MethodInvocationTree call, @Nullable Void unused) {
                        return true;
                    }

                    @Override
                    public Boolean reduce(@Nullable Boolean one, @Nullable Boolean other) {
                        return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
                    }
                }.scan(statement, null));
    }

    private boolean isSharedField(ExpressionTree name) {
        var element = syntax.element(name);
        return element != null
                && element.getKind() == ElementKind.FIELD
                && !element.getModifiers().containsAll(Set.of(Modifier.STATIC, Modifier.FINAL));
    }

    /// A local copy of a shared variable: each later use reads the variable again; then all do.
    private void readAgain(VariableTree local, List<? extends StatementTree> later) {
        var initializer = local.getInitializer();
        if (initializer == null || !isShared(initializer)) return;
        var uses = uses(local, later);
        var again = "(" + syntax.text(initializer) + ")";
        var edits = uses.stream().map(use -> syntax.replace(use, again)).toArray(Edit[]::new);
        for (int i = 0; i < edits.length; i++) changes.propose(READ_TWICE, uses.get(i), edits[i]);
        if (edits.length > 1) changes.propose(READ_TWICE, local, edits);
    }

    /// Where statements read a local variable.
    private static List<IdentifierTree> uses(
            VariableTree local, List<? extends StatementTree> statements) {
        var uses = new ArrayList<IdentifierTree>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void unused) {
                if (name.getName().equals(local.getName())) uses.add(name);
                return null;
            }

            @Override
            public @Nullable Void visitAssignment(
                    AssignmentTree assignment, @Nullable Void unused) {
                boolean isWrite = assignment.getVariable() instanceof IdentifierTree;
                if (!isWrite) scan(assignment.getVariable(), null);
                return scan(assignment.getExpression(), null);
            }
        }.scan(statements, null);
        return uses;
    }

    private boolean isShared(ExpressionTree initializer) {
        return switch (initializer) {
            case MethodInvocationTree call -> {
                var target = Syntax.target(call);
                yield target != null
                        && Syntax.method(call).equals("get")
                        && !syntax.type(target).startsWith("java.lang.ThreadLocal");
            }
            case IdentifierTree name -> isSharedField(name);
            case MemberSelectTree select -> isSharedField(select);
            default -> false;
        };
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void unused) {
        if (assignment.getVariable() instanceof ArrayAccessTree element) {
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitUnary(UnaryTree step, @Nullable Void unused) {
                    if (step.getKind() == Tree.Kind.POSTFIX_INCREMENT) {
                        var counter = syntax.text(step.getExpression());
                        changes.propose(
                                EARLY_INDEX,
                                assignment,
                                syntax.insert(assignment, counter + "++; "),
                                syntax.replace(step, counter + " - 1"));
                    }
                    return null;
                }
            }.scan(element.getIndex(), null);
        }
        return super.visitAssignment(assignment, null);
    }

    /// Removes the second check of a double-checked lock.
    @Override
    public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
        if (syntax.inner(tree.getCondition()).endsWith("== null")
                && tree.getThenStatement() instanceof BlockTree then) {
            changes.propose(CHECK_THEN_SET, tree, syntax.replace(tree, syntax.inner(then)));
        }
        return super.visitIf(tree, null);
    }
}
