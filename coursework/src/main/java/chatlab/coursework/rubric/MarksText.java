package chatlab.coursework.rubric;

import chatlab.coursework.files.InputException;
import chatlab.coursework.rubric.Marks.Mark;
import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.reader.StreamReader;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The text of a `marks/ID.yaml`, changed in one entry and nowhere else.
public final class MarksText {
    private MarksText() {}

    /// What else is there stays as it was typed, with its comments, unless the file is written so
    /// that no line can be exchanged: then it is written anew, with the same marks.
    ///
    /// @param mark null: it is taken back
    /// @throws InputException if the text did not fit the rubric before
    public static String with(
            String text, String submission, Rubric rubric, String criterion, @Nullable Mark mark)
            throws InputException {
        var before = Marks.parse(text, submission, rubric);
        Map<String, Mark> wanted = new LinkedHashMap<>(before.byCriterion());
        if (mark == null) wanted.remove(criterion);
        else wanted.put(criterion, mark);
        if (wanted.equals(before.byCriterion())) return text;
        try {
            var edited = edited(text, criterion, mark);
            if (Marks.parse(edited, submission, rubric).byCriterion().equals(wanted)) return edited;
        } catch (InputException _) {
            // It is written anew.
        }
        return wanted.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String edited(String text, String criterion, @Nullable Mark mark) {
        var root =
                new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
        if (root instanceof MappingNode mapping) {
            for (var tuple : mapping.getValue()) {
                boolean isIt =
                        tuple.getKeyNode() instanceof ScalarNode key
                                && key.getValue().equals(criterion);
                if (isIt) return exchanged(text, tuple, mark == null ? "" : line(criterion, mark));
            }
        }
        if (mark == null) return text;
        var end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return text + end + line(criterion, mark) + "\n";
    }

    private static String exchanged(String text, NodeTuple tuple, String line) {
        int from = offset(text, tuple.getKeyNode().getStartMark().getIndex());
        int to = offset(text, end(tuple.getValueNode()));
        if (to < from) return text; // an alias: its value stands elsewhere
        boolean isEnded = text.charAt(to - 1) == '\n';
        if (line.isEmpty() && text.startsWith("\n", to)) to++;
        var end = isEnded && !line.isEmpty() ? "\n" : "";
        return text.substring(0, from) + line + end + text.substring(to);
    }

    /// Where it ends, without the comments that follow: in blocks, where the last value does.
    private static int end(Node node) {
        if (node instanceof MappingNode mapping && isBlock(mapping)) {
            return end(mapping.getValue().getLast().getValueNode());
        }
        return node.getEndMark().getIndex();
    }

    private static boolean isBlock(CollectionNode<?> node) {
        return !node.getValue().isEmpty() && node.getFlowStyle() == FlowStyle.BLOCK;
    }

    /// YAML counts characters, and not halves of them.
    private static int offset(String text, int characters) {
        return text.offsetByCodePoints(0, characters);
    }

    private static String line(String criterion, Mark mark) {
        var points = BigDecimal.valueOf(mark.points()).stripTrailingZeros().toPlainString();
        return "%s: {points: %s%s%s}"
                .formatted(criterion, points, field("note", mark.note()), field("by", mark.by()));
    }

    /// In quotes as JSON has them, which are YAML's too.
    private static String field(String key, @Nullable String value) {
        return value == null ? "" : ", " + key + ": " + Json.line(value);
    }

    /// A text that a file of marks can hold: without control characters, and with plain ends of
    /// lines.
    public static String clean(String text) {
        var clean = new StringBuilder();
        text.replace("\r\n", "\n")
                .codePoints()
                .filter(c -> StreamReader.isPrintable(c) && "\r\t\u0085\u2028\u2029".indexOf(c) < 0)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }
}
