package chatlab.mutants;

import static chatlab.mutants.MutationOperator.DROP_LOCK;
import static chatlab.mutants.MutationOperator.EARLY_LOCK_RELEASE;
import static chatlab.mutants.MutationOperator.LEAKED_LOCK;
import static chatlab.mutants.MutationOperator.SHARED_LOCK;
import static chatlab.mutants.MutationOperator.UNVALIDATED;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Matcher;

/// Breaks the use of the locks of `java.util.concurrent`.
final class LockMutations extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final Set<String> LOCKING =
            Set.of("lock", "unlock", "unlockRead", "unlockWrite");

    private final Syntax syntax;
    private final Changes changes;

    LockMutations(Syntax syntax, Changes changes) {
        this.syntax = syntax;
        this.changes = changes;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        if (!syntax.isWritten(method)) return null;
        var text = syntax.text(method);
        if (text.contains(".writeLock()")) {
            var shared = text.replace(".writeLock()", ".readLock()");
            changes.propose(
                    SHARED_LOCK,
                    method,
                    syntax.replace(method, shared.replace("unlockWrite(", "unlockRead(")));
        }
        var without = withoutLock(method);
        if (without.length > 0) changes.propose(DROP_LOCK, method, without);
        return super.visitMethod(method, null);
    }

    /// Removes each call that locks or unlocks. A stamp becomes 0.
    private Edit[] withoutLock(MethodTree method) {
        var edits = new ArrayList<Edit>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitExpressionStatement(
                    ExpressionStatementTree statement, @Nullable Void unused) {
                if (statement.getExpression() instanceof MethodInvocationTree call
                        && LOCKING.contains(Syntax.method(call))) {
                    edits.add(syntax.replace(statement, ""));
                    return null;
                }
                return super.visitExpressionStatement(statement, null);
            }

            @Override
            public @Nullable Void visitMethodInvocation(
                    MethodInvocationTree call, @Nullable Void unused) {
                var name = Syntax.method(call);
                boolean isLock = name.equals("readLock") || name.equals("writeLock");
                if (isLock) edits.add(syntax.replace(call, "0"));
                return isLock ? null : super.visitMethodInvocation(call, null);
            }
        }.scan(method, null);
        return edits.toArray(Edit[]::new);
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void unused) {
        var last = tree.getFinallyBlock();
        if (last != null && syntax.text(last).contains("unlock")) {
            var unlock = syntax.inner(last);
            var body = tree.getBlock();
            changes.propose(
                    EARLY_LOCK_RELEASE,
                    tree,
                    syntax.replace(tree, "{ " + unlock + " " + syntax.inner(body) + " }"));
            for (var statement : body.getStatements().stream().skip(1).toList()) {
                changes.propose(
                        EARLY_LOCK_RELEASE,
                        statement,
                        syntax.insert(statement, unlock + " "),
                        syntax.replace(last, "{}"));
            }
            var leaking = unlockingOnReturn(syntax.text(body), unlock);
            changes.propose(LEAKED_LOCK, tree, syntax.replace(tree, leaking));
            if (!(body.getStatements().getLast() instanceof ReturnTree)) {
                var atEnd = "{ " + leaking + " " + unlock + " }";
                changes.propose(LEAKED_LOCK, tree, syntax.replace(tree, atEnd));
            }
        }
        return super.visitTry(tree, null);
    }

    /// A block that unlocks before each `return`, and not after an exception.
    private static String unlockingOnReturn(String block, String unlock) {
        return block.replaceAll(
                "return ([^;]+);",
                "{ var result = $1; " + Matcher.quoteReplacement(unlock) + " return result; }");
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
        if (Syntax.method(call).equals("validate")) {
            changes.propose(UNVALIDATED, call, syntax.replace(call, "true"));
        }
        return super.visitMethodInvocation(call, null);
    }
}
