package chatlab.bench.contestant;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import com.google.common.eventbus.AllowConcurrentEvents;
import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// An outsider: Guava's [EventBus], with an adapter around each subscriber.
///
/// It finds the receivers of a message by the message's class, queues the message once per
/// receiver, and calls each receiver by reflection. `@AllowConcurrentEvents` turns off a lock per
/// receiver; the lab's strategies take no such lock either.
final class GuavaEventBus implements BroadcastStrategy<Integer> {
    private final EventBus bus = new EventBus();

    /// The bus distinguishes listeners by identity: the listener that joined must also leave.
    private final ConcurrentHashMap<Subscriber<Integer>, Listener> listeners =
            new ConcurrentHashMap<>();

    @Override
    public boolean join(Subscriber<Integer> subscriber) {
        var listener = new Listener(subscriber);
        boolean isNew = listeners.putIfAbsent(subscriber, listener) == null;
        if (isNew) bus.register(listener);
        return isNew;
    }

    @Override
    public boolean leave(Subscriber<Integer> subscriber) {
        Listener listener = listeners.remove(subscriber);
        if (listener != null) bus.unregister(listener);
        return listener != null;
    }

    @Override
    public int broadcast(Integer message, Subscriber<Integer> sender) {
        var posted = new Posted(message, sender);
        bus.post(posted);
        return posted.taken;
    }

    @Override
    public List<Subscriber<Integer>> subscribers() {
        return List.copyOf(listeners.keySet());
    }

    /// One message in delivery. The bus delivers on the posting thread, so only that thread counts.
    static final class Posted {
        private final Integer message;
        private final Subscriber<Integer> sender;
        private int taken;

        Posted(Integer message, Subscriber<Integer> sender) {
            this.message = message;
            this.sender = sender;
        }
    }

    /// The object that the bus calls. It is public because the bus calls it by reflection.
    public static final class Listener {
        private final Subscriber<Integer> subscriber;

        Listener(Subscriber<Integer> subscriber) {
            this.subscriber = subscriber;
        }

        @Subscribe
        @AllowConcurrentEvents
        public void on(Posted posted) {
            if (subscriber != posted.sender && subscriber.deliver(posted.message)) posted.taken++;
        }
    }
}
