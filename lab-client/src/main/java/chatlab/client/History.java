package chatlab.client;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one client of the swarm saw, in the order in which it saw it: written by the swarm's thread
/// while it runs, judged by the [Audit] afterwards.
///
/// A message is known by its sender's number and its place in that sender's sequence, both from 0.
final class History {
    /// The `self` of a client that sends nothing.
    static final int NO_SENDER = -1;

    /// A stretch of time in which the client was surely a member, told in messages: of sender `s`
    /// those from `from[s]` (the first one sent after the join was confirmed) up to and without
    /// `to[s]` (how many the server had surely processed when the leave began). `to` is null while
    /// the client stays.
    private static final class Stay {
        private final int[] from;
        private int @Nullable [] to;

        private Stay(int[] from) {
            this.from = from;
        }
    }

    private final int self;
    private final List<Stay> stays = new ArrayList<>();
    private final MessageNumbers numbers;
    private int[] received = new int[64];
    private int size;
    private int alien;
    private String nick;
    private @Nullable String disconnected;

    History(String nick, int self, MessageNumbers numbers) {
        this.nick = nick;
        this.numbers = numbers;
        this.self = self;
    }

    /// The server knows the client by this nick.
    void named(String name) {
        nick = name;
    }

    /// The client's join is confirmed; `sent[s]` is how many messages sender `s` has sent so far.
    void joined(int[] sent) {
        stays.add(new Stay(sent.clone()));
    }

    /// The client is about to leave; `confirmed[s]` is how many messages of sender `s` the server
    /// has surely processed.
    void leaving(int[] confirmed) {
        stays.getLast().to = confirmed.clone();
    }

    /// A message of this run arrived, as far as one can tell from its text.
    void received(int sender, int sequence) {
        if (!numbers.includes(sender, sequence) || sender == self) {
            alien++;
            return;
        }
        if (size == received.length) {
            received = Arrays.copyOf(received, size * 2);
        }
        received[size++] = numbers.of(sender, sequence);
    }

    /// A message of this run arrived damaged.
    void damaged() {
        alien++;
    }

    /// The server ended the connection; a stay goes on, so that what is missing counts as lost.
    void disconnected(String reason) {
        disconnected = reason;
    }

    String nick() {
        return nick;
    }

    MessageNumbers numbers() {
        return numbers;
    }

    /// How many messages arrived that may be what they claim to be.
    int size() {
        return size;
    }

    /// The number of the message that arrived at this place.
    int number(int place) {
        return received[place];
    }

    /// How many messages arrived that nobody can have sent to this client.
    int aliens() {
        return alien;
    }

    /// Why the server ended the connection; null if it did not.
    @Nullable String disconnection() {
        return disconnected;
    }

    /// Calls `range` with every stretch of messages that this client must have got, where sender
    /// `s` sent `sent[s]` messages in all. Its own messages are never among them.
    void forEachExpected(int[] sent, ExpectedRange range) {
        for (var stay : stays) {
            for (int sender = 0; sender < sent.length; sender++) {
                int to = stay.to == null ? sent[sender] : Math.min(stay.to[sender], sent[sender]);
                if (sender != self && stay.from[sender] < to) {
                    range.accept(sender, stay.from[sender], to);
                }
            }
        }
    }

    /// Takes the messages `from` up to and without `to` of one sender.
    @FunctionalInterface
    interface ExpectedRange {
        void accept(int sender, int from, int to);
    }
}
