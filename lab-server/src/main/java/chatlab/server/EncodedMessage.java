package chatlab.server;

import chatlab.protocol.Message;

/// A message as bytes, encoded once and shared by all its receivers. Immutable by agreement: nobody
/// writes into `bytes`.
final class EncodedMessage {
    private final byte[] bytes;

    EncodedMessage(Message message) {
        bytes = message.encode();
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }
}
