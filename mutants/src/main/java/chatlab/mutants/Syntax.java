package chatlab.mutants;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;

import javax.lang.model.element.Element;

/// The syntax tree of one source, and the text of each of its nodes.
///
/// @param name of the file, such as `CopyOnWriteBroadcast.java`
record Syntax(String name, String source, CompilationUnitTree unit, Trees trees) {

    int start(Tree tree) {
        return (int) trees.getSourcePositions().getStartPosition(unit, tree);
    }

    int end(Tree tree) {
        return (int) trees.getSourcePositions().getEndPosition(unit, tree);
    }

    long line(Tree tree) {
        return unit.getLineMap().getLineNumber(start(tree));
    }

    /// Whether the source contains it; the compiler adds nodes, such as a default constructor.
    boolean isWritten(Tree tree) {
        return start(tree) >= 0 && end(tree) >= 0;
    }

    String text(Tree tree) {
        return source.substring(start(tree), end(tree));
    }

    /// The text of a block without its braces.
    String inner(BlockTree block) {
        return withoutEnds(text(block));
    }

    /// The text of an expression in parentheses, without these.
    String inner(ExpressionTree inParentheses) {
        return withoutEnds(text(inParentheses));
    }

    private static String withoutEnds(String text) {
        return text.substring(1, text.length() - 1).strip();
    }

    Edit replace(Tree tree, String text) {
        return new Edit(start(tree), end(tree), text);
    }

    /// Inserts text before a node.
    Edit insert(Tree before, String text) {
        return new Edit(start(before), start(before), text);
    }

    /// Removes the first occurrence of a modifier in a declaration.
    Edit without(String modifier, Tree declaration) {
        int at = source.indexOf(modifier + " ", start(declaration));
        return new Edit(at, at + modifier.length() + 1, "");
    }

    /// What a name means; null if it has no meaning, as in a source with errors.
    @Nullable Element element(ExpressionTree name) {
        return trees.getElement(TreePath.getPath(unit, name));
    }

    /// The type of an expression, such as `java.lang.invoke.VarHandle`, or "" if it has none.
    String type(ExpressionTree expression) {
        var type = trees.getTypeMirror(TreePath.getPath(unit, expression));
        return type == null ? "" : type.toString();
    }

    /// The name of the method that is called.
    static String method(MethodInvocationTree call) {
        return switch (call.getMethodSelect()) {
            case MemberSelectTree select -> select.getIdentifier().toString();
            case IdentifierTree name -> name.getName().toString();
            default -> "";
        };
    }

    /// The object or class before the dot of a call; null without one.
    static @Nullable ExpressionTree target(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select
                ? select.getExpression()
                : null;
    }
}
