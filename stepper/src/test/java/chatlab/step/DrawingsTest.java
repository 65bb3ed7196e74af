package chatlab.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The drawings in docs/races.md and in the comments of the race tests are made from bundled
/// witnesses, which the command above each drawing names. `-Ddocs.write=true` draws all of them
/// again.
class DrawingsTest {
    private static final Path PAGE = Path.of("..", "docs", "races.md");
    private static final Path QUESTIONS =
            Path.of("../jcstress-tests/src/main/java/chatlab/races/question");

    private static final Pattern DRAWING =
            Pattern.compile(
                    """
                    ^(?<margin>(?:/// )?)`lab step --witness (?<witness>\\S+) --draw`:
                    (?:///)?
                    \\k<margin>```
                    (?<lines>.*?)\\k<margin>```$\
                    """,
                    Pattern.MULTILINE | Pattern.DOTALL);

    /// What fits into a comment.
    private static final int WIDEST = 96;

    @Test
    void everyDrawingIsWhatItsWitnessShows() throws Exception {
        var files = questions();
        files.add(PAGE);
        var drawings = Replays.of(witnesses(files));

        drawings.forEach((name, replay) -> assertThat(replay.failure()).as(name).isEmpty());
        assertThat(drawings.values())
                .flatExtracting(Replays.Replay::drawing)
                .allMatch(line -> line.length() <= WIDEST);
        for (var file : files) {
            var drawn = drawn(Files.readString(file), drawings);
            if (Boolean.getBoolean("docs.write")) Files.writeString(file, drawn);

            assertThat(Files.readString(file))
                    .as("%s is stale; run again with -Ddocs.write=true", file)
                    .isEqualTo(drawn);
        }
    }

    @Test
    void everyRaceTestHasADrawing() throws IOException {
        assertThat(questions())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readString(file)).containsPattern(DRAWING));
    }

    private static List<Path> questions() throws IOException {
        var questions = new ArrayList<Path>();
        try (var files = Files.list(QUESTIONS)) {
            for (var file : files.sorted().toList()) {
                if (Files.readString(file).contains("\n@Asks(")) questions.add(file);
            }
        }
        return questions;
    }

    private static Set<String> witnesses(List<Path> files) throws IOException {
        var names = new TreeSet<String>();
        for (var file : files) {
            var drawings = DRAWING.matcher(Files.readString(file));
            while (drawings.find()) names.add(drawings.group("witness"));
        }
        return names;
    }

    private static String drawn(String text, Map<String, Replays.Replay> drawings) {
        var drawn = new StringBuilder();
        var found = DRAWING.matcher(text);
        int copied = 0;
        while (found.find()) {
            drawn.append(text, copied, found.start("lines"));
            var replay = Objects.requireNonNull(drawings.get(found.group("witness")));
            for (var line : replay.drawing()) {
                drawn.append(found.group("margin")).append(line).append('\n');
            }
            copied = found.end("lines");
        }
        return drawn.append(text, copied, text.length()).toString();
    }
}
