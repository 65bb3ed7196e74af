package chatlab.step.execution;

import chatlab.catalogue.CatalogueEntry;
import chatlab.step.setup.Depth;
import chatlab.step.setup.Grain;

import com.sun.jdi.Location;
import com.sun.jdi.Method;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The bytecode instructions at places in the child, and whether other threads can notice them.
///
/// To cut in before a step that only moves local variables is the same as to cut in before the next
/// that touches the heap or a lock, so a search need not try it. Neither need it cut in between the
/// last effect of an operation and its return: the earlier a call ends, the more is asked of it.
/// Reading a final field counts as noticed by nobody, provided that no constructor lets its object
/// out. Confined to one thread.
final class Instructions {

    /// @param index where it stands in its method
    /// @param line of source, 0 if it is not known
    /// @param target where it can jump to; null if it goes on
    private record Place(Instruction instruction, int index, int line, @Nullable Label target) {}

    /// @param labels where they stand
    private record Code(List<Place> places, Map<Label, Integer> labels) {
        private static final Code UNKNOWN = new Code(List.of(), Map.of());

        /// What a step from here to the next line may run.
        List<Place> restOfLine(int index) {
            int line =
                    places.stream()
                            .filter(place -> place.index == index)
                            .mapToInt(Place::line)
                            .findFirst()
                            .orElse(0);
            var all = places.stream().filter(place -> place.line == line).toList();
            var rest = all.stream().filter(place -> place.index >= index).toList();
            return rest.stream().anyMatch(this::jumpsBack) ? all : rest;
        }

        private boolean jumpsBack(Place place) {
            return place.target != null && labels.getOrDefault(place.target, 0) <= place.index;
        }
    }

    /// Where a line begins, or goes on after a call, as seen at some depth.
    private record Line(Location location, Depth depth) {}

    private final CatalogueEntry entry;
    private final Map<Method, Code> codes = new HashMap<>();
    private final Map<String, Optional<ClassModel>> classes = new HashMap<>();
    private final Map<Line, Boolean> lines = new HashMap<>();

    /// Those of a strategy and of the JDK that runs this.
    Instructions(CatalogueEntry entry) {
        this.entry = entry;
    }

    /// Whether the step from this place is one that others can notice.
    ///
    /// @param depth whose methods are steps of their own
    boolean canBeNoticed(Location location, Grain grain, Depth depth) {
        if (grain == Grain.INSTRUCTION) {
            return at(location).map(place -> isNoticed(place, location, depth)).orElse(true);
        }
        return lines.computeIfAbsent(new Line(location, depth), this::canBeNoticed);
    }

    private boolean canBeNoticed(Line line) {
        var at = line.location;
        var rest = code(at.method()).restOfLine((int) at.codeIndex());
        return rest.isEmpty()
                || rest.getFirst().line == 0
                || rest.stream().anyMatch(place -> isNoticed(place, at, line.depth));
    }

    private boolean isNoticed(Place place, Location location, Depth depth) {
        return switch (place.instruction.opcode().kind()) {
            case ARRAY_LOAD, ARRAY_STORE, MONITOR, INVOKE_DYNAMIC, THROW_EXCEPTION -> true;
            case FIELD_ACCESS ->
                    !(place.instruction instanceof FieldInstruction access && readsFinal(access));
            case INVOKE ->
                    !(place.instruction instanceof InvokeInstruction call
                            && entersOnly(call, depth));
            case RETURN -> location.method().isSynchronized();
            default -> false;
        };
    }

    private boolean readsFinal(FieldInstruction access) {
        return switch (access.opcode()) {
            case GETFIELD, GETSTATIC ->
                    model(access.owner().asInternalName()).stream()
                            .flatMap(owner -> owner.fields().stream())
                            .filter(field -> field.fieldName().equals(access.name()))
                            .anyMatch(field -> field.flags().has(AccessFlag.FINAL));
            default -> false;
        };
    }

    /// Whether a call leads for certain to a method whose lines are steps of their own, and takes
    /// no lock: nothing has happened then before the first of these.
    private boolean entersOnly(InvokeInstruction call, Depth depth) {
        var owner = call.owner().asInternalName();
        if (!depth.shows(owner.replace('/', '.'))) return false;
        return model(owner).stream()
                .flatMap(model -> model.methods().stream())
                .filter(method ->
                        method.methodName().equals(call.name())
                                && method.methodType().equals(call.type()))
                .map(method -> method.flags())
                .anyMatch(flags ->
                        (flags.has(AccessFlag.STATIC) || flags.has(AccessFlag.PRIVATE))
                                && !flags.has(AccessFlag.SYNCHRONIZED)
                                && !flags.has(AccessFlag.NATIVE));
    }

    /// Its name as `javap` prints it, such as `getfield`; empty if it is not known.
    String name(Location location) {
        return at(location)
                .map(place -> place.instruction.opcode().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private Optional<Place> at(Location location) {
        return code(location.method()).places.stream()
                .filter(place -> place.index == location.codeIndex())
                .findFirst();
    }

    // --- Class files ---

    private Code code(Method method) {
        return codes.computeIfAbsent(method, this::read);
    }

    private Code read(Method method) {
        var type = method.declaringType().name().replace('.', '/');
        return model(type).stream()
                .flatMap(model -> model.methods().stream())
                .filter(each ->
                        each.methodName().equalsString(method.name())
                                && each.methodType().equalsString(method.signature()))
                .map(MethodModel::code)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Instructions::read)
                .orElse(Code.UNKNOWN);
    }

    private static Code read(CodeModel model) {
        var places = new ArrayList<Place>();
        var labels = new HashMap<Label, Integer>();
        int index = 0;
        int line = 0;
        for (var element : model) {
            switch (element) {
                case LineNumber number -> line = number.line();
                case LabelTarget target -> labels.put(target.label(), index);
                case Instruction instruction -> {
                    var target =
                            instruction instanceof BranchInstruction branch
                                    ? branch.target()
                                    : null;
                    places.add(new Place(instruction, index, line, target));
                    index += instruction.sizeInBytes();
                }
                default -> {}
            }
        }
        return new Code(List.copyOf(places), Map.copyOf(labels));
    }

    private Optional<ClassModel> model(String internalName) {
        return classes.computeIfAbsent(internalName, this::load);
    }

    private Optional<ClassModel> load(String internalName) {
        var path = internalName + ".class";
        try (var stream = open(path)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(ClassFile.of().parse(stream.readAllBytes()));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty(); // then everything in it counts
        }
    }

    private @Nullable InputStream open(String path) throws IOException {
        for (Path root : entry.classpath()) {
            var file = root.resolve(path);
            if (Files.isRegularFile(file)) return Files.newInputStream(file);
        }
        return ClassLoader.getSystemResourceAsStream(path);
    }
}
