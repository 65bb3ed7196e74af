package chatlab.engine.classes;

import chatlab.engine.code.Place;
import chatlab.engine.code.SharedField;
import chatlab.engine.execution.Instrumented;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/// Loads the classes under test, instrumented, and the copies of JDK classes that they use.
///
/// It instruments a class when it is first used. All other classes come from the parent, also those
/// that the classes under test and the program share, such as the interface through which the
/// program calls them: those must not be under test. Class files are found as resources of the
/// parent.
public final class EngineLoader extends ClassLoader implements Instrumented {
    static {
        registerAsParallelCapable();
        exportInternalsToCopies();
    }

    private final Predicate<String> isUnderTest;
    private final Experiment experiment;
    private final Set<String> volatileFields = new ConcurrentSkipListSet<>();
    private final Set<String> monitors = new ConcurrentSkipListSet<>();
    private final Set<String> locks = new ConcurrentSkipListSet<>();
    private final Set<String> atomics = new ConcurrentSkipListSet<>();
    private final Map<String, Optional<ClassModel>> models = new ConcurrentHashMap<>();

    /// @param isUnderTest tells the classes to instrument by their binary names
    public EngineLoader(ClassLoader parent, Predicate<String> isUnderTest, Experiment experiment) {
        super(LOADER, parent);
        this.isUnderTest = isUnderTest;
        this.experiment = experiment;
    }

    /// Copies of JDK classes use packages that only `java.base` may use.
    private static void exportInternalsToCopies() {
        try {
            Method export =
                    Module.class.getDeclaredMethod("implAddExportsToAllUnnamed", String.class);
            export.setAccessible(true);
            for (var name :
                    List.of("jdk.internal.access", "jdk.internal.invoke", "jdk.internal.util")) {
                export.invoke(Object.class.getModule(), name);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "the engine needs a JVM started with"
                            + " --add-opens java.base/java.lang=ALL-UNNAMED",
                    e);
        }
    }

    /// The volatile fields of the classes under test that have been loaded, as an [Experiment]
    /// names them, sorted.
    public List<String> volatileFields() {
        return List.copyOf(volatileFields);
    }

    /// The places of `synchronized` in the classes under test that have been loaded, as an
    /// [Experiment] names them, sorted.
    public List<String> monitors() {
        return List.copyOf(monitors);
    }

    /// The locks of `java.util.concurrent` in fields of the classes under test that have been
    /// loaded, each side by itself, as an [Experiment] names them, sorted.
    public List<String> locks() {
        return List.copyOf(locks);
    }

    /// The fields of the classes under test that hold an atomic, or have been updated through a
    /// `VarHandle`, as an [Experiment] names them, sorted.
    public List<String> atomics() {
        return List.copyOf(atomics);
    }

    @Override
    public boolean isAtomic(SharedField field) {
        if (field.ownerName().startsWith(Place.COPIED)) return true;
        atomics.add(field.toString());
        return !experiment.isDisarmed(field.toString());
    }

    void noteLock(String side) {
        locks.add(side);
    }

    void noteAtomic(String field) {
        atomics.add(field);
    }

    void noteVolatile(String field) {
        volatileFields.add(field);
    }

    void noteMonitor(Place place) {
        monitors.add(place.toString());
    }

    Experiment experiment() {
        return experiment;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            var internalName = name.replace('.', '/');
            if (!owns(internalName)) return super.loadClass(name, resolve);
            var loaded = findLoadedClass(name);
            return loaded == null ? define(name, internalName) : loaded;
        }
    }

    private Class<?> define(String name, String internalName) throws ClassNotFoundException {
        var model = model(internalName).orElseThrow(() -> new ClassNotFoundException(name));
        byte[] instrumented;
        try {
            instrumented = new Instrumenter(this, model).instrument();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ClassFormatError(name + " cannot be instrumented: " + e.getMessage());
        }
        return defineClass(name, instrumented, 0, instrumented.length);
    }

    /// Returns true if this loader defines the class.
    boolean owns(String internalName) {
        return internalName.startsWith(Renaming.COPIES)
                || isUnderTest.test(internalName.replace('/', '.'));
    }

    /// The class file of a class that this loader defines, renamed but not instrumented; empty if
    /// it does not exist.
    Optional<ClassModel> model(String internalName) {
        return models.computeIfAbsent(
                internalName, name -> Optional.ofNullable(read(name)).map(ClassFile.of()::parse));
    }

    private byte @Nullable [] read(String internalName) {
        var file = Renaming.original(internalName) + ".class";
        boolean isCopy = internalName.startsWith(Renaming.COPIES);
        try (InputStream in =
                isCopy
                        ? Object.class.getResourceAsStream("/" + file)
                        : getParent().getResourceAsStream(file)) {
            return in == null ? null : Renaming.of(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /// Returns true if a class is `type` or a class under test that extends it.
    boolean isA(String internalName, String type) {
        var name = internalName;
        while (!name.equals(type)) {
            if (!owns(name)) return false;
            var above = model(name).flatMap(ClassModel::superclass);
            if (above.isEmpty()) return false;
            name = above.get().asInternalName();
        }
        return true;
    }
}
