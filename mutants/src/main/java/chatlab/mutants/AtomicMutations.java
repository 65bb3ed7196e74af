package chatlab.mutants;

import static chatlab.mutants.MutationOperator.BLIND_SET;
import static chatlab.mutants.MutationOperator.CHECK_THEN_SET;
import static chatlab.mutants.MutationOperator.DROP_VOLATILE;
import static chatlab.mutants.MutationOperator.GET_THEN_SET;
import static chatlab.mutants.MutationOperator.IGNORED_FAILURE;
import static chatlab.mutants.MutationOperator.ONE_ATTEMPT;
import static chatlab.mutants.MutationOperator.PLAIN_CAS;
import static chatlab.mutants.MutationOperator.PLAIN_GET;
import static chatlab.mutants.MutationOperator.STALE_RETRY;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePathScanner;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

import javax.lang.model.element.Modifier;

/// Breaks the use of atomics, `volatile` fields, and loops that repeat a compare-and-set.
final class AtomicMutations extends TreePathScanner<@Nullable Void, @Nullable Void> {
    /// Methods that a mutated class gets if it calls them, by the text of the call. They do in two
    /// steps what an expression of Java cannot.
    private static final Map<String, String> METHODS =
            Map.of(
                    "thenSet(",
                    """

                        private static boolean thenSet(boolean isSame, Runnable set) {
                            if (isSame) set.run();
                            return isSame;
                        }
                    """,
                    "afterSet(",
                    """

                        private static <T> T afterSet(T value, Runnable set) {
                            set.run();
                            return value;
                        }
                    """);

    private final Syntax syntax;
    private final Changes changes;

    AtomicMutations(Syntax syntax, Changes changes) {
        this.syntax = syntax;
        this.changes = changes;
    }

    /// Adds the methods that a mutated source calls.
    static String withMethods(String mutated) {
        var result = new StringBuilder(mutated);
        METHODS.forEach((call, method) -> {
            if (mutated.contains(call)) result.insert(result.lastIndexOf("}"), method);
        });
        return result.toString();
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
        var target = Syntax.target(call);
        if (target != null && syntax.isWritten(call)) mutate(call, target);
        return super.visitMethodInvocation(call, null);
    }

    private void mutate(MethodInvocationTree call, ExpressionTree target) {
        var atomic = syntax.text(target);
        switch (Syntax.method(call)) {
            case "compareAndSet" -> compareAndSet(call, target);
            case "getAndSet" -> {
                var value = syntax.text(call.getArguments().getFirst());
                var inTwoSteps =
                        "afterSet(%s.get(), () -> %s.set(%s))".formatted(atomic, atomic, value);
                changes.propose(GET_THEN_SET, call, syntax.replace(call, inTwoSteps));
            }
            case "incrementAndGet" -> {
                var setAfterRead =
                        "afterSet(%1$s.get() + 1, () -> %1$s.set(%1$s.get() + 1))"
                                .formatted(atomic);
                var readAfterSet = "(%1$s.getAndIncrement() * 0 + %1$s.get())".formatted(atomic);
                changes.propose(GET_THEN_SET, call, syntax.replace(call, setAfterRead));
                changes.propose(GET_THEN_SET, call, syntax.replace(call, readAfterSet));
            }
            case "get" -> {
                boolean isAtomic = syntax.type(target).startsWith("java.util.concurrent.atomic.");
                if (isAtomic) changes.propose(PLAIN_GET, call, renamed(call, "getPlain"));
            }
            default -> {}
        }
    }

    private void compareAndSet(MethodInvocationTree call, ExpressionTree target) {
        var arguments = call.getArguments().stream().map(syntax::text).toList();
        int count = arguments.size();
        // An array's element and a VarHandle's object come before the expected and the new value.
        var where = count > 2 ? arguments.getFirst() : "";
        var expected = arguments.get(count - 2);
        var value = (where.isEmpty() ? "" : where + ", ") + arguments.getLast();
        var mode = syntax.type(target).equals("java.lang.invoke.VarHandle") ? "Volatile" : "";
        var atomic = syntax.text(target);
        var get = "%s.get%s(%s)".formatted(atomic, mode, where);
        var set = "%s.set%s(%s)".formatted(atomic, mode, value);
        changes.propose(
                CHECK_THEN_SET,
                call,
                syntax.replace(call, "thenSet(%s == %s, () -> %s)".formatted(get, expected, set)));
        changes.propose(BLIND_SET, call, syntax.replace(call, "thenSet(true, () -> " + set + ")"));
        changes.propose(PLAIN_CAS, call, renamed(call, "weakCompareAndSetPlain"));
        changes.propose(
                IGNORED_FAILURE, call, syntax.replace(call, "(" + syntax.text(call) + " | true)"));
    }

    /// Calls another method of the same object.
    private Edit renamed(MethodInvocationTree call, String method) {
        int end = syntax.end(call.getMethodSelect());
        return new Edit(end - Syntax.method(call).length(), end, method);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
        if (variable.getModifiers().getFlags().contains(Modifier.VOLATILE)) {
            changes.propose(DROP_VOLATILE, variable, syntax.without("volatile", variable));
        }
        return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree loop, @Nullable Void unused) {
        var body = syntax.text(loop.getStatement());
        if (syntax.text(loop.getCondition()).equals("(true)") && body.contains("compareAndSet")) {
            var once = "for (int attempt = 0; attempt < 1; attempt++) " + body;
            for (var result : results()) {
                changes.propose(
                        ONE_ATTEMPT, loop, syntax.replace(loop, once + " return " + result + ";"));
            }
            readBeforeLoop(loop);
        }
        return super.visitWhileLoop(loop, null);
    }

    /// What the method in which the scanner is may return instead of trying again.
    private List<String> results() {
        var path = getCurrentPath();
        while (!(path.getLeaf() instanceof MethodTree)) path = path.getParentPath();
        var type = ((MethodTree) path.getLeaf()).getReturnType();
        return switch (syntax.text(type)) {
            case "boolean" -> List.of("false", "true");
            case "int" -> List.of("0");
            default -> List.of();
        };
    }

    private void readBeforeLoop(WhileLoopTree loop) {
        if (!(loop.getStatement() instanceof BlockTree block)) return;
        if (!(block.getStatements().getFirst() instanceof VariableTree first)) return;
        changes.propose(
                STALE_RETRY,
                loop,
                syntax.insert(loop, syntax.text(first) + " "),
                syntax.replace(first, ""));
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree loop, @Nullable Void unused) {
        var condition = syntax.inner(loop.getCondition());
        if (condition.startsWith("!") && condition.contains("compareAndSet")) {
            var once = syntax.text(loop.getStatement()) + " " + condition.substring(1) + ";";
            changes.propose(ONE_ATTEMPT, loop, syntax.replace(loop, once));
        }
        return super.visitDoWhileLoop(loop, null);
    }
}
