package chatlab.engine.classes;

import static java.lang.classfile.ClassFile.ACC_SYNCHRONIZED;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.code.SharedField;
import chatlab.engine.code.SharedField.Declaration;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.Optional;

/// Instruments one class.
final class Instrumenter {
    private final EngineLoader loader;
    private final ClassModel model;
    private final String internalName;
    private final String className;
    private final String sourceFile;
    private final boolean hasFinals;

    Instrumenter(EngineLoader loader, ClassModel model) {
        this.loader = loader;
        this.model = model;
        internalName = model.thisClass().asInternalName();
        className = internalName.replace('/', '.');
        sourceFile =
                model.findAttribute(Attributes.sourceFile())
                        .map(file -> file.sourceFile().stringValue())
                        .orElse(className);
        hasFinals = model.fields().stream().anyMatch(field -> isFinal(field) && !isStatic(field));
    }

    byte[] instrument() {
        if (!isCopy()) model.fields().forEach(this::note);
        var file =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(this::hierarchy),
                        ClassFile.StackMapsOption.STACK_MAPS_WHEN_REQUIRED,
                        ClassFile.DeadCodeOption.PATCH_DEAD_CODE);
        return file.transformClass(model, this::transform);
    }

    private void note(FieldModel field) {
        var name = name(internalName, field);
        if (field.flags().has(AccessFlag.VOLATILE)) loader.noteVolatile(name);
        switch (concurrentType(field)) {
            case "Lock", "ReentrantLock" -> loader.noteLock(name);
            case "ReadWriteLock", "ReentrantReadWriteLock", "StampedLock" -> {
                for (var side : Experiment.SIDES) loader.noteLock(name + side);
            }
            case String type when type.startsWith("Atomic") || type.equals("LongAdder") ->
                    loader.noteAtomic(name);
            default -> {}
        }
    }

    /// The simple name of a field's type, if it is a class or a model of `java.util.concurrent`.
    private static String concurrentType(FieldModel field) {
        var type = field.fieldType().stringValue();
        boolean isConcurrent =
                type.startsWith("Ljava/util/concurrent/") || type.startsWith("L" + Renaming.MODELS);
        return isConcurrent ? type.substring(type.lastIndexOf('/') + 1, type.length() - 1) : "";
    }

    private void transform(ClassBuilder builder, ClassElement element) {
        if (!(element instanceof MethodModel method) || method.code().isEmpty()) {
            builder.with(element);
            return;
        }
        // MethodWriter locks where the flag did.
        int flags = method.flags().flagsMask() & ~ACC_SYNCHRONIZED;
        builder.withMethod(
                method.methodName(),
                method.methodType(),
                flags,
                methodBuilder -> {
                    for (MethodElement part : method) {
                        switch (part) {
                            case CodeModel code ->
                                    methodBuilder.withCode(
                                            to -> new MethodWriter(this, method, code, to).write());
                            case AccessFlags _ -> {}
                            default -> methodBuilder.with(part);
                        }
                    }
                });
    }

    EngineLoader loader() {
        return loader;
    }

    String internalName() {
        return internalName;
    }

    String className() {
        return className;
    }

    String sourceFile() {
        return sourceFile;
    }

    /// Returns true for the copy of a JDK class.
    boolean isCopy() {
        return internalName.startsWith(Renaming.COPIES);
    }

    boolean hasFinals() {
        return hasFinals;
    }

    private static boolean isStatic(FieldModel field) {
        return field.flags().has(AccessFlag.STATIC);
    }

    private static boolean isFinal(FieldModel field) {
        return field.flags().has(AccessFlag.FINAL);
    }

    /// Returns the field that an instruction accesses (JVMS 5.4.3.2), or null if no instrumented
    /// class declares it, or an interface does: then it is constant.
    @Nullable SharedField field(FieldInstruction access) {
        var owner = access.owner().asInternalName();
        while (loader.owns(owner)) {
            var declaring = loader.model(owner).orElse(null);
            if (declaring == null || declaring.flags().has(AccessFlag.INTERFACE)) return null;
            for (var field : declaring.fields()) {
                if (field.fieldName().equals(access.name())
                        && field.fieldType().equals(access.type())) {
                    return register(owner, field);
                }
            }
            var above = declaring.superclass();
            if (above.isEmpty()) return null;
            owner = above.get().asInternalName();
        }
        return null;
    }

    private SharedField register(String owner, FieldModel field) {
        boolean isVolatile =
                loader.experiment()
                        .isVolatile(name(owner, field), field.flags().has(AccessFlag.VOLATILE));
        return CodeIndex.field(
                loader,
                new Declaration(
                        owner.replace('/', '.'),
                        field.fieldName().stringValue(),
                        field.fieldType().stringValue(),
                        isStatic(field),
                        isVolatile,
                        isFinal(field)));
    }

    /// As an [Experiment] names it.
    private static String name(String owner, FieldModel field) {
        int last = Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$'));
        return owner.substring(last + 1) + "." + field.fieldName().stringValue();
    }

    /// For stack maps: looks into class files rather than loading the classes under test.
    private @Nullable ClassHierarchyInfo hierarchy(ClassDesc type) {
        var descriptor = type.descriptorString();
        var name = descriptor.substring(1, descriptor.length() - 1);
        if (!loader.owns(name)) {
            return ClassHierarchyResolver.ofClassLoading(loader.getParent()).getClassInfo(type);
        }
        Optional<ClassModel> found = loader.model(name);
        if (found.isEmpty()) return null;
        if (found.get().flags().has(AccessFlag.INTERFACE)) return ClassHierarchyInfo.ofInterface();
        return ClassHierarchyInfo.ofClass(
                found.get()
                        .superclass()
                        .map(above -> ClassDesc.ofInternalName(above.asInternalName()))
                        .orElse(null));
    }
}
