package chatlab.coursework.cohort;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// The words of a source's syntax tree: for each member of a class the kinds of its nodes, in
/// order.
///
/// What a copier changes first is no word: names of its own, literals, comments, layout, `final`,
/// `this`, parentheses, casts, declared types, annotations, and braces around one statement. Names
/// that the source does not declare itself are words, because nobody can rename the methods of the
/// JDK. Members are apart, so their order does not count.
///
/// The source is parsed and not compiled, so nothing of it runs.
final class SyntaxWords extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<String> declared;
    private final List<List<String>> members = new ArrayList<>();
    private List<String> words = new ArrayList<>();

    private SyntaxWords(Set<String> declared) {
        this.declared = declared;
    }

    /// The words of each member; none if the parser gives up.
    static List<List<String>> of(String source) {
        Iterable<? extends Tree> units;
        try {
            var compiler = ToolProvider.getSystemJavaCompiler();
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    Writer.nullWriter(),
                                    null,
                                    _ -> {},
                                    List.of("-proc:none"),
                                    null,
                                    List.of(new Text(source)));
            units = task.parse();
        } catch (IOException | RuntimeException | StackOverflowError _) {
            return List.of();
        }
        var names = new Names();
        try {
            names.scan(units, null);
            var scanner = new SyntaxWords(names.declared);
            scanner.scan(units, null);
            return scanner.members;
        } catch (StackOverflowError _) {
            return List.of(); // an expression of thousands of parts
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(String source) {
            super(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoresEncodingErrors) {
            return source;
        }
    }

    /// Collects what the source declares itself.
    private static final class Names extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Set<String> declared = new HashSet<>();

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
            declared.add(variable.getName().toString());
            return super.visitVariable(variable, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            declared.add(method.getName() + "()");
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            declared.add(type.getSimpleName().toString());
            type.getTypeParameters().forEach(each -> declared.add(each.getName().toString()));
            if (type.getKind() == Tree.Kind.RECORD) {
                for (var member : type.getMembers()) {
                    if (member instanceof VariableTree component) {
                        declared.add(component.getName() + "()"); // its accessor
                    }
                }
            }
            return super.visitClass(type, null);
        }
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void none) {
        if (tree == null || isSilent(tree)) return super.scan(tree, null);
        words.add(tree.getKind().name());
        super.scan(tree, null);
        if (hasEnd(tree)) words.add("END");
        return null;
    }

    /// Whether a node says nothing itself, although its children may.
    private static boolean isSilent(Tree tree) {
        return switch (tree.getKind()) {
            case BLOCK,
                    PARENTHESIZED,
                    TYPE_CAST,
                    PARAMETERIZED_TYPE,
                    EXPRESSION_STATEMENT,
                    MODIFIERS,
                    IDENTIFIER,
                    MEMBER_SELECT,
                    CLASS,
                    RECORD,
                    INTERFACE,
                    ENUM,
                    METHOD,
                    COMPILATION_UNIT,
                    ANNOTATION,
                    IMPORT,
                    PREFIX_INCREMENT,
                    POSTFIX_INCREMENT,
                    PREFIX_DECREMENT,
                    POSTFIX_DECREMENT,
                    PLUS_ASSIGNMENT,
                    MINUS_ASSIGNMENT ->
                    true;
            default -> tree instanceof LiteralTree;
        };
    }

    private static boolean hasEnd(Tree tree) {
        return switch (tree.getKind()) {
            case IF, FOR_LOOP, ENHANCED_FOR_LOOP, WHILE_LOOP, DO_WHILE_LOOP, TRY, SYNCHRONIZED ->
                    true;
            default -> false;
        };
    }

    // --- Members ---

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
        for (var member : type.getMembers()) {
            var outer = words;
            words = new ArrayList<>();
            scan(member, null);
            if (!words.isEmpty()) members.add(words);
            words = outer;
        }
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
        words.add("METHOD");
        scan(method.getModifiers(), null);
        method.getParameters().forEach(_ -> words.add("PARAMETER"));
        scan(method.getBody(), null);
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
        scan(variable.getModifiers(), null);
        scan(variable.getInitializer(), null);
        return null;
    }

    /// Only what threads notice is a word.
    @Override
    public @Nullable Void visitModifiers(ModifiersTree modifiers, @Nullable Void none) {
        for (var modifier : List.of(Modifier.SYNCHRONIZED, Modifier.VOLATILE)) {
            if (modifiers.getFlags().contains(modifier)) words.add(modifier.name());
        }
        return null;
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void none) {
        return null;
    }

    @Override
    public @Nullable Void visitImport(ImportTree imported, @Nullable Void none) {
        return null;
    }

    // --- Statements and expressions ---

    @Override
    public @Nullable Void visitBlock(BlockTree block, @Nullable Void none) {
        return scan(block.getStatements(), null);
    }

    @Override
    public @Nullable Void visitParenthesized(ParenthesizedTree tree, @Nullable Void none) {
        return scan(tree.getExpression(), null);
    }

    @Override
    public @Nullable Void visitTypeCast(TypeCastTree cast, @Nullable Void none) {
        return scan(cast.getExpression(), null);
    }

    @Override
    public @Nullable Void visitParameterizedType(ParameterizedTypeTree type, @Nullable Void none) {
        return scan(type.getType(), null);
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void none) {
        words.add("literal");
        return null;
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
        var name = identifier.getName().toString();
        if (!name.equals("this")) words.add(word(name));
        return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void none) {
        scan(select.getExpression(), null);
        words.add(word(select.getIdentifier().toString()));
        return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
        switch (call.getMethodSelect()) {
            case MemberSelectTree select -> {
                scan(select.getExpression(), null);
                words.add(word(select.getIdentifier() + "()"));
            }
            case IdentifierTree identifier -> words.add(word(identifier.getName() + "()"));
            default -> scan(call.getMethodSelect(), null);
        }
        return scan(call.getArguments(), null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree member, @Nullable Void none) {
        scan(member.getQualifierExpression(), null);
        words.add(word(member.getName() + "()"));
        return null;
    }

    /// @param name of a method with `()` behind it
    private String word(String name) {
        return declared.contains(name) ? "own" : name;
    }

    /// `i++`, `++i`, `i += 1` and `i = i + 1` are one.
    @Override
    public @Nullable Void visitUnary(UnaryTree unary, @Nullable Void none) {
        switch (unary.getKind()) {
            case PREFIX_INCREMENT, POSTFIX_INCREMENT -> step("PLUS", unary.getExpression(), null);
            case PREFIX_DECREMENT, POSTFIX_DECREMENT -> step("MINUS", unary.getExpression(), null);
            default -> super.visitUnary(unary, null);
        }
        return null;
    }

    @Override
    public @Nullable Void visitCompoundAssignment(
            CompoundAssignmentTree assignment, @Nullable Void none) {
        switch (assignment.getKind()) {
            case PLUS_ASSIGNMENT ->
                    step("PLUS", assignment.getVariable(), assignment.getExpression());
            case MINUS_ASSIGNMENT ->
                    step("MINUS", assignment.getVariable(), assignment.getExpression());
            default -> super.visitCompoundAssignment(assignment, null);
        }
        return null;
    }

    private void step(String operator, Tree variable, @Nullable Tree by) {
        words.add(Tree.Kind.ASSIGNMENT.name());
        scan(variable, null);
        words.add(operator);
        scan(variable, null);
        if (by == null) words.add("literal");
        else scan(by, null);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree assignment, @Nullable Void none) {
        scan(assignment.getVariable(), null);
        return scan(assignment.getExpression(), null);
    }
}
