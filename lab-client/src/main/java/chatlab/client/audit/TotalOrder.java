package chatlab.client.audit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Decides whether any two receivers got their common messages in the same order.
///
/// The orders are merged into one, as in a topological sort: a message is taken when it stands at
/// the head of every receiver that still has it. This visits each delivery once. If the merge takes
/// all messages, it has built one order that all receivers agree with. If it gets stuck, the
/// remaining messages form a cycle; messages on which two receivers disagree always remain, because
/// neither can be taken before the other. Only then are pairs of receivers compared, and only their
/// remaining messages.
///
/// A cycle that needs three or more receivers (one has a, b; one has b, c; one has c, a) is not a
/// disagreement between two, so it does not break the guarantee `TOTAL_ORDER`.
final class TotalOrder {
    private static final int NONE = -1;

    private final List<int[]> orders;

    /// Per receiver, how many of its messages the merge has taken.
    private final int[] taken;

    /// Per message, how many receivers have it.
    private final int[] holders;

    /// Per message, how many receivers have it at their head, and the latest such receiver.
    private final int[] atHead;

    private final int[] lastAtHead;

    /// Per receiver, the receiver that reached the same head just before: a linked list in an
    /// array.
    private final int[] previousAtHead;

    /// Messages that stand at the head of all their holders.
    private final ArrayDeque<Integer> ready = new ArrayDeque<>();

    /// Receiver `one` has `first` before `second`, receiver `other` has `second` before `first`.
    /// Receivers are given by index.
    record Pair(int first, int second, int one, int other) {}

    private TotalOrder(List<int[]> orders, int messages) {
        this.orders = orders;
        taken = new int[orders.size()];
        previousAtHead = new int[orders.size()];
        holders = new int[messages];
        atHead = new int[messages];
        lastAtHead = new int[messages];
        Arrays.fill(lastAtHead, NONE);
    }

    /// Two receivers that disagree on two messages; empty if no two do.
    ///
    /// @param orders per receiver, the numbers of the messages it got, each once, in order of
    ///   arrival
    /// @param messages all numbers are below this
    static Optional<Pair> disagreement(List<int[]> orders, int messages) {
        var search = new TotalOrder(orders, messages);
        return search.merge() ? Optional.empty() : search.compare(messages);
    }

    private boolean merge() {
        int remaining = 0;
        for (int[] order : orders) {
            for (int message : order) {
                holders[message]++;
            }
            remaining += order.length;
        }
        for (int receiver = 0; receiver < orders.size(); receiver++) {
            arriveAtHead(receiver);
        }
        while (!ready.isEmpty()) {
            int message = ready.remove();
            int receiver = lastAtHead[message];
            while (receiver != NONE) {
                int previous = previousAtHead[receiver];
                taken[receiver]++;
                remaining--;
                arriveAtHead(receiver);
                receiver = previous;
            }
        }
        return remaining == 0;
    }

    private void arriveAtHead(int receiver) {
        int[] order = orders.get(receiver);
        if (taken[receiver] == order.length) {
            return;
        }
        int message = order[taken[receiver]];
        previousAtHead[receiver] = lastAtHead[message];
        lastAtHead[message] = receiver;
        if (++atHead[message] == holders[message]) {
            ready.add(message);
        }
    }

    private Optional<Pair> compare(int messages) {
        int[] place = new int[messages];
        for (int one = 0; one < orders.size(); one++) {
            int[] order = orders.get(one);
            Arrays.fill(place, NONE);
            for (int index = taken[one]; index < order.length; index++) {
                place[order[index]] = index;
            }
            for (int other = one + 1; other < orders.size(); other++) {
                int[] otherOrder = orders.get(other);
                int before = NONE;
                for (int index = taken[other]; index < otherOrder.length; index++) {
                    int message = otherOrder[index];
                    if (place[message] == NONE) {
                        continue;
                    }
                    if (before != NONE && place[message] < place[before]) {
                        return Optional.of(new Pair(message, before, one, other));
                    }
                    before = message;
                }
            }
        }
        return Optional.empty();
    }
}
