package chatlab.server.channel;

import chatlab.server.delivery.EncodedMessage;
import chatlab.server.watch.BroadcastEvent;
import chatlab.server.watch.Stats;
import chatlab.strategies.BroadcastStrategy;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// A channel: a name, a topic, rules, and members. The members are a broadcast strategy.
/// Thread-safe.
public final class Channel {
    private final String name;
    private final Members members;
    private final Stats stats;
    private final Rules rules = new Rules(this);
    private final History history;

    /// Members whose clients are on other servers. The strategy does not know them, because nothing
    /// is delivered to them from here.
    private final Set<User> elsewhere = ConcurrentHashMap.newKeySet(0);

    private final Instant created = Instant.now();

    /// Replaced whole, so that a reader sees the text, author and time of one change.
    private volatile @Nullable Topic topic;

    /// A topic, and who set it when.
    ///
    /// @param setBy the source of the user who set it
    public record Topic(String text, String setBy, Instant setAt) {}

    /// Creates a channel without members.
    ///
    /// @param strategy a new one, for the members
    public Channel(
            String name,
            BroadcastStrategy<EncodedMessage> strategy,
            Stats stats,
            HistoryBudget budget) {
        this.name = name;
        history = new History(budget);
        members = new Members(strategy, name, stats);
        this.stats = stats;
    }

    public String name() {
        return name;
    }

    public Instant created() {
        return created;
    }

    public History history() {
        return history;
    }

    public Rules rules() {
        return rules;
    }

    public @Nullable Topic topic() {
        return topic;
    }

    public void setTopic(@Nullable Topic topic) {
        this.topic = topic;
    }

    /// Whether a user can see that the channel exists: it is not secret, or the user is in it.
    public boolean isVisibleTo(User viewer) {
        return !rules.modes().has(ChannelModes.Flag.SECRET) || viewer.channels().contains(this);
    }

    /// Adds a user to the strategy.
    ///
    /// @return false if the strategy failed
    public boolean join(User user) {
        return user.isElsewhere() ? elsewhere.add(user) : members.join(user);
    }

    public void leave(User user) {
        if (user.isElsewhere()) elsewhere.remove(user);
        else members.leave(user);
    }

    public List<User> users() {
        var here = members.users();
        if (elsewhere.isEmpty()) return here;
        return Stream.concat(here.stream(), elsewhere.stream()).toList();
    }

    /// Sends all users but one what the server reports of a user.
    public void tell(EncodedMessage message, User except) {
        members.broadcast(message, except);
    }

    /// Sends what a user says to all others with a standing. It is not part of the history.
    public void sayTo(Audience audience, EncodedMessage message, User sender) {
        for (var member : members.users()) {
            if (member != sender && audience.includes(rules.standing(member))) {
                member.deliver(message);
            }
        }
    }

    /// Sends what a user says to all others.
    public void say(EncodedMessage message, User sender) {
        history.add(message);
        var event = new BroadcastEvent();
        event.begin();
        int taken = members.broadcast(message, sender);
        event.end();
        if (event.shouldCommit()) {
            event.channel = name;
            event.receivers = taken;
            event.commit();
        }
        stats.broadcast(taken);
    }
}
