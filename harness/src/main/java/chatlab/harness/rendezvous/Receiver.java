package chatlab.harness.rendezvous;

import chatlab.harness.child.TestMessage;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;

/// A subscriber that remembers what it got and then does as it was told. Thread-safe.
final class Receiver implements Subscriber<TestMessage> {
    private final String name;
    private final Reaction reaction;
    private final List<String> received = new ArrayList<>();

    /// What a receiver does with a message, on the thread that delivers it.
    @FunctionalInterface
    interface Reaction {
        void to(Receiver self, String message);
    }

    Receiver(String name) {
        this(name, (_, _) -> {});
    }

    Receiver(String name, Reaction reaction) {
        this.name = name;
        this.reaction = reaction;
    }

    @Override
    public boolean deliver(TestMessage message) {
        synchronized (received) {
            received.add(message.text());
        }
        reaction.to(this, message.text());
        return true;
    }

    /// Demands that a message has come exactly once.
    void got(String message) throws Broken {
        long times;
        synchronized (received) {
            times = received.stream().filter(message::equals).count();
        }
        if (times != 1) throw new Broken(name + " got '" + message + "' " + times + " times");
    }

    @Override
    public String toString() {
        return name;
    }
}
