package chatlab.races.run;

import chatlab.harness.child.Subject;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;
import chatlab.strategies.SynchronizedBroadcast;
import chatlab.strategies.UnsafeBroadcast;

import java.util.List;

/// The channel that the model checker runs: two subscribers join and leave it.
///
/// Lincheck creates one for every interleaving and calls these methods from two threads. It
/// switches between the threads wherever they access shared memory. Then it checks that some order
/// of the same calls on [Spec] returns the same results.
public class MembershipModel {
    private static final Listener STRANGER = new Listener();

    private final BroadcastStrategy<Integer> channel;
    private final List<Listener> listeners = List.of(new Listener(), new Listener());

    MembershipModel(BroadcastStrategy<Integer> channel) {
        this.channel = channel;
    }

    public final boolean join(int who) {
        return channel.join(listeners.get(who));
    }

    public final boolean leave(int who) {
        return channel.leave(listeners.get(who));
    }

    /// The final state, after both threads: how many are listed, and how often a last broadcast
    /// reaches each of the two.
    public final int ending() {
        int listed = channel.subscribers().size();
        channel.broadcast(1, STRANGER);
        return ending(listed, listeners.get(0).heard, listeners.get(1).heard);
    }

    private static int ending(int listed, int one, int other) {
        return 100 * listed + 10 * one + other;
    }

    private static final class Listener implements Subscriber<Integer> {
        private int heard;

        @Override
        public boolean deliver(Integer message) {
            heard++;
            return true;
        }
    }

    /// The strategy under test.
    public static final class Tested extends MembershipModel {
        public Tested() {
            super(Subject.empty());
        }
    }

    /// The canary's planted bug.
    public static final class Planted extends MembershipModel {
        public Planted() {
            super(new UnsafeBroadcast<>());
        }
    }

    /// The canary's correct twin.
    public static final class Repaired extends MembershipModel {
        public Repaired() {
            super(new SynchronizedBroadcast<>());
        }
    }

    /// The specification: what each call returns when it runs alone.
    public static final class Spec {
        private final boolean[] in = new boolean[2];

        public boolean join(int who) {
            boolean joined = !in[who];
            in[who] = true;
            return joined;
        }

        public boolean leave(int who) {
            boolean left = in[who];
            in[who] = false;
            return left;
        }

        public int ending() {
            int one = in[0] ? 1 : 0;
            int other = in[1] ? 1 : 0;
            return MembershipModel.ending(one + other, one, other);
        }
    }
}
