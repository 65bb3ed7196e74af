import static chatlab.strategies.Guarantee.*;

import chatlab.strategies.*;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/// BROKEN: nothing is implemented.
@Strategy(
        name = "spaeter",
        technique = "a stranger",
        guarantees = {
            MEMBERSHIP,
            DELIVERY,
            SNAPSHOT,
            SENDER_ORDER,
            FAILURE_ISOLATION,
            REENTRANCY,
            STALL_ISOLATION,
            CONCURRENT_BROADCAST
        })
public final class Spaeter<M> implements BroadcastStrategy<M> {

    public boolean join(Subscriber<M> s) {
        return false;
    }

    public boolean leave(Subscriber<M> s) {
        return false;
    }

    public int broadcast(M m, Subscriber<M> from) {
        return 0;
    }

    public List<Subscriber<M>> subscribers() {
        return List.of();
    }
}
