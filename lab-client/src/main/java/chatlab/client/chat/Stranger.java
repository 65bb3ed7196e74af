package chatlab.client.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.protocol.Message;
import chatlab.terminal.SafeText;

import java.util.Optional;

/// Recognizes programs that are not chat servers by the first bytes that they send.
final class Stranger {
    private static final int TLS_ALERT = 21;
    private static final int TLS_HANDSHAKE = 22;
    private static final int TLS_MAJOR_VERSION = 3;
    private static final int SHOWN = 60;

    private Stranger() {}

    /// What the program seems to be.
    ///
    /// @param beginning the first bytes that came, perhaps none
    /// @return empty if they can be IRC
    static Optional<Refusal> of(byte[] beginning) {
        if (beginning.length > 1
                && (beginning[0] == TLS_ALERT || beginning[0] == TLS_HANDSHAKE)
                && beginning[1] == TLS_MAJOR_VERSION) {
            return Optional.of(new Refusal.TlsExpected());
        }
        var text = new String(beginning, UTF_8);
        if (text.startsWith("HTTP/") || text.startsWith("<")) {
            return Optional.of(new Refusal.WebServer());
        }
        var line = text.lines().findFirst().orElse("");
        boolean isWhole = text.length() > line.length();
        if (!isWhole || line.isBlank() || Message.parse(line) instanceof Message) {
            return Optional.empty();
        }
        var shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        return Optional.of(new Refusal.NotIrc(SafeText.of(shown)));
    }
}
