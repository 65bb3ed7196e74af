package chatlab.bench.contestant;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// An outsider: the idiom of Netty's `DefaultChannelGroup`, a [ConcurrentHashMap] that is iterated.
///
/// Netty's key is the channel's id; here it is the subscriber, with its identity hash.
final class ChannelGroup implements BroadcastStrategy<Integer> {
    private final ConcurrentHashMap<Subscriber<Integer>, Subscriber<Integer>> members =
            new ConcurrentHashMap<>();

    @Override
    public boolean join(Subscriber<Integer> subscriber) {
        return members.putIfAbsent(subscriber, subscriber) == null;
    }

    @Override
    public boolean leave(Subscriber<Integer> subscriber) {
        return members.remove(subscriber) != null;
    }

    @Override
    public int broadcast(Integer message, Subscriber<Integer> sender) {
        int taken = 0;
        for (var member : members.values()) {
            if (member != sender && member.deliver(message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<Integer>> subscribers() {
        return List.copyOf(members.values());
    }
}
