package chatlab.server;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Who wants to hear of which nick's coming and going. Thread-safe.
///
/// Who begins to watch is entered first and told the state after, so whoever comes at the same
/// moment may be told twice, but is never missed.
final class Watchers {
    /// By folded nick; a nick that nobody watches is not in here.
    private final ConcurrentMap<String, Set<Session>> watchers = new ConcurrentHashMap<>();

    private final String server;

    Watchers(String server) {
        this.server = server;
    }

    /// Has a session hear of a nick from now on.
    ///
    /// @return false if it watches as many as it may
    boolean add(Session session, String nick) {
        if (!session.watch(nick)) return false;
        watchers.compute(
                Network.CASE.fold(nick),
                (_, some) -> {
                    var all = some == null ? ConcurrentHashMap.<Session>newKeySet() : some;
                    all.add(session);
                    return all;
                });
        return true;
    }

    void remove(Session session, String nick) {
        session.unwatch(nick);
        watchers.computeIfPresent(
                Network.CASE.fold(nick),
                (_, all) -> {
                    all.remove(session);
                    return all.isEmpty() ? null : all;
                });
    }

    void clear(Session session) {
        for (var nick : session.watched()) remove(session, nick);
    }

    void tellOnline(Session about) {
        tell(about.nick(), Numeric.RPL_MONONLINE, about.source());
    }

    void tellOffline(String nick) {
        tell(nick, Numeric.RPL_MONOFFLINE, nick);
    }

    private void tell(String nick, Numeric numeric, String who) {
        for (var watcher : watchers.getOrDefault(Network.CASE.fold(nick), Set.of())) {
            watcher.deliver(
                    new EncodedMessage(Message.reply(server, numeric, watcher.nick(), who)));
        }
    }
}
