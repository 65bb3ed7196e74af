package chatlab.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the Javadoc of a strategy's class says: a first sentence and labelled lines.
///
/// @param sentence what the class is; empty if there is no comment
/// @param labelled the text after each label ("Guarantee", "Cost" …), in the order written
record ClassComment(String sentence, Map<String, String> labelled) {
    private static final String COMMENT = "///";
    private static final String LABEL = "- **";
    private static final String LABEL_END = ":** ";

    /// Reads the Markdown comment above `@Strategy`, without its backticks.
    static ClassComment of(String source) {
        var sentence = new StringBuilder();
        var labelled = new LinkedHashMap<String, String>();
        String label = "";
        for (var line : linesAbove("@Strategy(", source)) {
            int end = line.indexOf(LABEL_END);
            if (line.startsWith(LABEL) && end > 0) {
                label = line.substring(LABEL.length(), end);
                labelled.put(label, line.substring(end + LABEL_END.length()));
            } else if (!label.isEmpty()) {
                labelled.merge(label, line, (before, more) -> before + " " + more);
            } else if (!line.isEmpty()) {
                sentence.append(sentence.isEmpty() ? "" : " ").append(line);
            }
        }
        return new ClassComment(sentence.toString(), labelled);
    }

    /// The text after a label, without its full stop; empty if there is no such label.
    String line(String label) {
        var text = labelled.getOrDefault(label, "");
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static List<String> linesAbove(String annotation, String source) {
        var comment = new ArrayList<String>();
        for (var line : source.lines().toList()) {
            if (line.startsWith(annotation)) return comment;
            if (line.startsWith(COMMENT)) {
                comment.add(line.substring(COMMENT.length()).strip().replace("`", ""));
            } else {
                comment.clear();
            }
        }
        return List.of();
    }
}
