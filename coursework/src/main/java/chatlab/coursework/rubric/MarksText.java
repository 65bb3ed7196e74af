package chatlab.coursework.rubric;

import chatlab.coursework.files.InputException;
import chatlab.coursework.files.Yaml;
import chatlab.coursework.files.Yaml.YamlException;
import chatlab.coursework.rubric.Marks.Mark;
import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.scanner.StreamReader;

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
        } catch (InputException | YamlException _) {
            // It is written anew.
        }
        return wanted.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String edited(String text, String criterion, @Nullable Mark mark)
            throws YamlException {
        var root = Yaml.compose(text, 1);
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
        int from = offset(text, tuple.getKeyNode().getStartMark().orElseThrow().getIndex());
        int to = offset(text, end(tuple.getValueNode()));
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
        return node.getEndMark().orElseThrow().getIndex();
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
