import static chatlab.strategies.Guarantee.MEMBERSHIP;

import chatlab.strategies.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/// Correct, but a timer delivers its messages.
@Strategy(name = "own-timer", technique = "a lock and a timer", guarantees = MEMBERSHIP)
public final class OwnTimer<M> implements BroadcastStrategy<M> {
    private final List<Subscriber<M>> members = new ArrayList<>();

    @Override
    public synchronized boolean join(Subscriber<M> subscriber) {
        new Timer(true)
                .schedule(
                        new TimerTask() {
                            @Override
                            public void run() {}
                        },
                        1);
        for (var member : members) if (member == subscriber) return false;
        return members.add(subscriber);
    }

    @Override
    public synchronized boolean leave(Subscriber<M> subscriber) {
        return members.removeIf(member -> member == subscriber);
    }

    @Override
    public synchronized int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : members) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public synchronized List<Subscriber<M>> subscribers() {
        return new ArrayList<>(members);
    }
}
