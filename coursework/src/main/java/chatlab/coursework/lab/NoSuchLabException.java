package chatlab.coursework.lab;

import java.io.IOException;

/// There is no lab with the number that was asked for; the message names those that exist.
public final class NoSuchLabException extends IOException {
    private static final long serialVersionUID = 1L;

    NoSuchLabException(String message) {
        super(message);
    }
}
