package chatlab.server;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Who had which nick before, as far as it is remembered. Thread-safe by its monitor, under which
/// nothing else is called.
final class Whowas {
    private static final int REMEMBERED = 1000;

    /// Newest first. Guarded by the monitor.
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    record Entry(String nick, String user, String host, String realName, Instant until) {}

    synchronized void add(Session session) {
        if (entries.size() == REMEMBERED) entries.removeLast();
        entries.addFirst(
                new Entry(
                        session.nick(),
                        session.user(),
                        session.host(),
                        session.realName(),
                        Instant.now()));
    }

    /// Those who had this nick, newest first.
    ///
    /// @param most how many of them
    synchronized List<Entry> of(String nick, long most) {
        var wanted = Network.CASE.fold(nick);
        var found = new ArrayList<Entry>();
        for (var entry : entries) {
            if (found.size() < most && Network.CASE.fold(entry.nick()).equals(wanted)) {
                found.add(entry);
            }
        }
        return found;
    }
}
