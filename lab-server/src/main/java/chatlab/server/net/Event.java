package chatlab.server.net;

import chatlab.protocol.Message;
import chatlab.server.channel.Identity;
import chatlab.server.channel.User;
import chatlab.server.channel.UserMode;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What one server tells all servers of the net, itself included.
///
/// A user is named by a number that the user's own server has chosen, so that nothing depends on
/// the nick. Three kinds:
///
/// - [Said] is what a user says. It holds all that its receivers see, so it can be delivered even
///   by a server that does not know the user yet. It arrives as the relay brings it: this is what
///   the relays differ in.
/// - A [Deed] changes what the servers know. Each server numbers its own, and all apply them in
///   that order, whatever the relay; what is missing is asked for.
/// - A [Signal] is between the servers.
public sealed interface Event {

    /// What a user says.
    ///
    /// @param by the number of the user
    /// @param message as its receivers get it
    record Said(long by, Message message) implements Event {}

    /// A numbered event. All but [Announcing] can be applied twice with no harm, because a server
    /// that joins is told everything again.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(Arrived.class),
        @JsonSubTypes.Type(Renamed.class),
        @JsonSubTypes.Type(Changed.class),
        @JsonSubTypes.Type(Joined.class),
        @JsonSubTypes.Type(Parted.class),
        @JsonSubTypes.Type(Kicked.class),
        @JsonSubTypes.Type(Quit.class),
        @JsonSubTypes.Type(Set.class),
        @JsonSubTypes.Type(Invited.class),
        @JsonSubTypes.Type(KickAsked.class),
        @JsonSubTypes.Type(KillAsked.class),
        @JsonSubTypes.Type(Wallops.class),
        @JsonSubTypes.Type(Announcing.class)
    })
    sealed interface Deed extends Event {}

    /// A user of any server.
    record Ref(String server, long user) {
        static Ref of(User user) {
            return new Ref(user.server(), user.id());
        }

        @Override
        public String toString() {
            return server + "#" + user;
        }
    }

    /// A client has registered, and claims its nick.
    ///
    /// @param connected in milliseconds
    /// @param modes letters
    record Arrived(
            long user,
            Identity identity,
            long connected,
            @Nullable String away,
            String modes,
            Stamp claimed)
            implements Deed {
        static Arrived of(User user, Stamp claimed) {
            return new Arrived(
                    user.id(),
                    user.identity(),
                    user.connected().toEpochMilli(),
                    user.away().orElse(null),
                    letters(user),
                    claimed);
        }
    }

    record Renamed(long user, String nick, Stamp claimed) implements Deed {}

    /// A user's real name, host and account, AWAY and modes, as they are now.
    ///
    /// @param identity without meaning for the nick, which [Renamed] changes
    record Changed(long user, Identity identity, @Nullable String away, String modes)
            implements Deed {
        static Changed of(User user) {
            return new Changed(user.id(), user.identity(), user.away().orElse(null), letters(user));
        }
    }

    private static String letters(User user) {
        return Arrays.stream(UserMode.values())
                .filter(user::has)
                .map(mode -> String.valueOf(mode.letter()))
                .collect(Collectors.joining());
    }

    /// A user has entered a channel.
    ///
    /// @param founder whether the channel did not exist on the user's server
    record Joined(long user, String channel, boolean founder, Stamp at) implements Deed {}

    record Parted(long user, String channel, String reason) implements Deed {}

    /// Only the server of the kicked user says so: who is in a channel is never said by two
    /// servers.
    ///
    /// @param by the source of the operator
    record Kicked(long user, String channel, String by, String comment) implements Deed {}

    record Quit(long user, String reason) implements Deed {}

    /// Settings of a channel that one user has changed.
    ///
    /// @param user the number of the user; 0 if a server repeats it
    /// @param by the source of the user
    record Set(String channel, long user, String by, List<Setting> settings, Stamp at)
            implements Deed {}

    /// One setting of a channel: its topic (`T`), or what a letter of MODE stands for.
    ///
    /// @param target whose standing, for `o` and `v`
    record Setting(boolean on, char letter, @Nullable String parameter, @Nullable Ref target) {
        static final char TOPIC = 'T';
    }

    record Invited(String by, Ref target, String channel, boolean opens) implements Deed {}

    /// An operator wants to kick a user of another server.
    record KickAsked(String by, Ref target, String channel, String comment) implements Deed {}

    record KillAsked(String by, Ref target, String comment) implements Deed {}

    record Wallops(String by, String text) implements Deed {}

    /// A mark in the sequence of a server's deeds. When it comes back, the server sends its
    /// [State], which is then complete up to this number.
    record Announcing() implements Deed {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(State.class),
        @JsonSubTypes.Type(Pulse.class),
        @JsonSubTypes.Type(Wanted.class)
    })
    sealed interface Signal extends Event {}

    /// A part of all that a server knows of its own users and their channels.
    ///
    /// @param upTo the number of its last deed that is in it
    /// @param part from 0 to `parts`, exclusive
    record State(long upTo, int part, int parts, List<Deed> deeds) implements Signal {}

    /// How far a server is, every second.
    ///
    /// @param deeds the number of its last deed
    /// @param said how often its users have said something
    /// @param settings a digest of what it knows of channels
    record Pulse(long deeds, long said, int settings) implements Signal {}

    /// Somebody misses deeds of this server.
    record Wanted(String server) implements Signal {}
}
