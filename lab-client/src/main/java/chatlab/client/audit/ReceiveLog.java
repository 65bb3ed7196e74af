package chatlab.client.audit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one client of the swarm received, in order of arrival: the swarm's thread writes it during
/// the run, and the [Audit] judges it afterwards.
///
/// A message is identified by its sender's number and its sequence number, both from 0.
public final class ReceiveLog {
    /// The `self` of a client that sends nothing.
    public static final int NO_SENDER = -1;

    /// A period in which the client was certainly a member, as ranges of messages: of sender `s`,
    /// the messages from `from[s]` (the first one sent after the join was confirmed) to `to[s]`,
    /// exclusive (how many the server had certainly processed when the leave began). `to` is null
    /// until the client leaves.
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

    /// Per own message, how many messages of others had arrived when it was sent.
    private int[] known = new int[0];

    private int sent;
    private int alien;
    private String nick;
    private @Nullable String disconnected;

    public ReceiveLog(String nick, int self, MessageNumbers numbers) {
        this.nick = nick;
        this.numbers = numbers;
        this.self = self;
    }

    /// The server knows the client by this nick.
    public void named(String name) {
        nick = name;
    }

    /// The client's join is confirmed; `sent[s]` is how many messages sender `s` has sent so far.
    public void joined(int[] sent) {
        stays.add(new Stay(sent.clone()));
    }

    /// The client is about to leave; `confirmed[s]` is how many messages of sender `s` the server
    /// has certainly processed.
    public void leaving(int[] confirmed) {
        stays.getLast().to = confirmed.clone();
    }

    /// The client sends its next message.
    public void sends() {
        if (sent == known.length) known = Arrays.copyOf(known, Math.max(64, sent * 2));
        known[sent++] = size;
    }

    /// A message arrived whose text belongs to this run.
    public void received(int sender, int sequence) {
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
    public void damaged() {
        alien++;
    }

    /// The server ended the connection. The stay does not end, so missing messages count as lost.
    public void disconnected(String reason) {
        disconnected = reason;
    }

    String nick() {
        return nick;
    }

    MessageNumbers numbers() {
        return numbers;
    }

    /// How many plausible messages arrived.
    int size() {
        return size;
    }

    /// The number of the message at this place in the order of arrival.
    int number(int place) {
        return received[place];
    }

    /// How many messages the client has sent.
    int sent() {
        return sent;
    }

    /// How many of the messages in this log had arrived when the client sent one of its own.
    int knownBefore(int sequence) {
        return known[sequence];
    }

    /// The number of one of the client's own messages.
    int own(int sequence) {
        return numbers.of(self, sequence);
    }

    /// How many messages arrived that nobody sent to this client.
    int aliens() {
        return alien;
    }

    /// Why the server ended the connection; null if it did not.
    @Nullable String disconnection() {
        return disconnected;
    }

    /// Calls `range` with every range of messages that this client must have received, where sender
    /// `s` sent `sent[s]` messages in total. Its own messages are never included.
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

    /// Receives the messages of one sender from `from` to `to`, exclusive.
    @FunctionalInterface
    interface ExpectedRange {
        void accept(int sender, int from, int to);
    }
}
