package chatlab.strategies;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;

import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// BROKEN ON PURPOSE: publishes its immutable array through a field that is not volatile.
///
/// - **Breaks:** membership, as other threads see it.
/// - **Because:** nothing orders a plain read after the write that it should see. The compiler may
///   read the field once and keep the value, and a processor may show the array before its slots
///   (JLS 17.4, 17.5).
/// - **Symptom:** none that you will see on an x86 machine; elsewhere, someone joins and gets no
///   messages for a while.
/// - **Caught by:** the engine, which returns every value that a read may return. Stress tests on
///   x86 do not show it, since the hardware orders these accesses and nearly every call reads the
///   field again. There is one exception: a loop that broadcasts until someone gets the message may
///   run forever, once the JIT compiler has moved the read out of the loop.
/// - **Fix:** make the field volatile.
/// - **Notice:** a stress test that finds nothing proves nothing. The writers are not safe either:
///   a writer copies the slots of another's array before its compare-and-set orders anything, and
///   may copy null.
@Strategy(
        name = "unsafe-publication",
        technique = "immutable array in a field that is not volatile",
        guarantees = {
            MEMBERSHIP, DELIVERY, SNAPSHOT, SENDER_ORDER,
            FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST
        })
@BugCard(
        bug = "unsafe publication, stale read",
        family = Family.VISIBILITY,
        breaks = MEMBERSHIP,
        twin = "snapshot",
        shownBy = Tool.ENGINE)
public final class UnsafePublicationBroadcast<M> implements BroadcastStrategy<M> {
    private static final VarHandle SNAPSHOT =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "snapshot",
                    VarHandle.class,
                    UnsafePublicationBroadcast.class,
                    Subscriber[].class);

    /// Written only through `SNAPSHOT`, by compare-and-set, so that a writer replaces exactly the
    /// array it has copied.
    private Subscriber<M>[] snapshot = noMembers();

    @Override
    public boolean join(Subscriber<M> subscriber) {
        while (true) {
            var before = snapshot;
            if (indexOf(subscriber, before) >= 0) return false;
            var after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = subscriber;
            if (SNAPSHOT.compareAndSet(this, before, after)) return true; // linearization point
        }
    }

    @Override
    public boolean leave(Subscriber<M> subscriber) {
        while (true) {
            var before = snapshot;
            int index = indexOf(subscriber, before);
            if (index < 0) return false;
            var after = Arrays.copyOf(before, before.length - 1);
            System.arraycopy(before, index + 1, after, index, after.length - index);
            if (SNAPSHOT.compareAndSet(this, before, after)) return true; // linearization point
        }
    }

    @Override
    public int broadcast(M message, Subscriber<M> sender) {
        int taken = 0;
        for (var member : snapshot) {
            if (member != sender && Delivery.attempt(member, message)) taken++;
        }
        return taken;
    }

    @Override
    public List<Subscriber<M>> subscribers() {
        return new ArrayList<>(Arrays.asList(snapshot));
    }

    private static <M> int indexOf(Subscriber<M> subscriber, Subscriber<M>[] members) {
        for (int i = 0; i < members.length; i++) {
            if (members[i] == subscriber) return i;
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // a new array holds no element of a wrong type
    private static <M> Subscriber<M>[] noMembers() {
        return (Subscriber<M>[]) new Subscriber<?>[0];
    }
}
