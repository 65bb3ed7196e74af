package chatlab.server.channel;

import chatlab.protocol.Names;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The channels that one user is in, and those that the user is invited to. Thread-safe.
public final class Memberships {
    /// The most invitations that wait for a user. Any more are only messages.
    private static final int MAX_INVITATIONS = 100;

    /// By folded name. Only a channel's [Rules] change this, under their monitor.
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    private final Set<Channel> invitations = ConcurrentHashMap.newKeySet(0);

    /// A view that may change while the caller looks at it.
    public Collection<Channel> all() {
        return channels.values();
    }

    public Optional<Channel> named(String name) {
        return Optional.ofNullable(channels.get(Names.CASE.fold(name)));
    }

    public boolean contains(Channel channel) {
        return channels.get(Names.CASE.fold(channel.name())) == channel;
    }

    void add(Channel channel) {
        channels.put(Names.CASE.fold(channel.name()), channel);
    }

    void remove(Channel channel) {
        channels.remove(Names.CASE.fold(channel.name()), channel);
    }

    /// Lets the user into a channel once, whatever the channel's rules.
    public void invite(Channel channel) {
        invitations.removeIf(invitation -> invitation.rules().isClosed());
        if (invitations.size() < MAX_INVITATIONS) invitations.add(channel);
    }

    /// The channels that the user may enter once.
    public List<Channel> invitations() {
        return invitations.stream().filter(channel -> !channel.rules().isClosed()).toList();
    }

    /// Uses an invitation up.
    ///
    /// @return whether there was one
    boolean useInvitation(Channel channel) {
        return invitations.remove(channel);
    }
}
