package chatlab.server;

import java.util.concurrent.atomic.AtomicInteger;

/// How many users there are, counted as they come and go. Every session's thread counts, so all is
/// atomic; the counts agree with one another when nobody is on the move.
final class Census {
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger mostUsers = new AtomicInteger();
    private final AtomicInteger invisible = new AtomicInteger();
    private final AtomicInteger operators = new AtomicInteger();

    void connected() {
        unknown.incrementAndGet();
    }

    void registered() {
        unknown.decrementAndGet();
        mostUsers.accumulateAndGet(users.incrementAndGet(), Math::max);
    }

    void gone(Session session) {
        if (!session.isRegistered()) {
            unknown.decrementAndGet();
            return;
        }
        for (var mode : UserMode.values()) {
            if (session.has(mode)) changed(mode, false);
        }
        users.decrementAndGet();
    }

    void changed(UserMode mode, boolean on) {
        int one = on ? 1 : -1;
        switch (mode) {
            case INVISIBLE -> invisible.addAndGet(one);
            case OPERATOR -> operators.addAndGet(one);
            case WALLOPS -> {}
        }
    }

    /// Connections that are not registered.
    int unknown() {
        return unknown.get();
    }

    int users() {
        return users.get();
    }

    int mostUsers() {
        return mostUsers.get();
    }

    int invisible() {
        return invisible.get();
    }

    int operators() {
        return operators.get();
    }
}
