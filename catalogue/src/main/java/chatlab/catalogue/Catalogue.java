package chatlab.catalogue;

import chatlab.strategies.BroadcastStrategy;

import org.apache.commons.text.similarity.LongestCommonSubsequenceDistance;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Finds strategies by name, by `.java` file or by class name.
///
/// Those with a name are the services of [BroadcastStrategy]. Thread-safe.
public final class Catalogue {
    private Catalogue() {}

    /// All strategies with a name: first the correct ones, then the broken ones, each in the order
    /// of the service file.
    public static List<CatalogueEntry> entries() {
        return named(Catalogue.class.getClassLoader(), List.of());
    }

    /// Finds the strategy that a user asks for with `--strategy`.
    ///
    /// @param wanted a name such as `cow`, the path of a `.java` file, or a class name
    /// @param classpath further jars and folders in which to look for names and classes
    /// @throws StrategyNotFoundException if there is no such strategy, or it does not fulfill the
    ///   contract, or the file does not compile
    public static CatalogueEntry find(String wanted, List<Path> classpath)
            throws StrategyNotFoundException {
        if (wanted.endsWith(".java")) {
            return SourceCompiler.compile(Path.of(wanted), classpath);
        }
        var loader = loader(classpath);
        var entries = named(loader, classpath);
        var byName = entries.stream().filter(entry -> entry.name().equals(wanted)).toList();
        if (byName.size() > 1) throw ambiguous(wanted, byName);
        if (!byName.isEmpty()) return byName.getFirst();
        try {
            var type = Class.forName(wanted, false, loader);
            boolean isOnClasspath =
                    loader.findResource(wanted.replace('.', '/') + ".class") != null;
            if (isOnClasspath && type.getClassLoader() != loader)
                throw taken("--classpath", wanted);
            return CatalogueEntry.of(type, classpath, null);
        } catch (ClassNotFoundException | NoClassDefFoundError _) {
            throw new StrategyNotFoundException(unknown(wanted, entries));
        } catch (LinkageError e) {
            throw new StrategyNotFoundException(
                    "The class " + wanted + " does not load (" + e + "); compile it again.");
        }
    }

    /// Compiles a `.java` file into a folder, and runs none of it.
    ///
    /// @return the name of the class that is the strategy
    /// @throws StrategyNotFoundException as [#find]
    public static String compile(Path file, Path folder) throws StrategyNotFoundException {
        return SourceCompiler.compile(file, List.of(), folder).className();
    }

    /// A class of the user that has the name of one of the lab's. The lab's would run in the chat,
    /// and the user's in the race tests.
    static StrategyNotFoundException taken(String where, String className) {
        return new StrategyNotFoundException(
                "%s contains %s, and so does the lab; give the class another name or package."
                        .formatted(where, className));
    }

    private static StrategyNotFoundException ambiguous(String name, List<CatalogueEntry> entries) {
        return new StrategyNotFoundException(
                "'%s' is the name of %s; rename yours, or ask for it by its class name."
                        .formatted(
                                name,
                                entries.stream()
                                        .map(CatalogueEntry::className)
                                        .collect(Collectors.joining(" and of "))));
    }

    @SuppressWarnings("rawtypes") // a class literal has no type argument
    private static List<CatalogueEntry> named(ClassLoader loader, List<Path> classpath) {
        return ServiceLoader.load(BroadcastStrategy.class, loader).stream()
                .map(ServiceLoader.Provider::type)
                .map(type -> fit(type, classpath))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(entry -> entry.bugCard().isPresent()))
                .toList();
    }

    /// Leaves out a service that does not fulfill the contract; a search by its class name says
    /// why.
    private static Optional<CatalogueEntry> fit(Class<?> type, List<Path> classpath) {
        try {
            return Optional.of(CatalogueEntry.of(type, classpath, null));
        } catch (StrategyNotFoundException _) {
            return Optional.empty();
        }
    }

    private static String unknown(String wanted, List<CatalogueEntry> entries) {
        var names = entries.stream().map(CatalogueEntry::name).toList();
        return "Unknown strategy '%s'. %sKnown: %s; or give a .java file, or a class name with --classpath."
                .formatted(
                        wanted,
                        nearest(wanted, names).map("Did you mean '%s'? "::formatted).orElse(""),
                        String.join(", ", names));
    }

    /// The name with the fewest letters to delete or insert, if these are at most a third of the
    /// letters of both.
    static Optional<String> nearest(String word, List<String> names) {
        var distance = new LongestCommonSubsequenceDistance();
        return names.stream()
                .filter(name -> 3 * distance.apply(word, name) <= word.length() + name.length())
                .min(Comparator.comparingInt(name -> distance.apply(word, name)));
    }

    static URLClassLoader loader(List<Path> classpath) throws StrategyNotFoundException {
        var urls = new URL[classpath.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = classpath.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new StrategyNotFoundException(
                        "--classpath: %s is not a path (%s)."
                                .formatted(classpath.get(i), e.getMessage()));
            }
        }
        return new URLClassLoader(urls, Catalogue.class.getClassLoader());
    }

    /// Closes a loader that is not needed after all.
    static void discard(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException _) {
            // Nothing was written through it, so nothing can be lost.
        }
    }
}
