package chatlab.server.session;

import chatlab.server.channel.Admission;
import chatlab.server.channel.Channel;
import chatlab.server.channel.ModeChange;
import chatlab.server.channel.User;
import chatlab.server.delivery.EncodedMessage;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What users do that others must learn of, once a command has found that they may.
///
/// A single server does it at once: [Here]. A server of a net sends it to all servers, itself
/// included, and each of them does it when it arrives. This interface is all that a command knows
/// of a net.
///
/// Only the thread that reads a client calls these methods, with that client's session.
public interface Acts {
    /// Says something in a channel: a PRIVMSG, NOTICE or TAGMSG.
    void say(Session by, Channel channel, EncodedMessage said);

    /// Says something to one user.
    void say(Session by, User to, EncodedMessage said);

    /// Completes the registration of a client whose nick [Network#claim] has reserved.
    ///
    /// @return false if the nick belongs to somebody on another server
    boolean register(Session newcomer);

    /// Changes the nick to one that [Network#claim] has reserved.
    ///
    /// @return false if the nick belongs to somebody on another server
    boolean rename(Session by, String nick);

    /// Enters a channel.
    ///
    /// @param key the channel's key that the user gave
    /// @throws IllegalStateException if the strategy cannot be created
    Admission join(Session by, String channel, @Nullable String key);

    void part(Session by, Channel channel, String reason);

    /// Takes somebody else out of a channel.
    ///
    /// @return false if the user was not in the channel any more
    boolean kick(Session by, Channel channel, User target, String comment);

    /// Sets the topic; an empty text removes it.
    void setTopic(Session by, Channel channel, String text);

    /// Makes the changes, one by one, and announces those that made a difference.
    void change(Session by, Channel channel, List<ModeChange> changes);

    /// Tells the others about a user of this server whose own modes, AWAY, real name, account or
    /// host have changed.
    ///
    /// @param told what clients get; null if nothing
    void changed(User user, @Nullable EncodedMessage told);

    /// Invites a user into a channel.
    ///
    /// @param opens whether the invitation lets the user in, whatever the channel's rules
    void invite(Session by, User target, Channel channel, boolean opens);

    void kill(Session by, User target, String comment);

    void wallops(Session by, String text);

    /// Takes a user out of everything, for ever.
    void quit(User user, String reason);

    /// The servers that can be reached, this one first.
    List<String> servers();
}
