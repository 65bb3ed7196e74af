package chatlab.client.chat;

import static java.util.Objects.requireNonNull;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Keeps what a terminal reports about itself out of the typed line.
///
/// A program can ask a terminal for its kind, its colors or the cursor's position. The answer comes
/// as if it were typed, perhaps late, and perhaps to a question of the program that ran before.
/// Reports begin like the sequences of keys such as the arrows. So whatever begins like that, and
/// is not a key that JLine knows, is read to its end and dropped.
final class TerminalReports {
    private static final String CONTROL_SEQUENCE = "\033[";

    /// A device control string and an operating system command.
    private static final List<String> STRINGS = List.of("\033P", "\033]");

    /// The rest of a report comes at once. A person who types Alt-[ makes no report.
    private static final long REST_MILLIS = 100;

    private static final int BELL = 7;
    private static final int ESCAPE = 27;

    private TerminalReports() {}

    static void swallow(LineReaderImpl reader) {
        Widget sequence = () -> dropSequence(reader);
        Widget string = () -> dropString(reader);
        for (var name : List.of(LineReaderImpl.EMACS, LineReaderImpl.VIINS)) {
            KeyMap<Binding> keys = requireNonNull(reader.getKeyMaps().get(name));
            keys.bind(string, STRINGS);
            beginnings(keys).forEach(start -> keys.bindIfNotBound(sequence, start));
        }
    }

    /// A report may begin like several keys: the cursor's position `ESC [24;80R` like F12, which is
    /// `ESC [24~`. So each beginning of a key is a beginning of a report, too.
    private static Set<String> beginnings(KeyMap<Binding> keys) {
        var beginnings = new HashSet<>(Set.of(CONTROL_SEQUENCE));
        for (var key : keys.getBoundKeys().keySet()) {
            if (key.startsWith(CONTROL_SEQUENCE)) {
                for (int end = CONTROL_SEQUENCE.length(); end < key.length(); end++) {
                    beginnings.add(key.substring(0, end));
                }
            }
        }
        return beginnings;
    }

    /// Its last character is between `@` and `~`.
    private static boolean dropSequence(LineReaderImpl reader) {
        while (reader.peekCharacter(REST_MILLIS) >= ' ') {
            if (reader.readCharacter() >= '@') {
                break;
            }
        }
        return true;
    }

    /// It ends with a bell, or with an escape and a backslash.
    private static boolean dropString(LineReaderImpl reader) {
        while (reader.peekCharacter(REST_MILLIS) >= 0) {
            int character = reader.readCharacter();
            if (character == BELL) {
                break;
            }
            if (character == ESCAPE) {
                reader.readCharacter();
                break;
            }
        }
        return true;
    }
}
