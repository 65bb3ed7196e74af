package chatlab.server.channel;

import chatlab.protocol.Message;
import chatlab.server.limits.Limits;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One letter of a MODE, with its sign and its parameter.
public record ModeChange(boolean on, char letter, @Nullable String parameter) {

    /// Reads letters such as `+o-v` and the words after them. It reads at most [Limits#MODES]
    /// changes with a parameter.
    public static List<ModeChange> parse(String letters, List<String> parameters) {
        var changes = new ArrayList<ModeChange>();
        boolean on = true;
        int next = 0;
        for (char letter : letters.toCharArray()) {
            if (letter == '+' || letter == '-') {
                on = letter == '+';
            } else if (takesParameter(letter, on)) {
                if (next == Limits.MODES) continue;
                changes.add(
                        new ModeChange(
                                on,
                                letter,
                                next < parameters.size() ? parameters.get(next) : null));
                next++;
            } else {
                changes.add(new ModeChange(on, letter, null));
            }
        }
        return changes;
    }

    private static boolean takesParameter(char letter, boolean on) {
        return switch (letter) {
            case 'b', 'k', 'o', 'v' -> true;
            case 'l' -> on;
            default -> false;
        };
    }

    /// The announcement of the changes, in as many messages as necessary.
    public static List<Message> messages(String source, String target, List<ModeChange> changes) {
        var messages = new ArrayList<Message>();
        int start = 0;
        for (int end = 1; end <= changes.size(); end++) {
            boolean fits =
                    end < changes.size()
                            && message(source, target, changes.subList(start, end + 1))
                                            .format()
                                            .length()
                                    < Message.MAX_BYTES / 2;
            if (!fits) {
                messages.add(message(source, target, changes.subList(start, end)));
                start = end;
            }
        }
        return messages;
    }

    private static Message message(String source, String target, List<ModeChange> changes) {
        var letters = new StringBuilder();
        var parameters = new ArrayList<String>(List.of(target, ""));
        char sign = ' ';
        for (var change : changes) {
            char its = change.on ? '+' : '-';
            if (its != sign) letters.append(its);
            sign = its;
            letters.append(change.letter);
            if (change.parameter != null) parameters.add(change.parameter);
        }
        parameters.set(1, letters.toString());
        return Message.from(source, "MODE", parameters.toArray(String[]::new));
    }
}
