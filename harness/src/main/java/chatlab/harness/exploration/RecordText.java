package chatlab.harness.exploration;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/// Writes records as JSON, the same that [chatlab.evidence.Json] reads.
///
/// A child JVM that lives for a second spends a quarter of it on loading Jackson, so a child that
/// answers with one record writes it by itself. Knows records, collections, enums, texts, numbers,
/// booleans and null. Not thread-safe.
final class RecordText {
    private final StringBuilder text = new StringBuilder();

    private RecordText() {}

    /// The JSON, on one line.
    static String of(Record value) {
        var writer = new RecordText();
        writer.add(value);
        return writer.text.toString();
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case Record one -> addRecord(one);
            case Collection<?> all -> addAll(all);
            case Enum<?> one -> quote(one.name());
            case String one -> quote(one);
            case Number one -> text.append(one);
            case Boolean one -> text.append(one);
            default -> throw new IllegalArgumentException("no text for a " + value.getClass());
        }
    }

    private void addRecord(Record value) {
        var separator = "{";
        for (var component : value.getClass().getRecordComponents()) {
            text.append(separator);
            quote(component.getName());
            text.append(':');
            try {
                add(component.getAccessor().invoke(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("cannot read a " + value.getClass(), e);
            }
            separator = ",";
        }
        text.append(separator.equals("{") ? "{}" : "}");
    }

    private void addAll(Collection<?> values) {
        var separator = "[";
        for (var value : values) {
            text.append(separator);
            add(value);
            separator = ",";
        }
        text.append(separator.equals("[") ? "[]" : "]");
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') text.append('\\').append(c);
            else if (c < ' ') text.append("\\u%04x".formatted((int) c));
            else text.append(c);
        }
        text.append('"');
    }
}
