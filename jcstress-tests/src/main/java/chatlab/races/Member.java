package chatlab.races;

import chatlab.strategies.Subscriber;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One subscriber of a [Scene]: remembers what it got, in which order, and whether that was too
/// late.
///
/// `deliver` may run on any thread, on several at once, and it never blocks. It publishes what it
/// notes with no more ordering than that needs, since a strategy's own mistakes must stay visible.
final class Member implements Subscriber<Integer> {
    /// Messages are numbers from 1 to 15, so that a log holds sixteen of them.
    static final int BITS = 4;

    private static final long MASK = (1L << BITS) - 1;

    private static final VarHandle LOG = field("log", long.class);
    private static final VarHandle GONE = field("gone", boolean.class);
    private static final VarHandle LATE = field("late", boolean.class);

    /// Its place in the scene's cast.
    final int index;

    /// Nanoseconds, roughly, that a delivery takes: the slower, the longer a broadcast is on its
    /// way.
    private final int pace;

    /// What came, four bits a message, the latest lowest. Only through `LOG`, by compare-and-set,
    /// since two broadcasts may deliver at once.
    @SuppressWarnings("unused")
    private long log;

    /// Has a `leave` returned? Only through `GONE`: set after that return (release), read first of
    /// all in a delivery (acquire).
    @SuppressWarnings("unused")
    private boolean gone;

    /// Has a delivery begun after that? Only through `LATE`, opaque: it only ever becomes true.
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

    /// From here on no delivery may begin.
    void gone(boolean isGone) {
        GONE.setRelease(this, isGone);
    }

    boolean isLate() {
        return (boolean) LATE.getOpaque(this);
    }

    /// What came so far, as packed in `log`.
    long log() {
        return (long) LOG.getAcquire(this);
    }

    /// How often a message stands in a log.
    static int count(long log, int message) {
        int count = 0;
        for (long rest = log; rest != 0; rest >>>= BITS) {
            if ((rest & MASK) == message) count++;
        }
        return count;
    }

    /// Where a message stands in a log, counted from the latest; -1 if it does not.
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
