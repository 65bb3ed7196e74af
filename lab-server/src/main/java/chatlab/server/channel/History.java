package chatlab.server.channel;

import chatlab.server.delivery.EncodedMessage;

import java.util.ArrayDeque;
import java.util.List;

/// What was said in one channel, the latest of it, for CHATHISTORY. Thread-safe by its monitor;
/// nothing else is called under it but the message.
///
/// A message is noted before it is delivered, so whoever enters the channel either gets it or finds
/// it here. So senders meet at this monitor before they meet in the strategy, which can hide a race
/// there: servers that test strategies have no history. The bounds are those of [HistoryBudget];
/// the oldest messages go first.
public final class History {
    /// About what a message takes beside its text.
    private static final int OVERHEAD = 300;

    private final HistoryBudget budget;

    /// Oldest first.
    private final ArrayDeque<EncodedMessage> said = new ArrayDeque<>(0);

    private int bytes;
    private boolean ended;

    History(HistoryBudget budget) {
        this.budget = budget;
    }

    void add(EncodedMessage message) {
        if (budget.messages() == 0 || message.message().command().equals("TAGMSG")) return;
        note(message);
    }

    private synchronized void note(EncodedMessage message) {
        if (ended) return;
        var before = said.peekLast();
        if (before != null) before.forgetForms(); // it has been delivered
        said.addLast(message);
        count(size(message));
        while (isTooMuch()) count(-size(said.removeFirst()));
    }

    private boolean isTooMuch() {
        return said.size() > budget.messages()
                || bytes > HistoryBudget.CHANNEL_BYTES
                || (budget.isOverdrawn() && !said.isEmpty());
    }

    private void count(int more) {
        bytes += more;
        budget.take(more);
    }

    private static int size(EncodedMessage message) {
        int size = OVERHEAD + message.bytes().length;
        for (var tag : message.message().tags().entrySet()) {
            size += tag.getKey().length() + tag.getValue().length();
        }
        return size;
    }

    /// What it has, oldest first. A copy.
    public synchronized List<EncodedMessage> all() {
        return List.copyOf(said);
    }

    /// The channel has ended, and its history with it.
    public synchronized void end() {
        ended = true;
        said.clear();
        count(-bytes);
    }
}
