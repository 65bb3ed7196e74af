package chatlab.server.session;

import chatlab.protocol.Message;
import chatlab.server.delivery.EncodedMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Answers to one client that belong together, between two BATCH messages. Each has the batch's
/// name as a tag. Confined to the thread that reads the client.
final class AnswerBatch {
    private final Session session;
    private final String name;

    /// Begins a batch.
    ///
    /// @param tags of its first message
    AnswerBatch(Session session, Map<String, String> tags, String type, List<String> parameters) {
        this.session = session;
        name = session.nextBatch();
        var all = new ArrayList<>(List.of("+" + name, type));
        all.addAll(parameters);
        put(new Message(Map.of(), session.network().server(), "BATCH", all), tags);
    }

    void add(EncodedMessage answer) {
        session.put(answer.taggedFor(session.user().capabilities(), Map.of("batch", name)));
    }

    void end() {
        put(Message.from(session.network().server(), "BATCH", "-" + name), Map.of());
    }

    private void put(Message message, Map<String, String> tags) {
        var encoded = new EncodedMessage(message);
        session.put(encoded.taggedFor(session.user().capabilities(), tags));
    }
}
