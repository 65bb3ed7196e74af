package chatlab.step.page;

import static chatlab.step.page.StepWish.orEmpty;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.child.ChildCompiler;
import chatlab.harness.child.ChildCompiler.Compiled;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Finds the strategies that one page asks for: those of the catalogue by name, the files that were
/// named when the server started, and a source that the page brings along. It reads no other path.
/// Confined to one thread.
final class StepSources implements AutoCloseable {
    /// The longest source that a page may bring along, in characters.
    static final int MOST_SOURCE = 64 * 1024;

    private static final Pattern FILE = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,99}\\.java");
    private static final int PATIENCE_SECONDS = 30;

    private final StepBench bench;
    private final List<Path> folders = new ArrayList<>();
    private @Nullable Chosen latest;

    StepSources(StepBench bench) {
        this.bench = bench;
    }

    /// A strategy.
    ///
    /// @param file where its source lies for a child process; null for one of the catalogue
    /// @param source the text that was compiled; empty for one of the catalogue
    record Chosen(String name, CatalogueEntry entry, @Nullable Path file, String source) {
        /// Whether a child that runs one also runs the other.
        boolean isSame(Chosen other) {
            return name.equals(other.name) && source.equals(other.source);
        }

        /// What `--strategy` of a child process must be.
        String forChild() {
            return file == null ? name : file.toString();
        }
    }

    /// A source that does not compile.
    static final class RefusedSourceException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String file;
        private final String source;
        private final String words;

        RefusedSourceException(String file, String source, String words) {
            super(words);
            this.file = file;
            this.source = source;
            this.words = words;
        }

        StepMessage.Refused message() {
            return CompilerWords.beside(file, source, words);
        }
    }

    /// Finds a strategy, and compiles it if it is a source.
    ///
    /// @throws IllegalArgumentException with a sentence, if there is none of that name
    Chosen find(StepWish wish) throws IOException, InterruptedException, RefusedSourceException {
        var name = orEmpty(wish.strategy());
        if (wish.source() != null) return compiled(name, wish.source());
        var file = bench.file(name);
        if (file.isPresent()) return compiled(name, read(file.get()));
        return Catalogue.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .map(entry -> new Chosen(name, entry, null, ""))
                .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    private static String unknown(String name) {
        return name.endsWith(".java")
                ? "This page does not have the file %s; drop it on the page.".formatted(name)
                : "There is no strategy called %s; choose one from the list.".formatted(name);
    }

    private static String read(Path file) throws IOException {
        if (Files.size(file) > MOST_SOURCE) throw tooLong(String.valueOf(file.getFileName()));
        return Files.readString(file);
    }

    private static IllegalArgumentException tooLong(String name) {
        return new IllegalArgumentException(
                "%s is longer than %d kB; a strategy is one small file."
                        .formatted(name, MOST_SOURCE / 1024));
    }

    private Chosen compiled(String name, String source)
            throws IOException, InterruptedException, RefusedSourceException {
        if (latest != null && latest.name.equals(name) && latest.source.equals(source)) {
            return latest;
        }
        if (!FILE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A strategy is a file called after its class, such as Mine.java.");
        }
        if (source.length() > MOST_SOURCE) throw tooLong(name);
        if (!bench.helpers().tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalArgumentException("The compiler is busy; try again in a while.");
        }
        try {
            var folder = bench.folder();
            folders.add(folder);
            switch (ChildCompiler.compile(name, source, folder)) {
                case Compiled.Fine(var entry) -> {
                    var chosen = new Chosen(name, entry, folder.resolve(name), source);
                    latest = chosen;
                    return chosen;
                }
                case Compiled.Refused(var words) ->
                        throw new RefusedSourceException(name, source, words);
            }
        } finally {
            bench.helpers().release();
        }
    }

    /// Removes what was compiled.
    @Override
    public void close() {
        folders.forEach(StepBench::delete);
    }
}
