package chatlab.step.screen;

import chatlab.catalogue.CatalogueEntry;
import chatlab.step.trace.Moment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/// The lines of source behind the steps: the strategy's own, which come along with it, and the
/// JDK's, where `src.zip` is installed. Confined to one thread.
public final class SourceLines {
    private final CatalogueEntry entry;
    private final Path sources;
    private final Map<String, List<String>> files = new HashMap<>();

    /// @param sources the JDK's `src.zip`, which need not be there
    SourceLines(CatalogueEntry entry, Path sources) {
        this.entry = entry;
        this.sources = sources;
    }

    public static SourceLines of(CatalogueEntry entry) {
        return new SourceLines(entry, Path.of(System.getProperty("java.home"), "lib", "src.zip"));
    }

    /// The line without its indentation; empty if it is not known.
    String line(Moment.Spot spot) {
        var lines = lines(spot);
        return spot.line() < 1 || spot.line() > lines.size()
                ? ""
                : lines.get(spot.line() - 1).strip();
    }

    /// The whole file; empty if it is not known.
    List<String> lines(Moment.Spot spot) {
        return files.computeIfAbsent(outermost(spot.className()), this::read);
    }

    private static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }

    private List<String> read(String className) {
        if (className.equals(outermost(entry.className()))) {
            return entry.source().map(text -> text.lines().toList()).orElse(List.of());
        }
        var path = className.replace('.', '/') + ".java";
        try {
            return className.startsWith("java.") ? fromJdk(path) : fromClasspath(path);
        } catch (IOException _) {
            return List.of(); // class, method and line number must do
        }
    }

    private List<String> fromJdk(String path) throws IOException {
        if (!Files.exists(sources)) return List.of();
        try (var zip = new ZipFile(sources.toFile())) {
            var file = zip.getEntry("java.base/" + path);
            if (file == null) return List.of();
            try (var stream = zip.getInputStream(file)) {
                return linesOf(stream);
            }
        }
    }

    private static List<String> fromClasspath(String path) throws IOException {
        try (var stream = SourceLines.class.getResourceAsStream("/" + path)) {
            return stream == null ? List.of() : linesOf(stream);
        }
    }

    private static List<String> linesOf(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
}
