package chatlab.client.chat;

import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;

import java.util.List;

/// Keeps what a terminal reports about itself out of the typed line.
///
/// A program can ask a terminal for its kind, its colors or the cursor's position. The answer comes
/// as if it were typed, perhaps late, and perhaps to a question of the program that ran before.
/// Reports begin like the sequences of keys such as the arrows. So whatever begins like that, and
/// is not a key that JLine knows, is read to its end and dropped.
final class TerminalReports {
    private static final String CONTROL_SEQUENCE = "\033[";

    /// A device control string, an operating system command, an application program command.
    private static final List<String> STRINGS = List.of("\033P", "\033]", "\033_");

    /// The rest of a report comes at once. A person who types Alt-[ makes no report.
    private static final long REST_MILLIS = 100;

    private static final int BELL = 7;
    private static final int ESCAPE = 27;

    private TerminalReports() {}

    static void swallow(LineReaderImpl reader) {
        Widget sequence = () -> dropSequence(reader);
        Widget string = () -> dropString(reader);
        for (var name : List.of(LineReaderImpl.EMACS, LineReaderImpl.VIINS)) {
            KeyMap<Binding> keys = reader.getKeyMaps().get(name);
            keys.bind(sequence, CONTROL_SEQUENCE);
            keys.bind(string, STRINGS.toArray(CharSequence[]::new));
        }
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
