package chatlab.coursework.check;

import chatlab.coursework.report.Nodes;
import chatlab.coursework.report.Report;

import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sentences and table rows of a section, with the claims that they are marked with.
final class Passages {

    /// Between sentences: after a full stop and any marks behind it, unless the stop ends an
    /// abbreviation.
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "(?<!\\b(?:e\\.g|i\\.e|cf|ca|vs|approx|resp|Fig|Tab|No|Dr)\\.)"
                            + "(?:(?<=[.!?])|(?<=[.!?][)\"'”’])|(?<=[.!?] ?\\[[\\w-]{1,20}]))"
                            + "\\s+(?=[\"'(“‘]?[\\p{Lu}\\p{N}])");

    private static final Pattern MARK = Pattern.compile("\\[([A-Za-z][A-Za-z0-9_-]{0,19})]");

    private Passages() {}

    /// One sentence or one row.
    ///
    /// @param line in which it begins
    /// @param text without the marks
    record Passage(int line, String text, Set<String> marks, List<Integer> lines) {

        /// The line in which a place of the text stands.
        int lineAt(int place) {
            return place < lines.size() ? lines.get(place) : line;
        }
    }

    /// All of a section. Code counts where it is a number and nothing else.
    static List<Passage> of(Report report, Report.Section section) {
        List<Passage> passages = new ArrayList<>();
        for (Node node : Nodes.under(report.document())) {
            if (!(node instanceof Paragraph) && !(node instanceof TableRow)) continue;
            if (!section.holds(Nodes.line(node))) continue;
            var written = new Written(Nodes.line(node));
            for (Node each : Nodes.under(node)) written.add(each);
            if (node instanceof TableRow) {
                passages.add(written.passage(0, written.text.length()));
                continue;
            }
            int from = 0;
            Matcher matcher = BETWEEN.matcher(written.text);
            while (matcher.find()) {
                passages.add(written.passage(from, matcher.start()));
                from = matcher.end();
            }
            passages.add(written.passage(from, written.text.length()));
        }
        return passages;
    }

    /// The text of a paragraph, which remembers the lines.
    private static final class Written {
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> lines = new ArrayList<>();
        private int line;

        Written(int line) {
            this.line = line;
        }

        void add(Node node) {
            if (Nodes.line(node) > 0) line = Nodes.line(node);
            switch (node) {
                case Text words -> add(words.getLiteral());
                case Code code ->
                        add(Numeral.of(code.getLiteral()).isPresent() ? code.getLiteral() : "…");
                case SoftLineBreak _, HardLineBreak _ -> add(" ");
                case TableCell _ -> add(" | ");
                default -> {}
            }
        }

        private void add(String words) {
            text.append(words);
            for (int i = 0; i < words.length(); i++) lines.add(line);
        }

        Passage passage(int from, int to) {
            Set<String> marks = new LinkedHashSet<>();
            String part = text.substring(from, to);
            Matcher matcher = MARK.matcher(part);
            var plain = new StringBuilder(part);
            while (matcher.find()) {
                marks.add(matcher.group(1));
                for (int i = matcher.start(); i < matcher.end(); i++) plain.setCharAt(i, ' ');
            }
            int first = from < lines.size() ? lines.get(from) : line;
            return new Passage(
                    first, plain.toString(), marks, List.copyOf(lines.subList(from, to)));
        }
    }
}
