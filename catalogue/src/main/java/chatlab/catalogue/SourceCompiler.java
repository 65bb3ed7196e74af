package chatlab.catalogue;

import chatlab.evidence.FolderTree;
import chatlab.evidence.ProgramPlace;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Strategy;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Compiles one `.java` file into a temporary folder, which is deleted when the JVM ends.
final class SourceCompiler {
    /// The beginnings of the compiler's own crash reports, which have a thousand lines.
    private static final List<String> CRASHES =
            List.of("An exception has occurred in the compiler", "out of resources");

    private SourceCompiler() {}

    /// @throws StrategyNotFoundException with the compiler's own messages if it does not compile
    static CatalogueEntry compile(Path file, List<Path> classpath)
            throws StrategyNotFoundException {
        try {
            return compile(file, classpath, temporaryFolder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param classes the folder for the class files
    /// @throws StrategyNotFoundException with the compiler's own messages if it does not compile
    static CatalogueEntry compile(Path file, List<Path> classpath, Path classes)
            throws StrategyNotFoundException {
        try {
            compileInto(classes, file, classpath);
            var extended = new ArrayList<Path>();
            extended.add(classes);
            extended.addAll(classpath);
            return onlyStrategy(file, classes, extended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Compiles a file that is no strategy.
    ///
    /// @return the only class of this type in it
    static <T> Class<? extends T> compile(Path file, Class<T> type)
            throws StrategyNotFoundException {
        try {
            var classes = temporaryFolder();
            compileInto(classes, file, List.of());
            var loader = Catalogue.loader(List.of(classes));
            var found = concrete(file, classes, loader, type);
            if (found.size() == 1) return found.getFirst().asSubclass(type);
            Catalogue.discard(loader);
            throw new StrategyNotFoundException(
                    "%s contains %s that implements %s; declare 'public final class … implements %s'."
                            .formatted(
                                    file,
                                    found.isEmpty() ? "no concrete class" : "more than one class",
                                    type.getSimpleName(),
                                    type.getSimpleName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compileInto(Path classes, Path file, List<Path> classpath)
            throws IOException, StrategyNotFoundException {
        if (!Files.isReadable(file)) {
            throw new StrategyNotFoundException("Cannot read " + file + "; check the path.");
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new StrategyNotFoundException(
                    "This Java runtime has no compiler; start the lab with a JDK, not a JRE.");
        }
        var source = decode(file);
        var messages = new StringWriter();
        var options =
                List.of(
                        "-d",
                        classes.toString(),
                        "-classpath",
                        compileClasspath(classpath),
                        "-sourcepath",
                        "",
                        "-proc:none",
                        "-implicit:none",
                        "-parameters",
                        "-g");
        boolean compiled;
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var unit = new Unit(files.getJavaFileObjects(file).iterator().next(), source);
            var task = compiler.getTask(messages, files, null, options, null, List.of(unit));
            compiled = task.call();
        }
        if (!compiled) {
            throw new StrategyNotFoundException(
                    file + " does not compile:" + inShort(messages.toString()));
        }
    }

    /// The text of a UTF-8 file, without a byte order mark.
    private static String decode(Path file) throws IOException, StrategyNotFoundException {
        try {
            var text = Files.readString(file);
            if (text.indexOf('\0') < 0) return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            // Another encoding. So is a text with zero bytes: UTF-16 without a byte order mark.
        }
        throw new StrategyNotFoundException(
                file
                        + " is not saved as UTF-8; save it as UTF-8 (in IntelliJ IDEA and VS Code:"
                        + " click the encoding in the status bar at the bottom).");
    }

    /// A source file whose text has been read already.
    private static final class Unit extends ForwardingJavaFileObject<JavaFileObject> {
        private final String source;

        Unit(JavaFileObject file, String source) {
            super(file);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    /// The compiler's messages, or one sentence if they report its own crash.
    static String inShort(String messages) {
        return CRASHES.stream().anyMatch(messages::contains)
                ? " it is nested too deeply, or too large, for the compiler; make it simpler."
                : "\n" + messages.stripTrailing();
    }

    /// Finds the strategy among the classes of a file. Abstract classes, interfaces, and classes
    /// without `@Strategy` beside one that has it only help.
    private static CatalogueEntry onlyStrategy(Path file, Path classes, List<Path> classpath)
            throws IOException, StrategyNotFoundException {
        var loader = Catalogue.loader(classpath);
        var candidates = concrete(file, classes, loader, BroadcastStrategy.class);
        if (candidates.stream().anyMatch(type -> type.isAnnotationPresent(Strategy.class))) {
            candidates.removeIf(type -> !type.isAnnotationPresent(Strategy.class));
        }
        if (candidates.size() == 1) {
            return CatalogueEntry.of(candidates.getFirst(), classpath, file.toAbsolutePath());
        }
        Catalogue.discard(loader);
        throw new StrategyNotFoundException(
                candidates.isEmpty()
                        ? file
                                + " contains no concrete class that implements BroadcastStrategy;"
                                + " declare 'public final class … implements BroadcastStrategy<M>'."
                        : file
                                + " contains several strategies ("
                                + candidates.stream()
                                        .map(Class::getName)
                                        .collect(Collectors.joining(", "))
                                + "); put each into a file of its own.");
    }

    /// The classes of a file that are of a type and can be created.
    private static List<Class<?>> concrete(
            Path file, Path classes, URLClassLoader loader, Class<?> wanted)
            throws IOException, StrategyNotFoundException {
        var found = new ArrayList<Class<?>>();
        for (var name : classNames(classes)) {
            Class<?> type;
            try {
                type = Class.forName(name, false, loader);
            } catch (ClassNotFoundException | LinkageError e) {
                Catalogue.discard(loader);
                throw new StrategyNotFoundException(name + " in " + file + " does not load: " + e);
            }
            if (type.getClassLoader() != loader) {
                Catalogue.discard(loader);
                throw Catalogue.taken(file.toString(), name);
            }
            if (wanted.isAssignableFrom(type) && CatalogueEntry.isConcrete(type)) found.add(type);
        }
        return found;
    }

    private static List<String> classNames(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            return files.map(path -> classes.relativize(path).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .map(name -> name.replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        }
    }

    /// The contract is on it, however the program was started.
    private static String compileClasspath(List<Path> classpath) {
        var elements = new ArrayList<String>();
        for (var path : classpath) elements.add(path.toString());
        elements.add(ProgramPlace.of(BroadcastStrategy.class).toString());
        elements.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, elements);
    }

    private static Path temporaryFolder() throws IOException {
        var folder = Files.createTempDirectory("chatlab-strategy-");
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> deleteAll(folder), "delete " + folder));
        return folder;
    }

    private static void deleteAll(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException _) {
            // The operating system clears its temporary folder.
        }
    }
}
