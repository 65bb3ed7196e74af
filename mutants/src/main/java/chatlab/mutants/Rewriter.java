package chatlab.mutants;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.Modifier;

/// Makes variants of a correct strategy that are still correct: other timing, more ordering, or a
/// racy read whose value nobody uses.
final class Rewriter extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Syntax syntax;
    private final List<Variant> rewrites = new ArrayList<>();

    private Rewriter(Syntax syntax) {
        this.syntax = syntax;
    }

    /// All rewrites of a source.
    static List<Variant> of(Syntax syntax) {
        var rewriter = new Rewriter(syntax);
        rewriter.scan(syntax.unit(), null);
        return rewriter.rewrites;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        var body = method.getBody();
        if (body == null || !syntax.isWritten(method)) return null;
        var flags = method.getModifiers().getFlags();
        if (flags.contains(Modifier.PUBLIC)) {
            var first = body.getStatements().getFirst();
            insert("yields before " + method.getName(), first, "Thread.yield(); ");
        }
        if (flags.contains(Modifier.SYNCHRONIZED)) {
            rewrite(
                    "locks with a block in " + method.getName(),
                    syntax.without("synchronized", method),
                    syntax.replace(body, "{ synchronized (this) " + syntax.text(body) + " }"));
        }
        return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Void unused) {
        if (!syntax.text(tree).contains("wait()")) {
            var again =
                    "{ synchronized %s %s }"
                            .formatted(
                                    syntax.text(tree.getExpression()),
                                    syntax.text(tree.getBlock()));
            rewrite(
                    "locks twice in line " + syntax.line(tree),
                    syntax.replace(tree.getBlock(), again));
        }
        return super.visitSynchronized(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
        var flags = variable.getModifiers().getFlags();
        boolean isField = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
        if (isField && !flags.contains(Modifier.FINAL) && !flags.contains(Modifier.VOLATILE)) {
            var type = variable.getType();
            rewrite(variable.getName() + " is volatile", syntax.insert(type, "volatile "));
            readBeforeFirstMethod(variable);
        }
        return super.visitVariable(variable, null);
    }

    /// A race, but nobody uses the value.
    private void readBeforeFirstMethod(VariableTree field) {
        var type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
        for (var member : type.getMembers()) {
            if (!(member instanceof MethodTree method) || method.getReturnType() == null) continue;
            var body = method.getBody();
            boolean isStatic = method.getModifiers().getFlags().contains(Modifier.STATIC);
            if (isStatic || body == null || body.getStatements().isEmpty()) continue;
            insert(
                    "reads " + field.getName() + " before " + method.getName(),
                    body.getStatements().getFirst(),
                    "var ignored = this." + field.getName() + "; ");
            return;
        }
    }

    @Override
    public @Nullable Void visitBlock(BlockTree block, @Nullable Void unused) {
        boolean isLocked = getCurrentPath().getParentPath().getLeaf() instanceof SynchronizedTree;
        if (isLocked && block.getStatements().size() > 1) {
            insert(
                    "yields with the lock held in line " + syntax.line(block),
                    block.getStatements().get(1),
                    "Thread.yield(); ");
        }
        return super.visitBlock(block, null);
    }

    private void insert(String change, StatementTree before, String text) {
        rewrite(change, syntax.insert(before, text));
    }

    private void rewrite(String change, Edit... edits) {
        var source = Edit.apply(syntax.source(), List.of(edits));
        rewrites.add(new Variant(syntax.name(), change, source));
    }
}
