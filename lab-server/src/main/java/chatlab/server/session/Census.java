package chatlab.server.session;

import chatlab.server.channel.User;
import chatlab.server.channel.UserMode;

import java.util.concurrent.atomic.AtomicInteger;

/// The number of users. Atomic, because every session's thread counts. The counts agree with one
/// another while nobody comes or goes.
public final class Census {
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger mostUsers = new AtomicInteger();
    private final AtomicInteger invisible = new AtomicInteger();
    private final AtomicInteger operators = new AtomicInteger();

    void connected() {
        unknown.incrementAndGet();
    }

    public void registered() {
        unknown.decrementAndGet();
        mostUsers.accumulateAndGet(users.incrementAndGet(), Math::max);
    }

    void gone(User user) {
        if (!user.isRegistered()) {
            unknown.decrementAndGet();
            return;
        }
        for (var mode : UserMode.values()) {
            if (user.has(mode)) changed(mode, false);
        }
        users.decrementAndGet();
    }

    public void changed(UserMode mode, boolean on) {
        int one = on ? 1 : -1;
        switch (mode) {
            case INVISIBLE -> invisible.addAndGet(one);
            case OPERATOR -> operators.addAndGet(one);
            case WALLOPS -> {}
        }
    }

    /// Connections that are not registered.
    public int unknown() {
        return unknown.get();
    }

    public int users() {
        return users.get();
    }

    public int mostUsers() {
        return mostUsers.get();
    }

    public int invisible() {
        return invisible.get();
    }

    public int operators() {
        return operators.get();
    }
}
