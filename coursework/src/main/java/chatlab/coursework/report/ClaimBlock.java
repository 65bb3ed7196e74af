package chatlab.coursework.report;

import chatlab.coursework.files.Yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A claim as it stands in the report.
///
/// @param line where the block begins
/// @param fields empty if the block cannot be read
public record ClaimBlock(String id, String kind, int line, Map<String, Yaml.Field> fields) {

    /// The value of a key as text; empty: it is not there.
    public String text(String key) {
        Yaml.Field field = fields.get(key);
        return field == null ? "" : String.valueOf(field.value());
    }

    public boolean has(String key) {
        return fields.containsKey(key);
    }

    /// The line of a key, or of the block where the key is missing.
    public int line(String key) {
        Yaml.Field field = fields.get(key);
        return field == null ? line : field.line();
    }

    /// The claim's keys and values, without the lines.
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach((key, field) -> values.put(key, field.value()));
        return Collections.unmodifiableMap(values);
    }
}
