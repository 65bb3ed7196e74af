import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Strategy;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;

/// Wrong in ways that no lock would cure: `join` ends the JVM, ann's `broadcast` never ends, and
/// `leave` spins until somebody has joined.
@Strategy(name = "rogue", technique = "none", guarantees = Guarantee.MEMBERSHIP)
public final class Rogue<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();

    private static boolean isOneOfTheCast() {
        var name = Thread.currentThread().getName();
        return name.equals("ann") || name.equals("bob");
    }

    @Override
    public boolean join(Subscriber<M> subscriber) {
        if (isOneOfTheCast()) System.exit(7);
        return members.add(subscriber);
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        while (isOneOfTheCast() && !members.isEmpty()) {
            Thread.onSpinWait();
        }
        return members.remove(subscriber);
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        boolean isStuck = Thread.currentThread().getName().equals("ann");
        while (isStuck) Thread.onSpinWait();
        return 0;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
