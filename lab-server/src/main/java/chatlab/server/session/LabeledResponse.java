package chatlab.server.session;

import chatlab.protocol.Message;
import chatlab.server.delivery.EncodedMessage;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The answers to one command that has a label: one message with the label; several as a batch with
/// it; or ACK, if there is nothing to say. Confined to the thread that reads the client.
///
/// It keeps no more than one answer back, so a long list needs no memory.
final class LabeledResponse {
    private static final String LABEL = "label";

    private final Session session;
    private final String label;

    /// Waits until it is known whether it is the only answer.
    private @Nullable EncodedMessage first;

    private @Nullable AnswerBatch batch;
    private boolean labeled;

    LabeledResponse(Session session, String label) {
        this.session = session;
        this.label = label;
    }

    void add(EncodedMessage answer) {
        if (batch == null && first == null && mayWait(answer)) {
            first = answer;
            return;
        }
        if (batch == null) {
            batch = new AnswerBatch(session, giveLabelAway(), "labeled-response", List.of());
            if (first != null) batch.add(first);
        }
        batch.add(answer);
    }

    /// The names follow a JOIN, so it is never alone. It must not wait, because what others say in
    /// the channel may come right after it.
    private static boolean mayWait(EncodedMessage answer) {
        return !answer.message().command().equals("JOIN");
    }

    /// The label as a tag, for a batch of another type that is the whole response.
    Map<String, String> giveLabelAway() {
        if (labeled) return Map.of();
        labeled = true;
        return Map.of(LABEL, label);
    }

    void end() {
        if (batch != null) {
            batch.end();
        } else if (!labeled) {
            var only = first;
            if (only == null) {
                only = new EncodedMessage(Message.from(session.network().server(), "ACK"));
            }
            session.put(only.taggedFor(session.user().capabilities(), giveLabelAway()));
        }
    }
}
