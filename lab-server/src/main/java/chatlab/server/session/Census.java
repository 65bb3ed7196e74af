package chatlab.server.session;

import chatlab.server.channel.User;
import chatlab.server.channel.UserMode;

import java.util.concurrent.atomic.AtomicInteger;

/// The number of users; invisible ones and operators are counted on all servers. Atomic, because
/// every session's thread counts. The counts agree with one another while nobody comes or goes.
public final class Census {
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final AtomicInteger mostEverywhere = new AtomicInteger();
    private final AtomicInteger mostUsers = new AtomicInteger();
    private final AtomicInteger invisible = new AtomicInteger();
    private final AtomicInteger operators = new AtomicInteger();

    void connected() {
        unknown.incrementAndGet();
    }

    public void registered() {
        unknown.decrementAndGet();
        mostUsers.accumulateAndGet(users.incrementAndGet(), Math::max);
        mostEverywhere.accumulateAndGet(everywhere(), Math::max);
    }

    /// A user of another server has come.
    public void cameElsewhere() {
        elsewhere.incrementAndGet();
        mostEverywhere.accumulateAndGet(everywhere(), Math::max);
    }

    /// A user of another server has gone.
    public void goneElsewhere(User user) {
        forgetModes(user);
        elsewhere.decrementAndGet();
    }

    void gone(User user) {
        if (!user.isRegistered()) {
            unknown.decrementAndGet();
            return;
        }
        forgetModes(user);
        users.decrementAndGet();
    }

    private void forgetModes(User user) {
        for (var mode : UserMode.values()) {
            if (user.has(mode)) changed(mode, false);
        }
    }

    public void changed(UserMode mode, boolean on) {
        int one = on ? 1 : -1;
        switch (mode) {
            case INVISIBLE -> invisible.addAndGet(one);
            case OPERATOR -> operators.addAndGet(one);
            case BOT, WALLOPS -> {}
        }
    }

    /// Connections that are not registered.
    public int unknown() {
        return unknown.get();
    }

    /// Users of this server.
    public int users() {
        return users.get();
    }

    /// Users of all servers of the net.
    public int everywhere() {
        return users.get() + elsewhere.get();
    }

    public int mostEverywhere() {
        return mostEverywhere.get();
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
