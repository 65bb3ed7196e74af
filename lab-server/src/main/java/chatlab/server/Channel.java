package chatlab.server;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A channel: a name, a topic, rules, and the members, who are a broadcast strategy. Thread-safe.
final class Channel {
    private final String name;
    private final Members members;
    private final Stats stats;
    private final Rules rules = new Rules(this);
    private final Instant created = Instant.now();

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

    Rules rules() {
        return rules;
    }

    @Nullable Topic topic() {
        return topic;
    }

    void setTopic(@Nullable Topic topic) {
        this.topic = topic;
    }

    /// Whether the channel shows itself to a session: it is not secret, or the session is in it.
    boolean isVisibleTo(Session viewer) {
        return !rules.modes().has(ChannelModes.Flag.SECRET) || viewer.isIn(this);
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
    void tell(EncodedMessage message, Session except) {
        members.broadcast(message, except);
    }

    /// Passes on what a user says to all others, encoded once.
    void say(EncodedMessage message, Session sender) {
        var event = new BroadcastEvent();
        event.begin();
        int taken = members.broadcast(message, sender);
        event.end();
        if (event.shouldCommit()) {
            event.channel = name;
            event.receivers = taken;
            event.commit();
        }
        stats.messages.increment();
        stats.deliveries.add(taken);
    }
}
