package chatlab.harness.child;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.process.ChildCommand;
import chatlab.process.Ended;
import chatlab.process.Ended.Ending;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Compiles strategies in a child JVM, so that a source which is too much for the compiler costs
/// this JVM nothing. Nothing of the source runs.
public final class ChildCompiler {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private ChildCompiler() {}

    /// What came out.
    public sealed interface Compiled {
        /// It compiles. The source lies beside its class, so the entry knows it.
        record Fine(CatalogueEntry entry) implements Compiled {}

        /// It does not compile.
        ///
        /// @param words the compiler's own, or a sentence
        record Refused(String words) implements Compiled {}
    }

    /// Compiles a source.
    ///
    /// @param fileName such as `Mine.java`; a plain name
    /// @param folder an empty one, for the source and the class files; the entry needs it
    public static Compiled compile(String fileName, String source, Path folder)
            throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve(fileName), source);
        var ended =
                ChildCommand.java(
                                JVM,
                                List.of(),
                                CompileMain.class.getName(),
                                List.of(file.toString(), folder.toString()))
                        .run(LIMIT);
        if (ended.ending() != Ending.BY_ITSELF || ended.exitCode() > 1) return tooMuch(ended);
        if (ended.exitCode() == 1) {
            return new Compiled.Refused(ended.output().replace(folder + "/", ""));
        }
        return entry(ended.output(), file, folder);
    }

    private static Compiled tooMuch(Ended ended) {
        return new Compiled.Refused(
                "The compiler gave no answer (%s, exit code %d); make the source simpler."
                        .formatted(ended.ending(), ended.exitCode()));
    }

    private static Compiled entry(String className, Path file, Path folder) throws IOException {
        var place = folder.resolve(className.replace('.', '/') + ".java");
        Files.createDirectories(place.resolveSibling(""));
        if (!place.equals(file)) Files.copy(file, place);
        try {
            var entry = Catalogue.find(className, List.of(folder));
            return entry.className().equals(className)
                    ? new Compiled.Fine(entry)
                    : new Compiled.Refused(
                            "The class %s is called like a strategy of the lab; rename it."
                                    .formatted(className));
        } catch (StrategyNotFoundException e) {
            return new Compiled.Refused(String.valueOf(e.getMessage()));
        }
    }
}
