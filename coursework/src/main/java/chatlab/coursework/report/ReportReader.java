package chatlab.coursework.report;

import chatlab.coursework.files.Nearest;
import chatlab.coursework.files.Yaml;
import chatlab.coursework.files.Yaml.YamlException;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;

import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads `report.md` and reports mistakes in its form.
public final class ReportReader {
    /// A report of two pages has 10 KB.
    static final int LARGEST = 256 * 1024;

    private static final int DEEPEST = 60;
    private static final int MOST_CLAIMS = 100;

    /// For each of them, a Markdown parser looks for the end of a tag in all that follows.
    private static final int MOST_BRACKETS = 2000;

    private static final String CLAIM = "claim";

    /// What people write reports in, under names that are safe to show.
    private static final Pattern TEXT =
            Pattern.compile(
                    "(?i)[\\p{L}\\p{N}"
                        + " ._()-]{1,60}[.](md|markdown|txt|docx?|pdf|odt|rtf|html?|tex|pages)");

    private static final int MOST_MEANT = 3;

    private final Consumer<Finding> findings;

    public ReportReader(Consumer<Finding> findings) {
        this.findings = findings;
    }

    /// Files that may be meant as the report, in words.
    private static String meant(Path submission) throws IOException {
        try (var entries = Files.list(submission)) {
            var names =
                    entries.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> TEXT.matcher(name).matches())
                            .sorted()
                            .limit(MOST_MEANT)
                            .map(name -> "'" + name + "'")
                            .toList();
            return names.isEmpty()
                    ? ""
                    : ", but there is "
                            + String.join(" and ", names)
                            + ": the name must be report.md";
        }
    }

    /// The report in a submission; if it cannot be read, empty and a finding.
    public Optional<Report> read(Path submission) throws IOException {
        Path file = submission.resolve(Report.FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return unreadable(
                    "There is no file report.md%s; 'lab report new --lab NN' makes one to begin with."
                            .formatted(meant(submission)));
        }
        if (Files.size(file) > LARGEST) {
            return unreadable(
                    "report.md is larger than 256 KB; a report has a page or two, and its evidence"
                            + " goes into evidence/.");
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            var decoder =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT);
            return parse(decoder.decode(bytes).toString());
        } catch (CharacterCodingException _) {
            return unreadable("report.md is not text in UTF-8; save it with that encoding.");
        }
    }

    /// A report from its text.
    public Optional<Report> parse(String raw) {
        String text = raw.replace("\r\n", "\n").replace('\r', '\n');
        if (text.startsWith("\ufeff")) text = text.substring(1);
        if (text.chars().filter(c -> c == '<').count() > MOST_BRACKETS) {
            return unreadable("report.md holds more than 2,000 signs '<'; write it with fewer.");
        }
        List<String> lines = Report.lines(text);
        int headEnd = headEnd(lines);
        Map<String, Yaml.Field> head = head(lines, headEnd);
        String body =
                "\n".repeat(headEnd) + String.join("\n", lines.subList(headEnd, lines.size()));
        Node document = Report.parser().parse(body);
        if (isTooDeep(document)) {
            return unreadable(
                    "report.md nests quotes, lists or emphasis more than 60 deep; write it"
                            + " flatter.");
        }
        List<Report.Section> sections = sections(document, lines);
        return Optional.of(
                new Report(
                        text,
                        head,
                        headEnd,
                        document,
                        title(document),
                        sections,
                        claims(document)));
    }

    // --- The front matter ---

    private static int headEnd(List<String> lines) {
        if (!lines.getFirst().strip().equals("---")) return 0;
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).stripTrailing().equals("---")) return i + 1;
        }
        return 0;
    }

    private Map<String, Yaml.Field> head(List<String> lines, int headEnd) {
        if (headEnd == 0) {
            find(
                    1,
                    Kind.KEY,
                    "The report must begin with its front matter: lines of the form 'key: value'"
                            + " between two lines '---'.");
            return Map.of();
        }
        try {
            return Yaml.read(String.join("\n", lines.subList(1, headEnd - 1)), 2);
        } catch (YamlException e) {
            find(e.line(), Kind.KEY, "The front matter " + e.what() + ".");
            return Map.of();
        }
    }

    // --- The sections ---

    private List<Report.Section> sections(Node document, List<String> lines) {
        List<Report.Section> sections = new ArrayList<>();
        String name = null;
        int from = 0;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (!(node instanceof Heading heading) || heading.getLevel() > 2) continue;
            int line = Nodes.line(heading);
            if (name != null) sections.add(section(name, from, line - 1, lines));
            name = heading.getLevel() == 2 ? canonical(Nodes.text(heading)) : null;
            from = line;
        }
        if (name != null) sections.add(section(name, from, lines.size(), lines));
        check(sections);
        return sections;
    }

    private static Report.Section section(String name, int from, int to, List<String> lines) {
        String text = String.join("\n", lines.subList(from, to)).strip();
        return new Report.Section(name, from, to, text);
    }

    private static String canonical(String name) {
        return Report.SECTIONS.stream()
                .filter(known -> known.equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElse(name.strip());
    }

    private void check(List<Report.Section> sections) {
        Set<String> seen = new HashSet<>();
        for (var section : sections) {
            if (!seen.add(section.name())) {
                find(
                        section.line(),
                        Kind.SECTION,
                        "There is a second section " + section.name() + "; make them one.");
            } else if (Report.SECTIONS.contains(section.name()) && section.isEmpty()) {
                find(section.line(), Kind.SECTION, "The section " + section.name() + " is empty.");
            }
        }
        for (String name : Report.SECTIONS) {
            if (seen.contains(name)) continue;
            var others = sections.stream().map(Report.Section::name).collect(Collectors.toSet());
            others.removeAll(Report.SECTIONS);
            String near =
                    Nearest.to(name, others)
                            .map(other -> "; is it '## " + other + "'?")
                            .orElse("; add the heading '## " + name + "' and write it.");
            find(0, Kind.SECTION, "The section " + name + " is missing" + near);
        }
    }

    private static String title(Node document) {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 1) {
                return Nodes.text(heading).strip();
            }
        }
        return "";
    }

    // --- The claims ---

    private List<ClaimBlock> claims(Node document) {
        List<ClaimBlock> claims = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Node node : Nodes.under(document)) {
            if (!isClaim(node)) continue;
            if (claims.size() == MOST_CLAIMS) {
                find(
                        Nodes.line(node),
                        Kind.KEY,
                        "There are more than 100 claims; the others are not looked at.");
                break;
            }
            ClaimBlock claim = claim((FencedCodeBlock) node, claims.size() + 1);
            if (!ids.add(claim.id())) {
                find(
                        claim.line("id"),
                        Kind.KEY,
                        "There is a second claim " + claim.id() + "; give it an id of its own.");
            }
            claims.add(claim);
        }
        return claims;
    }

    /// Whether a node is a claim's block, however its info string goes on.
    public static boolean isClaim(Node node) {
        return node instanceof FencedCodeBlock block
                && block.getInfo() != null
                && block.getInfo().strip().split("\\s", 2)[0].equals(CLAIM);
    }

    private ClaimBlock claim(FencedCodeBlock block, int number) {
        int line = Nodes.line(block);
        Map<String, Yaml.Field> fields;
        try {
            fields = Yaml.read(block.getLiteral(), line + 1);
        } catch (YamlException e) {
            find(e.line(), Kind.KEY, "The claim " + e.what() + ".");
            fields = new LinkedHashMap<>();
        }
        return new ClaimBlock(id(fields, line, number), kind(fields), line, fields);
    }

    private String id(Map<String, Yaml.Field> fields, int line, int number) {
        Yaml.Field field = fields.get("id");
        String id = field == null ? "" : String.valueOf(field.value());
        if (id.matches("[A-Za-z][A-Za-z0-9_-]{0,19}")) return id;
        if (!fields.isEmpty()) {
            find(
                    field == null ? line : field.line(),
                    Kind.KEY,
                    field == null
                            ? "The claim has no id; add one, such as 'id: C" + number + "'."
                            : "A claim's id is a letter and up to 19 letters, digits, '-' or '_',"
                                    + " such as C"
                                    + number
                                    + ".");
        }
        return "#" + number;
    }

    private static String kind(Map<String, Yaml.Field> fields) {
        Yaml.Field field = fields.get("kind");
        return field == null ? "" : String.valueOf(field.value());
    }

    // --- Findings ---

    /// Quotes in quotes, emphasis in emphasis: refused, so that later walks of the tree may be
    /// recursive.
    private static boolean isTooDeep(Node document) {
        for (Node node : Nodes.under(document)) {
            if (node.getFirstChild() != null) continue;
            int depth = 0;
            for (Node up = node; up != null; up = up.getParent()) {
                if (++depth > DEEPEST) return true;
            }
        }
        return false;
    }

    private Optional<Report> unreadable(String what) {
        find(0, Kind.UNREADABLE, what);
        return Optional.empty();
    }

    private void find(int line, Kind kind, String what) {
        findings.accept(new Finding(line, kind, what));
    }
}
