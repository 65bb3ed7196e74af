package chatlab.server;

import chatlab.protocol.Message;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A channel: a name, a topic, and the members, who are a broadcast strategy. Thread-safe.
final class Channel {
    private static final int CLOSED = -1;

    private final String name;
    private final Members members;
    private final Stats stats;
    private final Instant created = Instant.now();

    /// Sessions in the channel or on their way in, or `CLOSED` for good. Not asked of the strategy,
    /// which may be broken. Atomic, so that the last to leave and a newcomer cannot both win.
    private final AtomicInteger occupants = new AtomicInteger();

    /// Replaced whole, so that a reader sees text, author and time of one change.
    private volatile @Nullable Topic topic;

    /// @param setBy source of the user who set it
    record Topic(String text, String setBy, Instant setAt) {}

    Channel(String name, Members members, Stats stats) {
        this.name = name;
        this.members = members;
        this.stats = stats;
    }

    String name() {
        return name;
    }

    Instant created() {
        return created;
    }

    @Nullable Topic topic() {
        return topic;
    }

    void setTopic(@Nullable Topic topic) {
        this.topic = topic;
    }

    /// Takes a place in the channel.
    ///
    /// @return false if the last occupant has left and the channel is gone; look it up again
    boolean enter() {
        return occupants.getAndUpdate(n -> n == CLOSED ? CLOSED : n + 1) != CLOSED;
    }

    /// Gives a place back.
    ///
    /// @return true if it was the last one; the channel is closed for good
    boolean exit() {
        return occupants.updateAndGet(n -> n == 1 ? CLOSED : n - 1) == CLOSED;
    }

    int occupants() {
        return Math.max(0, occupants.get());
    }

    boolean join(Session session) {
        return members.join(session);
    }

    void leave(Session session) {
        members.leave(session);
    }

    List<Session> sessions() {
        return members.sessions();
    }

    /// Tells all but one: what the server itself has to say of a user.
    void tell(Message message, Session except) {
        members.broadcast(new EncodedMessage(message), except);
    }

    /// Passes on what a user says to all others, encoded once.
    void say(Message message, Session sender) {
        int taken = members.broadcast(new EncodedMessage(message), sender);
        stats.messages.increment();
        stats.deliveries.add(taken);
    }
}
