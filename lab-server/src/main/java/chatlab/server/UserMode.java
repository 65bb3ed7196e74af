package chatlab.server;

import java.util.Arrays;
import java.util.Optional;

/// What a user has switched on for themselves; an operator of the server, by OPER.
enum UserMode {
    /// Seen in lists only by those who share a channel.
    INVISIBLE('i'),
    /// Operator of the server.
    OPERATOR('o'),
    /// Gets WALLOPS.
    WALLOPS('w');

    private final char letter;

    UserMode(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    static Optional<UserMode> of(char letter) {
        return Arrays.stream(values()).filter(mode -> mode.letter == letter).findFirst();
    }
}
