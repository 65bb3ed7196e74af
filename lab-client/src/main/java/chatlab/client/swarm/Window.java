package chatlab.client.swarm;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Limits how far one sender may run ahead of its receivers.
///
/// A message is *settled* for a receiver when it has arrived there, or when it certainly never
/// will: a later message of the sender has arrived, or the receiver has answered a PING that was
/// sent after the server had confirmed the message. A window of n lets the sender continue while
/// fewer than n of its messages are unsettled somewhere. So nothing overflows, no clock decides
/// anything, and a server that loses messages cannot block the sender.
final class Window {
    private static final int SETTLED_FOR_GOOD = Integer.MAX_VALUE;

    private final int size;

    /// How many messages are sent together. Two lots fill the window, so that one is sent while the
    /// other settles.
    private final int lot;

    /// Per receiver, how many messages are settled, counted from the first.
    private final int[] settled;

    /// How many messages are settled everywhere, at least.
    private int everywhere;

    /// When this many are settled everywhere, `everywhere` is computed again.
    private int goal;

    /// How many receivers have not reached the goal.
    private int behind;

    Window(int receivers, int size) {
        this.size = size;
        lot = Math.max(1, size / 2);
        settled = new int[receivers];
        goal = lot;
        behind = receivers;
    }

    int lot() {
        return lot;
    }

    /// Whether `count` more messages may be sent after `sent` messages.
    boolean admits(int sent, int count) {
        return sent + count - everywhere <= size;
    }

    /// The messages before number `count` are settled for this receiver.
    void settle(int receiver, int count) {
        int before = settled[receiver];
        if (count <= before) {
            return;
        }
        settled[receiver] = count;
        if (before < goal && count >= goal && --behind == 0) {
            advance();
        }
    }

    /// How many messages are settled for this receiver, at least.
    int settled(int receiver) {
        return settled[receiver];
    }

    /// How many messages are settled for every receiver.
    int settledEverywhere() {
        return Arrays.stream(settled).min().orElse(SETTLED_FOR_GOOD);
    }

    /// Whether the messages before number `count` are settled for this receiver.
    boolean isSettled(int receiver, int count) {
        return settled[receiver] >= count;
    }

    /// Never wait for this receiver: it is the sender itself, or it is gone.
    void exclude(int receiver) {
        settle(receiver, SETTLED_FOR_GOOD);
    }

    /// The number of messages that must be settled everywhere before the sender may continue.
    int goal() {
        return goal;
    }

    /// Calls `action` with each receiver that has not reached the goal.
    void forEachLaggard(IntConsumer action) {
        for (int receiver = 0; receiver < settled.length; receiver++) {
            if (settled[receiver] < goal) {
                action.accept(receiver);
            }
        }
    }

    private void advance() {
        everywhere = Arrays.stream(settled).min().orElse(SETTLED_FOR_GOOD);
        goal = everywhere == SETTLED_FOR_GOOD ? SETTLED_FOR_GOOD : everywhere + lot;
        behind = 0;
        for (int count : settled) {
            behind += count < goal ? 1 : 0;
        }
    }
}
