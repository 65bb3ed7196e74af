package chatlab.coursework.files;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lab's only YAML reader, for files of staff and of strangers alike: small, flat, and nothing
/// but data. No aliases, no types, no deep nesting.
///
/// A scalar is what a reader sees: `02` stays a text, and so do `1:1`, `yes` and dates. Only plain
/// decimal numbers become numbers.
public final class Yaml {
    private static final int LONGEST = 64 * 1024;
    private static final int DEEPEST = 8;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder()
                    .setCodePointLimit(LONGEST)
                    .setMaxAliasesForCollections(0)
                    .build();

    /// A value and where its key stands.
    ///
    /// @param line from 1, in the text that [#read] was given the first line of
    /// @param value a String, Long, Double, List or Map
    public record Field(int line, Object value) {}

    /// The text is not YAML that the lab reads.
    public static final class YamlException extends Exception {
        private static final long serialVersionUID = 1L;
        private final int line;

        YamlException(int line, String what) {
            super(what);
            this.line = line;
        }

        public int line() {
            return line;
        }

        /// What is wrong, as the predicate of a sentence: "is not YAML: …".
        public String what() {
            return String.valueOf(getMessage());
        }
    }

    private Yaml() {}

    /// The fields of a mapping, in their order.
    ///
    /// @param firstLine the number of the text's first line
    public static Map<String, Field> read(String text, int firstLine) throws YamlException {
        var root = compose(text, firstLine);
        if (root == null) return Map.of();
        if (!(root instanceof MappingNode mapping)) {
            throw new YamlException(firstLine, "must be lines of the form 'key: value'");
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (var tuple : mapping.getValue()) {
            int line = firstLine - 1 + line(tuple.getKeyNode());
            var key = key(tuple, firstLine);
            if (fields.put(key, new Field(line, value(tuple.getValueNode(), firstLine))) != null) {
                throw new YamlException(line, "has the key '" + key + "' twice");
            }
        }
        return fields;
    }

    /// The root of a text, with marks for lines; null: the text is empty.
    ///
    /// @param firstLine the number of the text's first line, for messages
    public static @Nullable Node compose(String text, int firstLine) throws YamlException {
        if (text.length() > LONGEST) throw new YamlException(firstLine, "is longer than 64 KB");
        try {
            bounded(text, firstLine);
            return new Compose(SETTINGS).composeString(text).orElse(null);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine()).orElse(0);
            throw new YamlException(firstLine + line, "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlException(firstLine, "is not YAML that the lab reads: " + e.getMessage());
        }
    }

    /// Refuses deep nesting and aliases before a recursive composer meets them.
    private static void bounded(String text, int firstLine) throws YamlException {
        int depth = 0;
        for (var event : new Parse(SETTINGS).parseString(text)) {
            int line = firstLine + event.getStartMark().map(mark -> mark.getLine()).orElse(0);
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> throw new YamlException(line, "holds an alias");
                default -> {}
            }
            if (depth > DEEPEST) {
                throw new YamlException(line, "is nested more than " + DEEPEST + " deep");
            }
        }
    }

    /// The line in which a node begins, from 1.
    public static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine()).orElse(0) + 1;
    }

    /// A String, Long, Double, List or Map.
    static Object value(Node node, int firstLine) throws YamlException {
        return switch (node) {
            case SequenceNode sequence -> {
                List<Object> values = new ArrayList<>();
                for (var each : sequence.getValue()) values.add(value(each, firstLine));
                yield Collections.unmodifiableList(values);
            }
            case MappingNode mapping -> {
                Map<String, Object> values = new LinkedHashMap<>();
                for (var tuple : mapping.getValue()) {
                    values.put(key(tuple, firstLine), value(tuple.getValueNode(), firstLine));
                }
                yield Collections.unmodifiableMap(values);
            }
            default -> scalar((ScalarNode) node);
        };
    }

    private static String key(NodeTuple tuple, int firstLine) throws YamlException {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) return scalar.getValue();
        int line = firstLine - 1 + line(tuple.getKeyNode());
        throw new YamlException(line, "has a key that is not a word");
    }

    private static Object scalar(ScalarNode node) {
        var text = node.getValue();
        if (!node.isPlain()) return text;
        if (text.matches("-?(0|[1-9][0-9]{0,17})")) return Long.valueOf(text);
        if (text.matches("-?[0-9]{1,17}\\.[0-9]{1,17}")) return Double.valueOf(text);
        return text.equals("~") || text.equals("null") ? "" : text;
    }
}
