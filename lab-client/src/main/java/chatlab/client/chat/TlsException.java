package chatlab.client.chat;

import java.io.IOException;

/// TLS failed. The message is one sentence: what, why, what to do.
final class TlsException extends IOException {
    private static final long serialVersionUID = 1;

    TlsException(String sentence, Exception cause) {
        super(sentence, cause);
    }
}
