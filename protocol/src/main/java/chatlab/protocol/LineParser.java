package chatlab.protocol;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One left-to-right pass over one line: `[@tags] [:source] command [parameters] [:last
/// parameter]`.
final class LineParser {
    private final String line;

    /// Everything before this index has been read.
    private int position;

    LineParser(String line) {
        this.line = line;
    }

    Parsed parse() {
        if (!Message.isOneLine(line)) {
            return malformed("NUL, CR or LF inside the line");
        }
        skipSpaces();
        if (atEnd()) {
            return new Parsed.Blank();
        }
        Map<String, String> tags = skip('@') ? Tags.parse(word()) : Map.of();
        @Nullable String source = skip(':') ? word() : null;
        if (source != null && source.isEmpty()) {
            return malformed("nothing between the colon and the command");
        }
        if (atEnd()) {
            return malformed("no command");
        }
        String command = word();
        if (!Message.isCommand(command)) {
            return malformed("the command is neither letters nor three digits");
        }
        return new Message(tags, source, command, parameters());
    }

    private List<String> parameters() {
        if (atEnd()) {
            return List.of();
        }
        var parameters = new ArrayList<String>(4);
        while (!atEnd()) {
            parameters.add(skip(':') ? rest() : word());
        }
        return parameters;
    }

    private boolean atEnd() {
        return position == line.length();
    }

    private boolean skip(char c) {
        boolean there = !atEnd() && line.charAt(position) == c;
        if (there) {
            position++;
        }
        return there;
    }

    /// Reads up to the next space, and skips all spaces after it.
    private String word() {
        int space = line.indexOf(' ', position);
        int end = space < 0 ? line.length() : space;
        String word = line.substring(position, end);
        position = end;
        skipSpaces();
        return word;
    }

    private String rest() {
        String rest = line.substring(position);
        position = line.length();
        return rest;
    }

    private void skipSpaces() {
        while (!atEnd() && line.charAt(position) == ' ') {
            position++;
        }
    }

    private Parsed.Malformed malformed(String reason) {
        return new Parsed.Malformed(line, reason);
    }
}
