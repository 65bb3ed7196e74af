package chatlab.client.audit;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// Counts answers that arrived before their question: messages that a receiver got before another
/// one that their sender had got by the time it sent them.
///
/// A sender's history is the beginning of its own log, so each message needs one number only: how
/// long that beginning was. For each receiver and each sender, the search walks through the
/// sender's log once and remembers the latest place at which the receiver got anything of it. A
/// message that stands before that place is early. The time is the number of deliveries times that
/// of senders.
final class CausalOrder {
    private static final int NONE = -1;

    private final List<ReceiveLog> logs;
    private final int senders;

    /// For the receiver at hand, per message: its place in the order of arrival.
    private final int[] place;

    /// The first early answer.
    private @Nullable Pair first;

    /// The receiver got `answer` before `question`, both by number.
    record Pair(int question, int answer, int receiver) {}

    /// @param logs those of the senders first
    CausalOrder(List<ReceiveLog> logs, int senders) {
        this.logs = logs;
        this.senders = senders;
        place = new int[logs.getFirst().numbers().size()];
    }

    /// How many of the messages of one receiver are early.
    ///
    /// @param order the numbers of the messages that it got, each once, in order of arrival
    int early(int receiver, int[] order) {
        Arrays.fill(place, NONE);
        for (int index = 0; index < order.length; index++) place[order[index]] = index;
        int early = 0;
        for (int sender = 0; sender < senders; sender++) early += early(receiver, logs.get(sender));
        return early;
    }

    private int early(int receiver, ReceiveLog sender) {
        int early = 0;
        int known = 0;
        int latest = NONE;
        int question = NONE;
        for (int sequence = 0; sequence < sender.sent(); sequence++) {
            for (; known < sender.knownBefore(sequence); known++) {
                int message = sender.number(known);
                if (place[message] <= latest) continue;
                latest = place[message];
                question = message;
            }
            int answer = sender.own(sequence);
            if (place[answer] == NONE || place[answer] > latest) continue;
            early++;
            if (first == null) first = new Pair(question, answer, receiver);
        }
        return early;
    }

    /// The first early answer of all receivers so far; null if there is none.
    @Nullable Pair first() {
        return first;
    }
}
