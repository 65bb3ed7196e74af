package chatlab.coursework.compile;

import java.lang.classfile.Annotation;
import java.lang.classfile.Attribute;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads class files and names what in them is not permitted. Runs nothing of them.
///
/// The constant pool decides, for nothing can be used that is not in it; the code only tells the
/// lines.
public final class PermissionCheck {

    /// Packages of the JDK, of the lab and of the tools that run a strategy: a class in one of them
    /// could take the place of theirs.
    private static final Pattern TAKEN =
            Pattern.compile(
                    "(chatlab|java|javax|jdk|joptsimple|junit|kotlin|picocli|sun|com[.](sun|fasterxml)"
                        + "|org[.](junit|openjdk|jetbrains|slf4j|jspecify))[.].*");

    private final PermittedApi api;
    private final Map<String, ClassModel> own = new TreeMap<>();
    private final Map<String, Integer> found = new HashMap<>();

    private PermissionCheck(PermittedApi api) {
        this.api = api;
    }

    /// Something that is not permitted.
    ///
    /// @param what class and member, as in a source
    /// @param line where it is first used; 0: not in any line
    public record Violation(String what, int line) {
        @Override
        public String toString() {
            return line == 0 ? what : what + " (line " + line + ")";
        }
    }

    /// What in the classes is not permitted, in the order of the lines.
    ///
    /// @param classes class files as our own compiler made them
    public static List<Violation> of(Iterable<byte[]> classes, PermittedApi api) {
        var check = new PermissionCheck(api);
        for (var bytes : classes) {
            var model = ClassFile.of().parse(bytes);
            check.own.put(name(model.thisClass()), model);
        }
        if (!api.isOpen()) {
            check.own.values().forEach(check::look);
            classes.forEach(bytes -> TextFlow.in(bytes).forEach(check::found));
        }
        // A class is not named by itself beside its members.
        var all = List.copyOf(check.found.keySet());
        return check.found.entrySet().stream()
                .filter(entry -> all.stream().noneMatch(other -> isMemberOf(other, entry.getKey())))
                .map(entry -> new Violation(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Violation::line).thenComparing(Violation::what))
                .toList();
    }

    private static boolean isMemberOf(String member, String type) {
        return member.startsWith(type + ".") || member.equals(type + "()");
    }

    private void look(ClassModel model) {
        var name = name(model.thisClass());
        if (TAKEN.matcher(name).matches()) found("a class in somebody else's package: " + name, 0);
        if (model.flags().has(AccessFlag.ANNOTATION)) found("an annotation of its own: " + name, 0);
        annotations(model);
        model.fields().forEach(this::annotations);
        for (var method : model.methods()) {
            annotations(method);
            if (method.flags().has(AccessFlag.NATIVE)) {
                found("a native method: " + method.methodName().stringValue(), 0);
            }
            method.code().ifPresent(this::lines);
        }
        for (PoolEntry entry : model.constantPool()) {
            for (var what : refused(entry).toList()) found(what, 0);
        }
    }

    /// Keeps the first line that is known.
    private void found(String what, int line) {
        found.merge(what, line, (one, other) -> one == 0 ? other : one);
    }

    /// Annotations are read, and their types loaded, by the parent of the tests.
    private void annotations(AttributedElement element) {
        for (Attribute<?> attribute : element.attributes()) {
            var annotations =
                    switch (attribute) {
                        case RuntimeVisibleAnnotationsAttribute a -> a.annotations();
                        case RuntimeInvisibleAnnotationsAttribute a -> a.annotations();
                        case RuntimeVisibleTypeAnnotationsAttribute a ->
                                a.annotations().stream().map(each -> each.annotation()).toList();
                        case RuntimeInvisibleTypeAnnotationsAttribute a ->
                                a.annotations().stream().map(each -> each.annotation()).toList();
                        default -> List.<Annotation>of();
                    };
            for (var annotation : annotations) {
                var type = name(annotation.classSymbol());
                if (own.containsKey(type) || !api.permits(type)) found("@" + shown(type), 0);
            }
        }
    }

    private void lines(CodeModel code) {
        int line = 0;
        for (var element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
                continue;
            }
            Stream<PoolEntry> used =
                    switch (element) {
                        case TypeCheckInstruction i when isLook(i) -> {
                            look(i.type(), line);
                            yield Stream.of(i.type());
                        }
                        case InvokeInstruction i -> Stream.of(i.method());
                        case FieldInstruction i -> Stream.of(i.field());
                        case NewObjectInstruction i -> Stream.of(i.className());
                        case NewReferenceArrayInstruction i -> Stream.of(i.componentType());
                        case TypeCheckInstruction i -> Stream.of(i.type());
                        case ExceptionCatch c -> c.catchType().stream().map(PoolEntry.class::cast);
                        case ConstantInstruction.LoadConstantInstruction i ->
                                Stream.of(i.constantEntry());
                        case InvokeDynamicInstruction i ->
                                i.invokedynamic().bootstrap().arguments().stream()
                                        .map(PoolEntry.class::cast);
                        default -> Stream.of();
                    };
            int at = line;
            used.flatMap(this::refused).forEach(what -> found(what, at));
            if (element instanceof InvokeDynamicInstruction i) dynamic(i, line);
        }
    }

    /// A switch over types.
    private void dynamic(InvokeDynamicInstruction instruction, int line) {
        DirectMethodHandleDesc bootstrap = instruction.bootstrapMethod();
        var factory = name(bootstrap.owner());
        if (!api.permits(factory)) found(shown(factory), line);
        if (factory.equals("java.lang.runtime.SwitchBootstraps")) {
            for (var label : instruction.invokedynamic().bootstrap().arguments()) {
                if (label instanceof ClassEntry type) look(type, line);
            }
        }
    }

    private static boolean isLook(TypeCheckInstruction instruction) {
        return instruction.opcode() == Opcode.INSTANCEOF;
    }

    /// Messages are numbers in tests and more than that in a chat; a strategy has no need to know.
    private void look(ClassEntry type, int line) {
        var name = element(type.asSymbol());
        if (PermittedApi.isPlain(name)) {
            found("a look at what a message is: instanceof " + shown(name), line);
        }
    }

    private Stream<String> refused(PoolEntry entry) {
        return switch (entry) {
            case ClassEntry type -> {
                var name = element(type.asSymbol());
                boolean permitted = name.isEmpty() || own.containsKey(name) || api.permits(name);
                yield permitted ? Stream.of() : Stream.of(shown(name));
            }
            case MethodHandleEntry handle -> refused(handle).stream();
            case MemberRefEntry member -> refused(member).stream();
            default -> Stream.of();
        };
    }

    /// Text may be made by a call only, where it can be followed.
    private Optional<String> refused(MethodHandleEntry handle) {
        var member = handle.reference();
        var owner = element(member.owner().asSymbol());
        var name = member.name().stringValue();
        return TextFlow.makes(owner, name, parameters(member))
                ? Optional.of("text made of an object, by " + shown(owner) + "::" + name)
                : refused(member);
    }

    private static String parameters(MemberRefEntry member) {
        var descriptor = member.type().stringValue();
        return descriptor.startsWith("(")
                ? descriptor.substring(0, descriptor.indexOf(')') + 1)
                : "";
    }

    private Optional<String> refused(MemberRefEntry member) {
        var owner = element(member.owner().asSymbol());
        var name = member.name().stringValue();
        var parameters = parameters(member);
        if (owner.isEmpty()) return Optional.empty();
        boolean permitted =
                own.containsKey(owner)
                        ? TextFlow.makes(owner, name, parameters)
                                || permitsInherited(owner, name, parameters, new ArrayList<>())
                        : api.permits(owner, name, parameters);
        if (permitted) return Optional.empty();
        return Optional.of(shown(owner) + (name.equals("<init>") ? "()" : "." + name));
    }

    /// A member that one of the student's classes may have inherited from a class of the JDK.
    private boolean permitsInherited(
            String owner, String name, String parameters, List<String> seen) {
        var model = own.get(owner);
        if (model == null) return api.permits(owner, name, parameters);
        if (seen.contains(owner) || declares(model, name)) return true;
        seen.add(owner);
        boolean isObjects = name.equals("hashCode");
        return Stream.concat(model.superclass().stream(), model.interfaces().stream())
                .map(PermissionCheck::name)
                .filter(each -> !(isObjects && each.equals("java.lang.Object")))
                .filter(each -> own.containsKey(each) || PermittedApi.mayHave(each, name))
                .allMatch(each -> permitsInherited(each, name, parameters, seen));
    }

    private static boolean declares(ClassModel model, String name) {
        return Stream.concat(
                        model.methods().stream().map(MethodModel::methodName),
                        model.fields().stream().map(field -> field.fieldName()))
                .anyMatch(each -> each.stringValue().equals(name));
    }

    private static String element(ClassDesc type) {
        var element = type;
        while (element.isArray()) element = element.componentType();
        return element.isPrimitive() ? "" : name(element);
    }

    private static String name(ClassEntry entry) {
        return entry.asInternalName().replace('/', '.');
    }

    private static String name(ClassDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.startsWith("L")
                ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
                : descriptor;
    }

    private static String shown(String name) {
        return name.replace('$', '.');
    }
}
