package chatlab.server.session;

import chatlab.protocol.Names;
import chatlab.server.channel.Identity;
import chatlab.server.channel.User;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/// The users who had a nick before, as many as it remembers. Thread-safe by its monitor; nothing
/// else is called under it.
public final class Whowas {
    private static final int REMEMBERED = 1000;

    /// Newest first. Guarded by the monitor.
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    public record Entry(Identity identity, Instant until) {}

    public synchronized void add(User user) {
        if (entries.size() == REMEMBERED) entries.removeLast();
        entries.addFirst(new Entry(user.identity(), Instant.now()));
    }

    /// The users who had this nick, newest first.
    public synchronized List<Entry> of(String nick, long most) {
        var wanted = Names.CASE.fold(nick);
        return entries.stream()
                .filter(entry -> Names.CASE.fold(entry.identity().nick()).equals(wanted))
                .limit(most)
                .toList();
    }
}
