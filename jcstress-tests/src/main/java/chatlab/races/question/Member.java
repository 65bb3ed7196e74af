package chatlab.races.question;

import chatlab.harness.arbiter.Call;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One subscriber of a [Scene]: records the messages that it gets, their order, and whether any was
/// too late.
///
/// `deliver` may run on several threads at once, and it never blocks. It uses the weakest memory
/// ordering that works, because a stronger one could hide a mistake of the strategy.
public final class Member implements Subscriber<NumberedMessage> {
    /// Bits of a message, which is a number from 1 to 15. A log holds 16 messages.
    static final int BITS = 4;

    private static final long MASK = (1L << BITS) - 1;

    private static final VarHandle LOG = field("log", long.class);
    private static final VarHandle GONE = field("gone", Call.class);
    private static final VarHandle LATE = field("late", Call.class);

    /// Its place in the scene's cast.
    final int index;

    /// About how many nanoseconds a delivery takes; slow deliveries make broadcasts long. Set
    /// before the race.
    private int pace;

    /// Whether another thread waits for its messages, to answer them. Set before the race.
    private boolean answers;

    /// The messages, the latest in the lowest bits. Accessed through `LOG`, with compare-and-set,
    /// because two broadcasts may deliver at once.
    @SuppressWarnings("unused")
    private long log;

    /// The last `leave` that has returned true; null if none has since the last join began.
    /// Accessed through `GONE`: written after that return (release), read at the beginning of each
    /// delivery (acquire).
    @SuppressWarnings("unused")
    private @Nullable Call gone;

    /// The `leave` after which a delivery has begun, the latest if there are several. Accessed
    /// through `LATE`; opaque is enough because the arbiter reads it after all calls.
    @SuppressWarnings("unused")
    private @Nullable Call late;

    public Member(int index, int pace) {
        this.index = index;
        this.pace = pace;
    }

    @Override
    public boolean deliver(NumberedMessage message) {
        var left = (Call) GONE.getAcquire(this);
        if (left != null) LATE.setOpaque(this, left);
        // What this thread did before, the thread that answers must see.
        if (answers) VarHandle.releaseFence();
        long before;
        do {
            before = (long) LOG.getOpaque(this);
        } while (!LOG.weakCompareAndSetPlain(this, before, (before << BITS) | message.number));
        Pause.burn(pace);
        return true;
    }

    /// Another thread will answer what it gets, often while `deliver` is still busy.
    void answers() {
        answers = true;
        pace += Scene.chance(1_000);
    }

    /// Notes the `leave` that has returned, after which no delivery may begin; null before a join.
    void gone(@Nullable Call leave) {
        GONE.setRelease(this, leave);
    }

    /// The `leave` after which, and before the next join, a delivery has begun; null if there is
    /// none.
    @Nullable Call late() {
        return (Call) LATE.getOpaque(this);
    }

    /// The messages so far, packed as in `log`.
    private long log() {
        return (long) LOG.getAcquire(this);
    }

    /// How often it got a message.
    int copies(int message) {
        int copies = 0;
        for (long rest = log(); rest != 0; rest >>>= BITS) {
            if ((rest & MASK) == message) copies++;
        }
        return copies;
    }

    /// The place of a message's first copy, lower for earlier ones; -1 if it did not get the
    /// message.
    int place(int message) {
        int place = -1;
        int next = Long.SIZE / BITS;
        for (long rest = log(); rest != 0; rest >>>= BITS) {
            if ((rest & MASK) == message) place = next;
            next--;
        }
        return place;
    }

    private static VarHandle field(String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, Member.class, type);
    }
}
