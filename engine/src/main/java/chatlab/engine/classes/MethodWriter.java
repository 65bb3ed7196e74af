package chatlab.engine.classes;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.code.Place;
import chatlab.engine.code.SharedField;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes one method with calls of the hooks in place of its accesses to memory and monitors.
///
/// Calls of JDK methods that need care are replaced by [CallReplacements].
final class MethodWriter {
    private static final ClassDesc HOOKS = ClassDesc.of("chatlab.engine.execution.Hooks");
    private static final ClassDesc MODELS = ClassDesc.of("chatlab.engine.execution.Models");
    private static final ClassDesc DISARMABLE = ClassDesc.of("chatlab.engine.models.Disarmable");

    private static final MethodTypeDesc OBJECT = MethodTypeDesc.of(CD_void, CD_Object);
    private static final MethodTypeDesc OBJECT_PLACE =
            MethodTypeDesc.of(CD_void, CD_Object, CD_int);
    private static final MethodTypeDesc PLACE = MethodTypeDesc.of(CD_void, CD_int);
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(CD_void);

    private final Instrumenter type;
    private final MethodModel method;
    private final CodeModel code;
    private final CodeBuilder to;
    private final String name;
    private final boolean isConstructor;
    private final boolean isInitializer;
    private final Set<Label> bound = new HashSet<>();

    /// Null in copied code.
    private final @Nullable PieceMarks marks;

    /// Locals from here on are not used by the method itself.
    private final int firstFree;

    private int free;
    private int line;

    /// The local variable that was loaded or stored last.
    private int lastLocal;

    /// The local variables with objects whose monitors an experiment does not take.
    private final Set<Integer> unlocked = new HashSet<>();

    /// Objects created and not yet constructed, in the order of the code.
    private int unconstructed;

    /// In a constructor: the superclass's constructor has been called.
    private boolean exists;

    MethodWriter(Instrumenter type, MethodModel method, CodeModel code, CodeBuilder to) {
        this.type = type;
        this.method = method;
        this.code = code;
        this.to = to;
        name = method.methodName().stringValue();
        isConstructor = name.equals("<init>");
        isInitializer = name.equals("<clinit>");
        exists = !isConstructor;
        firstFree = ((CodeAttribute) code).maxLocals();
        marks =
                type.isCopy()
                        ? null
                        : new PieceMarks(
                                type.className(),
                                name + method.methodType().stringValue(),
                                code,
                                to,
                                this::isForeign);
    }

    private boolean isForeign(String owner) {
        return owner.startsWith(Renaming.COPIES) || !type.loader().owns(owner);
    }

    void write() {
        boolean isLocked = method.flags().has(AccessFlag.SYNCHRONIZED) && isLocking(firstLine());
        if (isLocked || isGuarded()) {
            writeSynchronized();
        } else if (isInitializer) writeInitializer();
        else code.forEach(this::write);
        if (marks != null) marks.end();
    }

    /// Whether an experiment makes the method `synchronized`.
    private boolean isGuarded() {
        if (type.isCopy() || isConstructor || isInitializer) return false;
        var experiment = type.loader().experiment();
        for (CodeElement element : code) {
            if (element instanceof FieldInstruction access) {
                var field = type.field(access);
                if (field != null && experiment.isGuarded(field.toString())) return true;
            }
        }
        return false;
    }

    private void writeSynchronized() {
        boolean isStatic = method.flags().has(AccessFlag.STATIC);
        Runnable loadLock =
                () -> {
                    if (isStatic) to.ldc(ClassDesc.ofInternalName(type.internalName()));
                    else to.aload(0);
                };
        line = firstLine();
        loadLock.run();
        loadPlace();
        hook("enter", OBJECT_PLACE);
        writeGuarded(() -> {
            loadLock.run();
            hook("exit", OBJECT);
        });
    }

    private void writeInitializer() {
        hook("beginInitializer", NOTHING);
        writeGuarded(() -> hook("endInitializer", NOTHING));
    }

    /// Writes the code so that `end` runs before it returns or throws.
    private void writeGuarded(Runnable end) {
        var first = to.newBoundLabel();
        for (CodeElement element : code) {
            if (element instanceof ReturnInstruction) end.run();
            write(element);
        }
        var last = to.newBoundLabel();
        var handler = to.newBoundLabel();
        to.astore(firstFree);
        end.run();
        to.aload(firstFree);
        to.athrow();
        to.exceptionCatchAll(first, last, handler);
    }

    private int firstLine() {
        for (CodeElement element : code) {
            if (element instanceof LineNumber number) return number.line();
        }
        return 0;
    }

    /// Whether a `synchronized` takes its monitor.
    private boolean isLocking(int at) {
        if (type.isCopy()) return true;
        var place = place(at);
        type.loader().noteMonitor(place);
        return type.loader().experiment().isLocking(place);
    }

    private void write(CodeElement element) {
        free = firstFree;
        if (marks != null) marks.before(element, line);
        writeInstrumented(element);
        if (marks != null) marks.after(element);
    }

    private void writeInstrumented(CodeElement element) {
        switch (element) {
            case LineNumber number -> {
                line = number.line();
                to.with(number);
            }
            case LabelTarget target -> {
                bound.add(target.label());
                to.with(target);
            }
            case BranchInstruction branch -> {
                if (bound.contains(branch.target())) {
                    loadPlace();
                    hook("loop", PLACE);
                }
                if (marks == null) to.with(branch);
                else marks.jump(branch, line);
            }
            case FieldInstruction access -> writeField(access);
            case ArrayLoadInstruction load -> {
                to.dup2();
                loadPlace();
                hook("beforeLoad", MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int));
                to.with(load);
                hook("afterLoad", NOTHING);
            }
            case ArrayStoreInstruction store -> {
                Boxes.box(to, stackType(store.typeKind()));
                loadPlace();
                hook("store", MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_Object, CD_int));
            }
            case LoadInstruction load -> {
                lastLocal = load.slot();
                to.with(load);
            }
            case StoreInstruction store -> {
                lastLocal = store.slot();
                to.with(store);
            }
            case MonitorInstruction monitor -> writeMonitor(monitor.opcode());
            case NewObjectInstruction created -> {
                unconstructed++;
                to.with(created);
            }
            case NewPrimitiveArrayInstruction created -> writeNewArray(created);
            case NewReferenceArrayInstruction created -> writeNewArray(created);
            case NewMultiArrayInstruction created -> writeNewArray(created);
            case ReturnInstruction end -> {
                if (isConstructor && exists) {
                    to.aload(0);
                    to.loadConstant(type.hasFinals() ? 1 : 0);
                    hook("endConstructor", MethodTypeDesc.of(CD_void, CD_Object, CD_boolean));
                }
                to.with(end);
            }
            case InvokeDynamicInstruction dynamic -> writeDynamic(dynamic);
            case InvokeInstruction call -> writeCall(call);
            default -> to.with(element);
        }
    }

    /// Compilers keep the object in a local variable of its own, for all exits from the block.
    private void writeMonitor(Opcode opcode) {
        boolean isEnter = opcode == Opcode.MONITORENTER;
        if (isEnter && isLocking(line)) unlocked.remove(lastLocal);
        else if (isEnter) unlocked.add(lastLocal);
        if (unlocked.contains(lastLocal)) {
            to.pop();
        } else if (isEnter) {
            loadPlace();
            hook("enter", OBJECT_PLACE);
        } else {
            hook("exit", OBJECT);
        }
    }

    private static ClassDesc stackType(TypeKind kind) {
        return kind == TypeKind.REFERENCE ? CD_Object : kind.asLoadable().upperBound();
    }

    /// The inner arrays of a new array of arrays count as shared.
    private void writeNewArray(CodeElement created) {
        to.with(created);
        to.dup();
        hook("created", OBJECT);
    }

    // --- Fields ---

    private void writeField(FieldInstruction access) {
        var field = type.field(access);
        if (field != null && isPutOfReference(access)) writeDisarming(field.toString());
        // A class initializer writes before any thread can see the class.
        if (field == null || (isInitializer && field.isStatic())) {
            to.with(access);
            return;
        }
        switch (access.opcode()) {
            case GETFIELD -> {
                to.loadConstant(field.number());
                loadPlace();
                hook(
                        field.isFinal() ? "getFinal" : "get",
                        MethodTypeDesc.of(CD_Object, CD_Object, CD_int, CD_int));
                Boxes.unbox(to, access.typeSymbol());
            }
            case PUTFIELD -> writePutField(access, field);
            case GETSTATIC -> {
                if (field.isFinal()) {
                    to.with(access);
                    return;
                }
                to.loadConstant(field.number());
                loadPlace();
                hook("getStatic", MethodTypeDesc.of(CD_Object, CD_int, CD_int));
                Boxes.unbox(to, access.typeSymbol());
            }
            case PUTSTATIC -> {
                Boxes.box(to, access.typeSymbol());
                to.loadConstant(field.number());
                loadPlace();
                hook("putStatic", MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int));
            }
            default -> throw new IllegalStateException("not a field instruction: " + access);
        }
    }

    private static boolean isPutOfReference(FieldInstruction access) {
        boolean isPut = access.opcode() == Opcode.PUTFIELD || access.opcode() == Opcode.PUTSTATIC;
        return isPut && !access.typeSymbol().isPrimitive();
    }

    /// The lock or the atomic to disarm is on the stack.
    private void writeDisarming(String field) {
        var experiment = type.loader().experiment();
        if (experiment.isDisarmed(field)) writeDisarm("");
        for (var side : Experiment.SIDES) {
            if (experiment.isDisarmed(field + side)) writeDisarm(side.substring(1));
        }
    }

    private void writeDisarm(String side) {
        to.dup();
        to.loadConstant(side);
        to.invokestatic(
                DISARMABLE, "disarm", MethodTypeDesc.of(CD_void, CD_Object, CD_String), true);
    }

    private void writePutField(FieldInstruction access, SharedField field) {
        boolean isReference = !access.typeSymbol().isPrimitive();
        if (!exists) {
            // Before the superclass's constructor, only the instruction itself is legal.
            if (isReference) {
                to.dup();
                hook("escape", OBJECT);
            }
            to.with(access);
        } else if (!field.isFinal()) {
            Boxes.box(to, access.typeSymbol());
            to.loadConstant(field.number());
            loadPlace();
            hook("put", MethodTypeDesc.of(CD_void, CD_Object, CD_Object, CD_int, CD_int));
        } else {
            if (isReference) {
                to.dup2();
                loadPlace();
                hook("putFinal", MethodTypeDesc.of(CD_void, CD_Object, CD_Object, CD_int));
            } else {
                to.aload(0); // only a constructor writes a final field, and only of `this`
                loadPlace();
                hook("beforeFinal", OBJECT_PLACE);
            }
            to.with(access);
        }
    }

    // --- Calls ---

    private void writeCall(InvokeInstruction call) {
        var owner = call.owner().asInternalName();
        var method = call.name().stringValue();
        if (!type.isCopy()) whyUncontrolled(call).ifPresent(this::writeWhy);
        if (method.equals("<init>")) writeConstructorCall(call, owner);
        else if (isArrayClone(call)) {
            loadPlace();
            hook("cloneArray", MethodTypeDesc.of(CD_Object, CD_Object, CD_int));
            to.checkcast(ClassDesc.ofDescriptor(owner));
        } else if (!new CallReplacements(this, to).replace(call)) writeOtherCall(call, owner);
    }

    private static Optional<String> whyUncontrolled(InvokeInstruction call) {
        var owner = call.owner().asInternalName();
        var method = call.name().stringValue();
        var descriptor = call.type().stringValue();
        return UncontrolledCalls.why(owner, method, descriptor)
                .or(() -> ModelMethods.whyMissing(owner, method, descriptor));
    }

    private static boolean isArrayClone(InvokeInstruction call) {
        return call.name().equalsString("clone") && call.owner().asInternalName().startsWith("[");
    }

    private void writeWhy(String why) {
        to.ldc(why);
        loadPlace();
        hook("uncontrolled", MethodTypeDesc.of(CD_void, CD_String, CD_int));
    }

    private void writeConstructorCall(InvokeInstruction call, String owner) {
        if (unconstructed > 0) {
            unconstructed--;
            if (!type.isCopy() && owner.startsWith(Renaming.COPIES)) {
                loadPlace();
                hook("calls", PLACE);
            }
            if (!isKnown(owner)) keepArguments(call.typeSymbol(), "escape");
            to.with(call);
        } else {
            to.with(call);
            exists = true;
            to.aload(0);
            hook("beginConstructor", OBJECT);
        }
    }

    /// Returns true if a callee does not hand its arguments to other threads unseen.
    private boolean isKnown(String owner) {
        return type.loader().owns(owner)
                || owner.startsWith("java/lang/")
                || owner.startsWith(Renaming.MODELS)
                || owner.equals("java/util/Objects")
                || owner.startsWith("[");
    }

    private void writeOtherCall(InvokeInstruction call, String owner) {
        if (owner.startsWith(Renaming.MODELS)) {
            loadPlace();
            to.invokestatic(MODELS, "at", PLACE);
            to.with(call);
            return;
        }
        boolean isOfProgram =
                !type.loader().owns(owner) && !owner.startsWith("[") && !isOfJdk(owner);
        if (isOfProgram) {
            loadPlace();
            hook("outside", PLACE);
        }
        if (!type.isCopy() && isMaybeCopied(call, owner)) {
            loadPlace();
            hook("calls", PLACE);
        }
        if (isMaybeOpaque(call, owner)) {
            writeOpaqueCall(call);
            return;
        }
        if (!isKnown(owner)) keepArguments(call.typeSymbol(), "escape");
        to.with(call);
    }

    private static boolean isOfJdk(String owner) {
        return owner.startsWith("java/") || owner.startsWith("javax/") || owner.startsWith("jdk/");
    }

    /// A call of a copied class, or through an interface that copied classes implement.
    private static boolean isMaybeCopied(InvokeInstruction call, String owner) {
        return owner.startsWith(Renaming.COPIES)
                || (owner.startsWith("java/") && call.opcode() == Opcode.INVOKEINTERFACE);
    }

    /// A call through an interface of `java.util`, or of a class of it that is not copied.
    private static boolean isMaybeOpaque(InvokeInstruction call, String owner) {
        return owner.startsWith("java/util/")
                && !owner.startsWith("java/util/function/")
                && !owner.startsWith("java/util/stream/")
                && (call.opcode() == Opcode.INVOKEINTERFACE
                        || call.opcode() == Opcode.INVOKEVIRTUAL);
    }

    private void writeOpaqueCall(InvokeInstruction call) {
        var slots = storeArguments(call.typeSymbol());
        to.dup();
        loadPlace();
        hook("opaque", OBJECT_PLACE);
        loadArguments(call.typeSymbol(), slots, "escape");
        to.with(call);
    }

    private void keepArguments(MethodTypeDesc types, String hook) {
        boolean hasObjects =
                types.parameterList().stream()
                        .anyMatch(one -> !one.isPrimitive() && !one.equals(CD_String));
        if (hasObjects) loadArguments(types, storeArguments(types), hook);
    }

    /// Pops the arguments into free locals.
    int[] storeArguments(MethodTypeDesc types) {
        var slots = new int[types.parameterCount()];
        for (int i = slots.length - 1; i >= 0; i--) {
            var kind = TypeKind.from(types.parameterType(i));
            slots[i] = free;
            free += kind.slotSize();
            to.storeLocal(kind, slots[i]);
        }
        return slots;
    }

    private void loadArguments(MethodTypeDesc types, int[] slots, String hook) {
        for (int i = 0; i < slots.length; i++) {
            var one = types.parameterType(i);
            to.loadLocal(TypeKind.from(one), slots[i]);
            if (!one.isPrimitive() && !one.equals(CD_String)) {
                to.dup();
                hook(hook, OBJECT);
            }
        }
    }

    // --- Lambdas ---

    private void writeDynamic(InvokeDynamicInstruction dynamic) {
        var types = dynamic.typeSymbol();
        if (!isLambda(dynamic)) {
            to.with(dynamic);
            return;
        }
        if (!type.isCopy()) whyUncontrolled(dynamic).forEach(this::writeWhy);
        var slots = storeArguments(types);
        for (int i = 0; i < slots.length; i++) {
            to.loadLocal(TypeKind.from(types.parameterType(i)), slots[i]);
        }
        to.with(dynamic);
        for (int i = 0; i < slots.length; i++) {
            if (types.parameterType(i).isPrimitive()) continue;
            to.dup();
            to.aload(slots[i]);
            hook("captured", MethodTypeDesc.of(CD_void, CD_Object, CD_Object));
        }
    }

    private static boolean isLambda(InvokeDynamicInstruction dynamic) {
        var owner = dynamic.bootstrapMethod().owner().descriptorString();
        return owner.equals("Ljava/lang/invoke/LambdaMetafactory;");
    }

    /// A method reference calls the JDK itself, where no hook sees it.
    private List<String> whyUncontrolled(InvokeDynamicInstruction dynamic) {
        var found = new ArrayList<String>();
        for (var argument : dynamic.bootstrapArgs()) {
            if (!(argument instanceof DirectMethodHandleDesc target)) continue;
            var descriptor = target.owner().descriptorString();
            if (!descriptor.startsWith("L")) continue;
            var owner = descriptor.substring(1, descriptor.length() - 1);
            var targetName = target.methodName();
            UncontrolledCalls.why(owner, targetName, target.lookupDescriptor())
                    .ifPresent(found::add);
            if (CallReplacements.replacesReference(owner, targetName)) {
                found.add(
                        "the method reference %s::%s is not under the schedule; write a lambda"
                                .formatted(
                                        owner.substring(owner.lastIndexOf('/') + 1), targetName));
            }
        }
        return found;
    }

    // --- For CallReplacements ---

    EngineLoader loader() {
        return type.loader();
    }

    String internalName() {
        return type.internalName();
    }

    void loadPlace() {
        to.loadConstant(CodeIndex.number(place(line)));
    }

    private Place place(int at) {
        return new Place(type.className(), name, type.sourceFile(), at);
    }

    private void hook(String hook, MethodTypeDesc types) {
        to.invokestatic(HOOKS, hook, types);
    }
}
