package chatlab.coursework.files;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// YAML that a stranger wrote: small, flat, and nothing but data.
///
/// A scalar is what a reader sees: `02` stays a text, and so do `1:1`, `yes` and dates, all of
/// which YAML 1.1 would turn into something else. Only plain decimal numbers become numbers. No
/// aliases, no types, no deep nesting.
public final class Yaml {
    private static final int LONGEST = 64 * 1024;
    private static final int DEEPEST = 8;

    /// A value and where its key stands.
    ///
    /// @param line from 1, in the text that [#read] was given the first line of
    /// @param value a String, Long, Double, List or Map
    public record Field(int line, Object value) {}

    /// It is no YAML, or no mapping.
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

        public String what() {
            return String.valueOf(getMessage());
        }
    }

    private Yaml() {}

    /// The fields of a mapping, in their order.
    ///
    /// @param firstLine the number of the text's first line
    public static Map<String, Field> read(String text, int firstLine) throws YamlException {
        if (text.length() > LONGEST) {
            throw new YamlException(firstLine, "is longer than 64 KB");
        }
        Node root = compose(text, firstLine);
        if (root == null) return Map.of();
        if (!(root instanceof MappingNode mapping)) {
            throw new YamlException(firstLine, "must be lines of the form 'key: value'");
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int line = firstLine + tuple.getKeyNode().getStartMark().getLine();
            String key = key(tuple, firstLine);
            if (fields.put(key, new Field(line, value(tuple.getValueNode(), firstLine))) != null) {
                throw new YamlException(line, "has the key '" + key + "' twice");
            }
        }
        return fields;
    }

    private static Node compose(String text, int firstLine) throws YamlException {
        var limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setCodePointLimit(LONGEST);
        try {
            var parser = new ParserImpl(new StreamReader(text), limits);
            return new Composer(parser, new Resolver(), limits).getSingleNode();
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            int line = firstLine + (mark == null ? 0 : mark.getLine());
            throw new YamlException(line, "is not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new YamlException(firstLine, "is not YAML that the lab reads: " + e.getMessage());
        }
    }

    private static Object value(Node node, int firstLine) throws YamlException {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                List<Object> values = new ArrayList<>();
                for (Node each : sequence.getValue()) values.add(value(each, firstLine));
                yield Collections.unmodifiableList(values);
            }
            case MappingNode mapping -> {
                Map<String, Object> values = new LinkedHashMap<>();
                for (NodeTuple tuple : mapping.getValue()) {
                    values.put(key(tuple, firstLine), value(tuple.getValueNode(), firstLine));
                }
                yield Collections.unmodifiableMap(values);
            }
            default ->
                    throw new YamlException(
                            firstLine + node.getStartMark().getLine(), "holds an alias");
        };
    }

    private static String key(NodeTuple tuple, int firstLine) throws YamlException {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) return scalar.getValue();
        int line = firstLine + tuple.getKeyNode().getStartMark().getLine();
        throw new YamlException(line, "has a key that is no word");
    }

    private static Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (!node.isPlain()) return text;
        if (text.matches("-?(0|[1-9][0-9]{0,17})")) return Long.valueOf(text);
        if (text.matches("-?[0-9]{1,17}\\.[0-9]{1,17}")) return Double.valueOf(text);
        return text.equals("~") || text.equals("null") ? "" : text;
    }
}
