package chatlab.races;

import chatlab.strategies.Subscriber;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One subscriber of a [Scene]: records the messages that it gets, their order, and whether any was
/// too late.
///
/// `deliver` may run on several threads at once, and it never blocks. It uses the weakest memory
/// ordering that works, because a stronger one could hide a mistake of the strategy.
final class Member implements Subscriber<Integer> {
    /// Bits of a message, which is a number from 1 to 15. A log holds 16 messages.
    static final int BITS = 4;

    private static final long MASK = (1L << BITS) - 1;

    private static final VarHandle LOG = field("log", long.class);
    private static final VarHandle GONE = field("gone", boolean.class);
    private static final VarHandle LATE = field("late", boolean.class);

    /// Its place in the scene's cast.
    final int index;

    /// About how many nanoseconds a delivery takes; slow deliveries make broadcasts long.
    private final int pace;

    /// The messages, the latest in the lowest bits. Accessed through `LOG`, with compare-and-set,
    /// because two broadcasts may deliver at once.
    @SuppressWarnings("unused")
    private long log;

    /// Whether a `leave` has returned. Accessed through `GONE`: written after that return
    /// (release), read at the beginning of each delivery (acquire).
    @SuppressWarnings("unused")
    private boolean gone;

    /// Whether a delivery has begun after that. Accessed through `LATE`; opaque is enough because
    /// it never becomes false again.
    @SuppressWarnings("unused")
    private boolean late;

    Member(int index, int pace) {
        this.index = index;
        this.pace = pace;
    }

    @Override
    public boolean deliver(Integer message) {
        if ((boolean) GONE.getAcquire(this)) LATE.setOpaque(this, true);
        long before;
        do {
            before = (long) LOG.getOpaque(this);
        } while (!LOG.weakCompareAndSetPlain(this, before, before << BITS | message));
        Pause.burn(pace);
        return true;
    }

    /// Says whether a `leave` has returned, after which no delivery may begin.
    void gone(boolean isGone) {
        GONE.setRelease(this, isGone);
    }

    boolean isLate() {
        return (boolean) LATE.getOpaque(this);
    }

    /// The messages so far, packed as in `log`.
    long log() {
        return (long) LOG.getAcquire(this);
    }

    /// How often a log has a message.
    static int count(long log, int message) {
        int count = 0;
        for (long rest = log; rest != 0; rest >>>= BITS) {
            if ((rest & MASK) == message) count++;
        }
        return count;
    }

    /// The position of a message in a log, counted from the latest; -1 if the log does not have it.
    static int position(long log, int message) {
        int position = 0;
        for (long rest = log; rest != 0; rest >>>= BITS) {
            if ((rest & MASK) == message) return position;
            position++;
        }
        return -1;
    }

    private static VarHandle field(String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, Member.class, type);
    }
}
