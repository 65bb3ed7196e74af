package chatlab.server.session;

import chatlab.protocol.Message;
import chatlab.protocol.Names;
import chatlab.protocol.Numeric;
import chatlab.server.channel.User;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.limits.Limits;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The users who watch a nick with MONITOR. Thread-safe; the methods with a session are for that
/// session's own thread.
///
/// A new watcher is entered first and told the state after that. So a nick that comes or goes at
/// this moment may be reported twice, but is never missed.
public final class Watchers {
    /// By folded nick, without the nicks that nobody watches.
    private final ConcurrentMap<String, Set<User>> watchers = new ConcurrentHashMap<>();

    private final String server;

    Watchers(String server) {
        this.server = server;
    }

    /// Reports a nick to a session from now on.
    ///
    /// @return false if the session watches as many nicks as it may
    public boolean add(Session session, String nick) {
        var key = Names.CASE.fold(nick);
        var watched = session.watched();
        if (watched.size() >= Limits.MONITOR && !watched.containsKey(key)) return false;
        watched.put(key, nick);
        watchers.compute(
                key,
                (_, some) -> {
                    var all = some == null ? ConcurrentHashMap.<User>newKeySet() : some;
                    all.add(session.user());
                    return all;
                });
        return true;
    }

    public void remove(Session session, String nick) {
        var key = Names.CASE.fold(nick);
        session.watched().remove(key);
        watchers.computeIfPresent(
                key,
                (_, all) -> {
                    all.remove(session.user());
                    return all.isEmpty() ? null : all;
                });
    }

    public void clear(Session session) {
        for (var nick : List.copyOf(session.watched().values())) remove(session, nick);
    }

    /// Who watches a nick.
    Set<User> of(String nick) {
        return watchers.getOrDefault(Names.CASE.fold(nick), Set.of());
    }

    public void tellOnline(User about) {
        tell(about.nick(), Numeric.RPL_MONONLINE, about.source());
    }

    public void tellOffline(String nick) {
        tell(nick, Numeric.RPL_MONOFFLINE, nick);
    }

    private void tell(String nick, Numeric numeric, String who) {
        for (var watcher : of(nick)) {
            watcher.deliver(
                    new EncodedMessage(Message.reply(server, numeric, watcher.nick(), who)));
        }
    }
}
