package chatlab.coursework.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The commands of a document, in its order.
public final class Handout {
    private static final Pattern BLOCK =
            Pattern.compile("^```sh( terminal)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern INLINE = Pattern.compile("`(lab [^`]+)`");

    private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|[^\\s'\"]+");

    private Handout() {}

    /// A line of a block.
    ///
    /// @param terminal whether it needs a terminal of its own, where it runs until it is stopped
    /// @param line as it stands there, with its comment
    public record Line(boolean terminal, String line) {

        /// The words as the shell splits them.
        public List<String> words() {
            return WORD.matcher(line.replaceFirst("\\s#.*", ""))
                    .results()
                    .map(match -> match.group().replaceAll("^['\"]|['\"]$", ""))
                    .toList();
        }

        public boolean isOf(String... words) {
            return words().size() >= words.length
                    && words().subList(0, words.length).equals(List.of(words));
        }

        /// Whether its comment says that it ends with this exit code.
        public boolean endsWith(int exitCode) {
            return line.matches(".*\\s#.*\\bexit %d\\b.*".formatted(exitCode));
        }

        public Line and(String more) {
            return new Line(terminal, line.replaceFirst("(\\s+#.*)?$", " " + more + "$1"));
        }

        @Override
        public String toString() {
            return line;
        }
    }

    public static List<Line> commands(Path document) throws IOException {
        var lines = new ArrayList<Line>();
        BLOCK.matcher(Files.readString(document))
                .results()
                .forEach(block ->
                        block.group(2)
                                .lines()
                                .map(line -> new Line(block.group(1) != null, line))
                                .forEach(lines::add));
        return lines;
    }

    /// The lab's commands that its sentences mention.
    static List<Line> mentioned(Path document) throws IOException {
        return INLINE.matcher(Files.readString(document))
                .results()
                .map(match -> new Line(false, match.group(1).replaceAll("\\s+", " ")))
                .toList();
    }
}
