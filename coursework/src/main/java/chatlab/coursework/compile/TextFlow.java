package chatlab.coursework.compile;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Follows text that was made of an object through the methods of a class.
///
/// Such text may name a class or a thread, and so tell a test from a chat. Plain Java makes it all
/// the time, to print it or to put it into an exception, and there it goes nowhere. All other uses
/// are found: to compare, keep, return or hand it on. Exceptions may be asked for their message,
/// which is text of the same sort.
final class TextFlow {
    private static final String STRING = "java/lang/String";
    private static final String CONCATENATION = "java/lang/invoke/StringConcatFactory";
    private static final String PRINTER = "java/io/PrintStream";

    /// Instructions times variables of one method, for each of which a value is kept.
    private static final long LARGEST = 10_000_000;

    private TextFlow() {}

    /// The uses of such text that are found, with the line of the first of each.
    ///
    /// @param bytes a class file
    static Map<String, Integer> in(byte[] bytes) {
        var model = new ClassNode();
        new ClassReader(bytes).accept(model, ClassReader.SKIP_FRAMES);
        Map<String, Integer> found = new TreeMap<>();
        for (var method : model.methods) {
            if (!makesAny(method)) continue;
            if ((long) method.instructions.size() * (method.maxLocals + method.maxStack)
                    > LARGEST) {
                found.putIfAbsent("a method that is too large to be checked: " + method.name, 0);
                continue;
            }
            var follower = new Follower(method, found);
            try {
                new Analyzer<>(follower).analyze(model.name, method);
            } catch (AnalyzerException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return found;
    }

    private static boolean makesAny(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof InvokeDynamicInsnNode dynamic
                    && dynamic.bsm.getOwner().equals(CONCATENATION)) return true;
            if (instruction instanceof MethodInsnNode call && makes(call)) return true;
        }
        return false;
    }

    private static boolean makes(MethodInsnNode call) {
        return makes(call.owner.replace('/', '.'), call.name, parameters(call.desc));
    }

    private static String parameters(String descriptor) {
        return descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    /// Whether a call makes text of an object, or gives text that was made so.
    ///
    /// @param parameters as in a descriptor, such as `(Ljava/lang/Object;)`
    static boolean makes(String owner, String name, String parameters) {
        return switch (name) {
            case "toString" ->
                    parameters.equals("()")
                            ? !PermittedApi.isPlain(owner) && !owner.equals("java.lang.Enum")
                            : owner.equals("java.util.Objects")
                                    || (owner.equals("java.util.Arrays")
                                            && parameters.equals("([Ljava/lang/Object;)"));
            case "deepToString" -> owner.equals("java.util.Arrays");
            case "getMessage", "getLocalizedMessage" -> parameters.equals("()");
            case "format", "formatted" -> owner.equals("java.lang.String");
            case "valueOf" ->
                    owner.equals("java.lang.String") && parameters.equals("(Ljava/lang/Object;)");
            default -> false;
        };
    }

    /// Text that was made of an object.
    private static final class Text extends BasicValue {
        static final Text ONE = new Text();

        private Text() {
            super(Type.getObjectType(STRING));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /// Steps through one method, and notes what is done with such text.
    private static final class Follower extends BasicInterpreter {
        private final MethodNode method;
        private final Map<String, Integer> found;

        Follower(MethodNode method, Map<String, Integer> found) {
            super(Opcodes.ASM9);
            this.method = method;
            this.found = found;
        }

        @Override
        public BasicValue merge(BasicValue one, BasicValue other) {
            return one == Text.ONE || other == Text.ONE ? Text.ONE : super.merge(one, other);
        }

        @Override
        public BasicValue copyOperation(AbstractInsnNode instruction, BasicValue value) {
            return value;
        }

        @Override
        public @Nullable BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value)
                throws AnalyzerException {
            if (value == Text.ONE) {
                if (instruction.getOpcode() == Opcodes.CHECKCAST) return value;
                if (instruction.getOpcode() == Opcodes.PUTSTATIC)
                    found("kept in a field", instruction);
            }
            return super.unaryOperation(instruction, value);
        }

        @Override
        public @Nullable BasicValue binaryOperation(
                AbstractInsnNode instruction, BasicValue one, BasicValue other)
                throws AnalyzerException {
            if (other == Text.ONE && instruction.getOpcode() == Opcodes.PUTFIELD) {
                found("kept in a field", instruction);
            }
            return super.binaryOperation(instruction, one, other);
        }

        @Override
        public @Nullable BasicValue ternaryOperation(
                AbstractInsnNode instruction, BasicValue one, BasicValue other, BasicValue third)
                throws AnalyzerException {
            if (third == Text.ONE) found("kept in an array", instruction);
            return super.ternaryOperation(instruction, one, other, third);
        }

        @Override
        public void returnOperation(
                AbstractInsnNode instruction, BasicValue value, BasicValue expected)
                throws AnalyzerException {
            boolean isText = makes("", method.name, parameters(method.desc));
            if (value == Text.ONE && !isText) found("returned", instruction);
        }

        @Override
        public @Nullable BasicValue naryOperation(
                AbstractInsnNode instruction, List<? extends BasicValue> values)
                throws AnalyzerException {
            boolean isUsed = values.contains(Text.ONE);
            if (instruction instanceof InvokeDynamicInsnNode dynamic) {
                boolean isConcatenation = dynamic.bsm.getOwner().equals(CONCATENATION);
                if (isUsed && !isConcatenation) found("handed on", instruction);
                if (isConcatenation && (isUsed || takesObjects(dynamic.desc))) return Text.ONE;
            } else if (instruction instanceof MethodInsnNode call) {
                var owner = call.owner.replace('/', '.');
                if (isUsed && !isSink(call, owner)) {
                    found("given to " + owner.replace('$', '.') + "." + call.name, instruction);
                }
                if (makes(call)) return Text.ONE;
            }
            return super.naryOperation(instruction, values);
        }

        /// Whether something else than text and numbers is put together.
        private static boolean takesObjects(String descriptor) {
            for (var type : Type.getArgumentTypes(descriptor)) {
                boolean isObject = type.getSort() >= Type.ARRAY;
                if (isObject && !PermittedApi.isPlain(type.getClassName())) return true;
            }
            return false;
        }

        /// Whether a call prints what it gets, makes an exception of it, or gives text again.
        private static boolean isSink(MethodInsnNode call, String owner) {
            if (call.owner.equals(PRINTER)) return call.name.matches("print|println|printf|format");
            if (call.name.equals("<init>")) return PermittedApi.isThrowable(owner);
            return (call.owner.equals(STRING) && call.name.matches("valueOf|format|formatted"))
                    || (owner.equals("java.util.Objects") && call.name.equals("toString"));
        }

        private void found(String use, AbstractInsnNode instruction) {
            int line = 0;
            for (var each = instruction; each != null && line == 0; each = each.getPrevious()) {
                if (each instanceof LineNumberNode number) line = number.line;
            }
            found.putIfAbsent("text made of an object, " + use, line);
        }
    }
}
