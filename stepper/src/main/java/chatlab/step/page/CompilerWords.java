package chatlab.step.page;

import chatlab.step.page.StepMessage.Line;
import chatlab.step.page.StepMessage.Refused;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Puts the compiler's messages beside the lines that they are about. Pure functions.
final class CompilerWords {
    private static final Pattern MESSAGE = Pattern.compile("\\S*\\.java:(\\d+): (.*)");

    private CompilerWords() {}

    /// @param words of javac, or a sentence
    static Refused beside(String file, String source, String words) {
        var text = source.lines().toList();
        var errors = new HashMap<Integer, List<String>>();
        int line = 0;
        for (var word : words.lines().skip(1).toList()) {
            var message = MESSAGE.matcher(word);
            if (message.matches()) {
                line = Integer.parseInt(message.group(1));
                add(errors, line, message.group(2));
            } else if (line > 0 && !isEcho(word, line, text)) {
                add(errors, line, word.strip());
            }
        }
        var lines = new ArrayList<Line>();
        for (int i = 0; i < text.size(); i++) {
            lines.add(new Line(text.get(i), errors.getOrDefault(i + 1, List.of())));
        }
        var first = words.lines().findFirst().orElse("");
        return new Refused(file, lines, errors.isEmpty() ? words : first);
    }

    private static void add(Map<Integer, List<String>> errors, int line, String word) {
        errors.computeIfAbsent(line, _ -> new ArrayList<>()).add(word);
    }

    /// javac repeats the line, marks a place in it, and ends with a count.
    private static boolean isEcho(String word, int line, List<String> text) {
        return word.isBlank()
                || word.strip().equals("^")
                || word.matches("\\d+ (errors?|warnings?)")
                || (line <= text.size() && word.equals(text.get(line - 1)));
    }
}
