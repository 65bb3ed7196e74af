package chatlab.coursework.files;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

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
        this.line = Yaml.line(node);
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(line, what + " must be a mapping of keys to values");
        }
        for (var tuple : mapping.getValue()) {
            var key = scalar(tuple.getKeyNode(), "a key");
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw wrong(Yaml.line(tuple.getKeyNode()), "'" + key + "' is there twice");
            }
        }
    }

    /// The whole of a file.
    ///
    /// @param file its name, for messages
    public static YamlMap parse(String file, String text, String what) throws InputException {
        Node node;
        try {
            node = Yaml.compose(text, 1);
        } catch (Yaml.YamlException e) {
            throw new InputException(
                    "%s:%d: this %s. A text that holds one of ? : , # { } [ ] must stand in quotes."
                            .formatted(file, e.line(), e.what()));
        }
        if (node == null) throw new InputException(file + " is empty.");
        return new YamlMap(file, what, node);
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
            constants.add(constant(type, scalar(node, "'" + key + "'"), Yaml.line(node)));
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
            try {
                values.put(entry.getKey(), Yaml.value(entry.getValue(), 1));
            } catch (Yaml.YamlException e) {
                throw wrong(e.line(), "this " + e.what());
            }
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

    private List<Node> sequence(String key) throws InputException {
        var node = optional(key);
        if (node == null) return List.of();
        if (node instanceof SequenceNode list) return list.getValue();
        throw wrong(Yaml.line(node), "'" + key + "' must be a list");
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
        throw wrong(Yaml.line(node), what + " must be a single value");
    }

    public int lineOf(String key) {
        var node = entries.get(key);
        return node == null ? line : Yaml.line(node);
    }
}
