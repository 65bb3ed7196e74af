package chatlab.bench.contestant;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.util.Arrays;
import java.util.List;

/// The bound: an array in a plain field, scanned.
///
/// Not a strategy: only one thread may join, before other threads see the array. It does what every
/// broadcast must do, and nothing else: no lock, no volatile read, no guard against a `deliver`
/// that throws.
final class PlainArray implements BroadcastStrategy<Integer> {
    private Subscriber<Integer>[] members = noMembers();
    private int size;

    @Override
    public boolean join(Subscriber<Integer> subscriber) {
        if (size == members.length) {
            members = Arrays.copyOf(members, Math.max(8, 2 * size));
        }
        members[size++] = subscriber;
        return true;
    }

    @Override
    public boolean leave(Subscriber<Integer> subscriber) {
        throw new UnsupportedOperationException("the bound is for broadcasts without churn");
    }

    @Override
    public int broadcast(Integer message, Subscriber<Integer> sender) {
        int taken = 0;
        for (int i = 0; i < size; i++) {
            if (members[i] != sender && members[i].deliver(message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<Integer>> subscribers() {
        return List.of(Arrays.copyOf(members, size));
    }

    @SuppressWarnings("unchecked") // an empty array holds nothing of a wrong type
    private static Subscriber<Integer>[] noMembers() {
        return (Subscriber<Integer>[]) new Subscriber<?>[0];
    }
}
