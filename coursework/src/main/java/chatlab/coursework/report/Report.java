package chatlab.coursework.report;

import chatlab.coursework.files.Yaml;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A report as it stands in `report.md`, taken apart but not judged.
///
/// @param text the whole file, with LF at the ends of lines
/// @param head the front matter's fields
/// @param headEnd the line of the `---` that closes the front matter; 0: there is none
/// @param document the Markdown below it, whose lines are numbered as the file's
/// @param title of the first heading; empty: there is none
/// @param sections in their order
/// @param claims in their order
public record Report(
        String text,
        Map<String, Yaml.Field> head,
        int headEnd,
        Node document,
        String title,
        List<Section> sections,
        List<ClaimBlock> claims) {

    /// The file's name in a submission.
    public static final String FILE = "report.md";

    static final String SCHEMA = "chatlab/report/1";

    /// The sections that every report has, in their order.
    public static final List<String> SECTIONS =
            List.of("Prediction", "Method", "Results", "Mechanism", "Limits");

    /// The section that is sealed.
    public static final String PREDICTION = "Prediction";

    /// The section whose numbers are compared with the evidence.
    public static final String RESULTS = "Results";

    /// The text below one heading.
    ///
    /// @param line of the heading
    /// @param end of its last line, inclusive
    public record Section(String name, int line, int end, String text) {

        /// Whether there is nothing but comments and words like TODO.
        public boolean isEmpty() {
            return text.replaceAll("(?s)<!--.*?-->", "")
                    .lines()
                    .map(line -> line.strip().replaceFirst("^([-*+]|\\d+\\.)\\s*", ""))
                    .allMatch(line ->
                            line.isEmpty() || line.matches("(?i)todo\\b.{0,80}|…|\\.\\.\\."));
        }

        public boolean holds(int place) {
            return place >= line && place <= end;
        }
    }

    public Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /// The Markdown that the lab reads: CommonMark and tables, nested only as deep as people write.
    static Parser parser() {
        return Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .maxOpenBlockParsers(30)
                .build();
    }

    /// The file's lines.
    public static List<String> lines(String text) {
        return Arrays.asList(text.split("\n", -1));
    }
}
