package chatlab.catalogue;

import chatlab.strategies.BroadcastStrategy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// Finds strategies: by name, in a `.java` file, or by class name.
///
/// The named ones are the services of [BroadcastStrategy]. Thread-safe.
public final class Catalogue {
    private Catalogue() {}

    /// All named strategies, the correct ones first, else in the order of the service file.
    public static List<CatalogueEntry> entries() {
        return named(Catalogue.class.getClassLoader(), List.of());
    }

    /// Finds what a user asked for with `--strategy`.
    ///
    /// @param wanted a name such as `cow`, the path of a `.java` file, or a class name
    /// @param classpath jars and folders in which to look for names and classes as well
    /// @throws StrategyNotFoundException if there is none such, or it is no fit strategy, or the
    ///   file does not compile
    public static CatalogueEntry find(String wanted, List<Path> classpath)
            throws StrategyNotFoundException {
        if (wanted.endsWith(".java")) {
            return SourceCompiler.compile(Path.of(wanted), classpath);
        }
        var loader = loader(classpath);
        var entries = named(loader, classpath);
        var byName = entries.stream().filter(entry -> entry.name().equals(wanted)).findFirst();
        if (byName.isPresent()) return byName.get();
        try {
            return CatalogueEntry.of(Class.forName(wanted, false, loader), classpath, null);
        } catch (ClassNotFoundException | NoClassDefFoundError _) {
            throw new StrategyNotFoundException(notFound(wanted, entries));
        } catch (LinkageError e) {
            throw new StrategyNotFoundException(
                    "The class " + wanted + " does not load (" + e + "); compile it anew.");
        }
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

    /// Leaves out a service that is no fit strategy: who asks for it by class name hears why.
    private static Optional<CatalogueEntry> fit(Class<?> type, List<Path> classpath) {
        try {
            return Optional.of(CatalogueEntry.of(type, classpath, null));
        } catch (StrategyNotFoundException _) {
            return Optional.empty();
        }
    }

    private static String notFound(String wanted, List<CatalogueEntry> entries) {
        var names = entries.stream().map(CatalogueEntry::name).toList();
        var nearest = EditDistance.nearest(wanted, names);
        var known = String.join(", ", names);
        return "There is no strategy '%s'. %sKnown: %s; or give a .java file, or a class name with --classpath."
                .formatted(wanted, nearest.map("Did you mean '%s'? "::formatted).orElse(""), known);
    }

    static URLClassLoader loader(List<Path> classpath) throws StrategyNotFoundException {
        var urls = new URL[classpath.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = classpath.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new StrategyNotFoundException(
                        "--classpath: "
                                + classpath.get(i)
                                + " is no path ("
                                + e.getMessage()
                                + ").");
            }
        }
        return new URLClassLoader(urls, Catalogue.class.getClassLoader());
    }

    /// Closes a loader that turned out to be of no use.
    static void discard(URLClassLoader loader) {
        try {
            loader.close();
        } catch (IOException _) {
            // Nothing was written through it, so nothing can be lost.
        }
    }
}
