package chatlab.coursework.files;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A mapping in a YAML file that knows its lines, and whose keys must all be asked for.
///
/// After the last question, [#end] refuses what nobody asked for: a misspelt key must not pass for
/// one left out. Not thread-safe.
public final class YamlMap {
    private final String file;
    private final String what;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    /// @param what it is, for messages, such as `a criterion`
    private YamlMap(String file, String what, Node node) throws InputException {
        this.file = file;
        this.what = what;
        this.line = line(node);
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(line, what + " must be a mapping of keys to values");
        }
        for (var tuple : mapping.getValue()) {
            var key = scalar(tuple.getKeyNode(), "a key");
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw wrong(line(tuple.getKeyNode()), "'" + key + "' is there twice");
            }
        }
    }

    /// The whole of a file.
    ///
    /// @param file its name, for messages
    public static YamlMap parse(String file, String text, String what) throws InputException {
        try {
            var node = yaml().compose(new StringReader(text));
            if (node == null) throw new InputException(file + " is empty.");
            return new YamlMap(file, what, node);
        } catch (MarkedYAMLException e) {
            var at = e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
            throw new InputException(
                    "%s%s: this is no YAML: %s. A text that holds one of ? : , # { } [ ] must stand in quotes."
                            .formatted(file, at, e.getProblem()));
        } catch (YAMLException e) {
            throw new InputException(file + ": this is no YAML: " + e.getMessage() + ".");
        }
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    public int line() {
        return line;
    }

    public boolean has(String key) {
        know(key);
        return entries.containsKey(key);
    }

    public String text(String key) throws InputException {
        var node = optional(key);
        if (node == null) throw missing(key);
        return scalar(node, "'" + key + "'");
    }

    public @Nullable String optionalText(String key) throws InputException {
        var node = optional(key);
        return node == null ? null : scalar(node, "'" + key + "'");
    }

    public double number(String key) throws InputException {
        var text = text(key);
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number) && number >= 0) return number;
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw wrong(lineOf(key), "'" + key + "' must be a number from 0, not '" + text + "'");
    }

    public <E extends Enum<E>> E oneOf(String key, Class<E> type) throws InputException {
        return constant(type, text(key), lineOf(key));
    }

    public <E extends Enum<E>> List<E> severalOf(String key, Class<E> type) throws InputException {
        var constants = new ArrayList<E>();
        for (var node : sequence(key)) {
            constants.add(constant(type, scalar(node, "'" + key + "'"), line(node)));
        }
        return constants;
    }

    public List<String> texts(String key) throws InputException {
        var texts = new ArrayList<String>();
        for (var node : sequence(key)) texts.add(scalar(node, "each of '" + key + "'"));
        return texts;
    }

    public List<YamlMap> maps(String key, String what) throws InputException {
        var maps = new ArrayList<YamlMap>();
        for (var node : sequence(key)) maps.add(new YamlMap(file, what, node));
        return maps;
    }

    public YamlMap map(String key, String what) throws InputException {
        var node = optional(key);
        if (node == null) throw missing(key);
        return new YamlMap(file, what, node);
    }

    /// A mapping of whatever there is.
    public Map<String, Object> values(String key) throws InputException {
        var node = optional(key);
        if (node == null) throw missing(key);
        var values = new LinkedHashMap<String, Object>();
        for (var entry : new YamlMap(file, "'" + key + "'", node).entries.entrySet()) {
            values.put(entry.getKey(), value(entry.getValue()));
        }
        return values;
    }

    /// Refuses the keys that were not asked for.
    public void end() throws InputException {
        for (var key : entries.keySet()) {
            if (known.contains(key)) continue;
            if (isRestOfText(entries.get(key))) {
                throw wrong(
                        lineOf(key),
                        "'%s' is not a key of %s; a text with a comma in it must stand in quotes"
                                .formatted(key, what));
            }
            throw wrong(
                    lineOf(key),
                    "'%s' is not a key of %s%s".formatted(key, what, Nearest.hint(key, known)));
        }
    }

    /// In `{note: nearly, but late}` the second half is a key without a value.
    private static boolean isRestOfText(@Nullable Node value) {
        return value instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
    }

    public InputException wrong(int line, String sentence) {
        return new InputException(file + ":" + line + ": " + sentence + end(sentence));
    }

    private static String end(String sentence) {
        return sentence.endsWith("?") || sentence.endsWith(".") ? "" : ".";
    }

    public InputException missing(String key) {
        return wrong(line, what + " needs the key '" + key + "'");
    }

    private <E extends Enum<E>> E constant(Class<E> type, String word, int line)
            throws InputException {
        var constants = type.getEnumConstants();
        for (var constant : constants) {
            if (word(constant).equals(word)) return constant;
        }
        var words = Arrays.stream(constants).map(YamlMap::word).toList();
        throw wrong(line, "there is no '" + word + "'" + Nearest.hint(word, words));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Object value(Node node) throws InputException {
        if (node instanceof MappingNode) {
            var values = new LinkedHashMap<String, Object>();
            for (var entry : new YamlMap(file, "this", node).entries.entrySet()) {
                values.put(entry.getKey(), value(entry.getValue()));
            }
            return values;
        }
        if (node instanceof SequenceNode list) {
            var values = new ArrayList<Object>();
            for (var each : list.getValue()) values.add(value(each));
            return values;
        }
        return scalar(node, "this");
    }

    private List<Node> sequence(String key) throws InputException {
        var node = optional(key);
        if (node == null) return List.of();
        if (node instanceof SequenceNode list) return list.getValue();
        throw wrong(line(node), "'" + key + "' must be a list");
    }

    private @Nullable Node optional(String key) {
        know(key);
        return entries.get(key);
    }

    private void know(String key) {
        if (!known.contains(key)) known.add(key);
    }

    private String scalar(Node node, String what) throws InputException {
        if (node instanceof ScalarNode scalar) return scalar.getValue();
        throw wrong(line(node), what + " must be a single value");
    }

    public int lineOf(String key) {
        var node = entries.get(key);
        return node == null ? line : line(node);
    }

    private static int line(Node node) {
        Mark mark = node.getStartMark();
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
