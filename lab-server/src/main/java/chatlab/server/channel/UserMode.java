package chatlab.server.channel;

import java.util.Arrays;
import java.util.Optional;

/// A mode that users set for themselves; `o` comes from OPER.
public enum UserMode {
    /// Says of itself that it is a program.
    BOT('B'),
    /// Only users who share a channel see this user in lists.
    INVISIBLE('i'),
    /// Operator of the server.
    OPERATOR('o'),
    /// Gets WALLOPS.
    WALLOPS('w');

    private final char letter;

    UserMode(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }

    public static Optional<UserMode> of(char letter) {
        return Arrays.stream(values()).filter(mode -> mode.letter == letter).findFirst();
    }
}
