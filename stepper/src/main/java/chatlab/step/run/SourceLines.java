package chatlab.step.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.code.Place;
import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LaneView.State;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// The lines of source behind the steps: the strategy's own, which come along with it, and the
/// JDK's, where `src.zip` is installed. Confined to one thread.
public final class SourceLines {
    private static final Pattern CALL = Pattern.compile("calls (\\w+)\\(.*");

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

    /// The whole file; empty if it is not known.
    public List<String> lines(Place place) {
        return files.computeIfAbsent(outermost(place.className()), this::read);
    }

    /// The simple name of the outermost class, such as `ArrayList`.
    public static String file(Place place) {
        var name = outermost(place.className());
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// The places to show for a thread, none if nothing is known: the line of the strategy that it
    /// is in, and, where that has called into the JDK, the line there. Before a call, it is the
    /// method that the thread is about to enter.
    public List<Place> places(LaneView lane) {
        if (lane.frames().isEmpty()) return entrance(lane);
        var innermost = lane.frames().getFirst();
        return lane.frames().stream()
                .filter(frame -> !SteppedRun.isOfTheJdk(frame) && frame != innermost)
                .findFirst()
                .filter(_ -> SteppedRun.isOfTheJdk(innermost))
                .map(own -> List.of(own, innermost))
                .orElse(List.of(innermost));
    }

    private List<Place> entrance(LaneView lane) {
        var call = CALL.matcher(lane.next());
        if (lane.state() != State.READY || !call.matches()) return List.of();
        var entrance = entrance(call.group(1));
        return entrance.equals(Place.OUTSIDE) ? List.of() : List.of(entrance);
    }

    /// Where the strategy declares a public method; [Place#OUTSIDE] if that is not known.
    Place entrance(String method) {
        var at = new Place(entry.className(), method, "", 0);
        var declaration = Pattern.compile("\\bpublic\\b.*\\b" + method + "\\(");
        var lines = lines(at);
        for (int i = 0; i < lines.size(); i++) {
            if (declaration.matcher(lines.get(i)).find()) {
                return new Place(entry.className(), method, "", i + 1);
            }
        }
        return Place.OUTSIDE;
    }

    /// The name of the top-level class that a class is in.
    public static String outermost(String className) {
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
