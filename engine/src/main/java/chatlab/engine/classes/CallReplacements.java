package chatlab.engine.classes;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Replaces calls of JDK methods that touch memory, monitors, threads or time.
final class CallReplacements {
    private static final ClassDesc HOOKS = ClassDesc.of("chatlab.engine.execution.Hooks");
    private static final ClassDesc THREADS = ClassDesc.of("chatlab.engine.execution.ThreadHooks");
    private static final ClassDesc HANDLES = ClassDesc.of("chatlab.engine.execution.HandleHooks");
    private static final ClassDesc THREAD_TYPE = ClassDesc.of("java.lang.Thread");
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.Thread$Builder");
    private static final ClassDesc RUNNABLE = ClassDesc.of("java.lang.Runnable");
    private static final ClassDesc DURATION = ClassDesc.of("java.time.Duration");
    private static final ClassDesc VAR_HANDLE = ClassDesc.of("java.lang.invoke.VarHandle");

    private static final String THREAD = "java/lang/Thread";
    private static final String PARKING = "java/util/concurrent/locks/LockSupport";

    private static final Set<String> ACCESS_METHODS =
            Arrays.stream(VarHandle.AccessMode.values())
                    .map(VarHandle.AccessMode::methodName)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> REFERENCES =
            Set.of(
                    "java/lang/Thread.start",
                    "java/lang/Thread.join",
                    "java/lang/Thread.startVirtualThread",
                    "java/lang/Thread.interrupt",
                    "java/util/concurrent/locks/LockSupport.park",
                    "java/util/concurrent/locks/LockSupport.unpark",
                    "java/lang/Object.wait",
                    "java/lang/Object.notify",
                    "java/lang/Object.notifyAll");

    private final MethodWriter writer;
    private final CodeBuilder to;

    CallReplacements(MethodWriter writer, CodeBuilder to) {
        this.writer = writer;
        this.to = to;
    }

    /// Returns true if a method reference would go around a replacement.
    static boolean replacesReference(String owner, String method) {
        return REFERENCES.contains(owner + "." + method);
    }

    /// Writes other code instead of a call.
    ///
    /// @return false if the call stays as it is, and nothing was written
    boolean replace(InvokeInstruction call) {
        var owner = call.owner().asInternalName();
        var method = call.name().stringValue();
        var types = call.typeSymbol();
        return switch (owner) {
            case "java/lang/invoke/VarHandle" -> replaceHandle(method, types);
            case "java/lang/System" -> replaceSystem(method, types);
            case "java/lang/reflect/Array" -> replaceReflection(method, types);
            case PARKING -> replaceParking(method, types);
            case "java/lang/Thread$Builder",
                    "java/lang/Thread$Builder$OfVirtual",
                    "java/lang/Thread$Builder$OfPlatform" ->
                    replaceBuilder(method);
            default ->
                    (isVirtual(call) && replaceObject(method, types))
                            || (isThread(owner, call) && replaceThread(method, types))
                            || isSuperHashCode(call);
        };
    }

    private boolean replaced(ClassDesc hooks, String method, MethodTypeDesc types) {
        writer.loadPlace();
        to.invokestatic(hooks, method, types);
        return true;
    }

    // --- Memory ---

    private boolean replaceHandle(String method, MethodTypeDesc types) {
        if (method.endsWith("Fence")) {
            return replaced(HANDLES, "fence", MethodTypeDesc.of(CD_void, CD_int));
        }
        if (!ACCESS_METHODS.contains(method)) return false;
        var slots = writer.storeArguments(types);
        to.loadConstant(slots.length);
        to.anewarray(CD_Object);
        for (int i = 0; i < slots.length; i++) {
            to.dup();
            to.loadConstant(i);
            to.loadLocal(TypeKind.from(types.parameterType(i)), slots[i]);
            Boxes.box(to, types.parameterType(i));
            to.aastore();
        }
        to.loadConstant(method);
        writer.loadPlace();
        to.ldc(ClassDesc.ofInternalName(writer.internalName()));
        to.invokestatic(
                HANDLES,
                "call",
                MethodTypeDesc.of(
                        CD_Object, VAR_HANDLE, CD_Object.arrayType(), CD_String, CD_int, CD_Class));
        if (types.returnType().equals(CD_void)) to.pop();
        else Boxes.unbox(to, types.returnType());
        return true;
    }

    private boolean replaceSystem(String method, MethodTypeDesc types) {
        return switch (method) {
            case "arraycopy" ->
                    replaced(
                            HOOKS,
                            method,
                            MethodTypeDesc.of(
                                    CD_void, CD_Object, CD_int, CD_Object, CD_int, CD_int, CD_int));
            case "identityHashCode", "nanoTime", "currentTimeMillis" -> {
                to.invokestatic(HOOKS, method, types);
                yield true;
            }
            default -> false;
        };
    }

    private boolean replaceReflection(String method, MethodTypeDesc types) {
        if (!method.equals("newInstance") || !types.parameterType(1).equals(CD_int)) return false;
        to.invokestatic(HOOKS, "newArray", MethodTypeDesc.of(CD_Object, CD_Class, CD_int));
        return true;
    }

    // --- Objects ---

    private boolean replaceObject(String method, MethodTypeDesc types) {
        int arguments = types.parameterCount();
        return switch (method) {
            case "hashCode" -> {
                if (arguments > 0) yield false;
                to.invokestatic(HOOKS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
                yield true;
            }
            case "notify" ->
                    arguments == 0
                            && replaced(
                                    HOOKS, "signal", MethodTypeDesc.of(CD_void, CD_Object, CD_int));
            case "notifyAll" ->
                    arguments == 0
                            && replaced(
                                    HOOKS,
                                    "signalAll",
                                    MethodTypeDesc.of(CD_void, CD_Object, CD_int));
            case "wait" -> {
                if (arguments > 0 && !types.parameterType(0).equals(CD_long)) yield false;
                if (arguments == 2) {
                    to.pop(); // nanoseconds
                    arguments--;
                }
                yield arguments == 0
                        ? replaced(HOOKS, "await", MethodTypeDesc.of(CD_void, CD_Object, CD_int))
                        : replaced(
                                HOOKS,
                                "await",
                                MethodTypeDesc.of(CD_void, CD_Object, CD_long, CD_int));
            }
            default -> false;
        };
    }

    private static boolean isVirtual(InvokeInstruction call) {
        return call.opcode() == Opcode.INVOKEVIRTUAL || call.opcode() == Opcode.INVOKEINTERFACE;
    }

    private static boolean isHashCode(InvokeInstruction call) {
        return call.name().equalsString("hashCode") && call.typeSymbol().parameterCount() == 0;
    }

    private boolean isSuperHashCode(InvokeInstruction call) {
        if (call.opcode() != Opcode.INVOKESPECIAL
                || !isHashCode(call)
                || !call.owner().asInternalName().equals("java/lang/Object")) {
            return false;
        }
        to.invokestatic(HOOKS, "identityHashCode", MethodTypeDesc.of(CD_int, CD_Object));
        return true;
    }

    // --- Threads ---

    private boolean isThread(String owner, InvokeInstruction call) {
        return call.opcode() != Opcode.INVOKESPECIAL
                && !owner.startsWith("[")
                && writer.loader().isA(owner, THREAD);
    }

    private boolean replaceThread(String method, MethodTypeDesc types) {
        var ofThread = MethodTypeDesc.of(CD_void, THREAD_TYPE, CD_int);
        return switch (method) {
            case "start" -> types.parameterCount() == 0 && replaced(THREADS, method, ofThread);
            case "interrupt" -> replaced(THREADS, method, ofThread);
            case "startVirtualThread" ->
                    replaced(THREADS, method, MethodTypeDesc.of(THREAD_TYPE, RUNNABLE, CD_int));
            case "currentThread" -> {
                to.invokestatic(THREADS, method, types);
                yield true;
            }
            case "isAlive", "isInterrupted" ->
                    replaced(THREADS, method, MethodTypeDesc.of(CD_boolean, THREAD_TYPE, CD_int));
            case "interrupted" -> replaced(THREADS, method, MethodTypeDesc.of(CD_boolean, CD_int));
            case "yield", "onSpinWait" ->
                    replaced(THREADS, "giveWay", MethodTypeDesc.of(CD_void, CD_int));
            case "sleep" -> {
                if (!types.parameterType(0).equals(CD_long)) { // a Duration
                    to.invokevirtual(DURATION, "toMillis", MethodTypeDesc.of(CD_long));
                } else if (types.parameterCount() == 2) {
                    to.pop(); // nanoseconds
                }
                yield replaced(THREADS, method, MethodTypeDesc.of(CD_void, CD_long, CD_int));
            }
            case "join" -> replaceJoin(types);
            default -> false;
        };
    }

    private boolean replaceBuilder(String method) {
        if (method.equals("start")) {
            return replaced(
                    THREADS, method, MethodTypeDesc.of(THREAD_TYPE, BUILDER, RUNNABLE, CD_int));
        }
        if (!method.equals("unstarted")) return false;
        to.invokestatic(THREADS, method, MethodTypeDesc.of(THREAD_TYPE, BUILDER, RUNNABLE));
        return true;
    }

    private boolean replaceJoin(MethodTypeDesc types) {
        if (types.parameterCount() == 0) {
            return replaced(THREADS, "join", MethodTypeDesc.of(CD_void, THREAD_TYPE, CD_int));
        }
        if (!types.parameterType(0).equals(CD_long)) return false;
        if (types.parameterCount() == 2) to.pop(); // nanoseconds
        return replaced(THREADS, "join", MethodTypeDesc.of(CD_void, THREAD_TYPE, CD_long, CD_int));
    }

    private boolean replaceParking(String method, MethodTypeDesc types) {
        return switch (method) {
            case "park" -> {
                popArguments(types);
                yield replaced(THREADS, method, MethodTypeDesc.of(CD_void, CD_int));
            }
            case "parkNanos", "parkUntil" -> {
                if (types.parameterCount() == 2) { // drop the blocker below the time
                    to.dup2_x1();
                    to.pop2();
                    to.pop();
                }
                yield replaced(THREADS, "parkTimed", MethodTypeDesc.of(CD_void, CD_long, CD_int));
            }
            case "unpark" ->
                    replaced(THREADS, method, MethodTypeDesc.of(CD_void, THREAD_TYPE, CD_int));
            default -> false;
        };
    }

    private void popArguments(MethodTypeDesc types) {
        for (int i = types.parameterCount() - 1; i >= 0; i--) {
            if (TypeKind.from(types.parameterType(i)).slotSize() == 2) to.pop2();
            else to.pop();
        }
    }
}
