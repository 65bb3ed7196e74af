package chatlab.engine.models;

import chatlab.engine.execution.LockView;
import chatlab.engine.execution.Models;
import chatlab.engine.memory.Clock;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;

/// Models [java.util.concurrent.locks.StampedLock].
///
/// Not reentrant. A reader waits behind writers that already wait, or passes them: a choice of the
/// schedule.
public class StampedLock implements Disarmable {
    private static final class State implements LockView.Held {
        private boolean isWritten;
        private int readers;
        private long version = 256;
        private @Nullable Clock written;
        private @Nullable Clock read;
        private final List<Object> waitingWriters = new ArrayList<>(2);

        /// A stamp names no thread: any may release it.
        @Override
        public List<String> holders() {
            if (isWritten) return List.of("a writer");
            if (readers == 0) return List.of();
            return List.of(readers == 1 ? "a reader" : readers + " readers");
        }

        @Override
        public List<String> waiting() {
            return waitingWriters.stream().map(writer -> writer + " for writing").toList();
        }
    }

    private final LockState<State> reading = new LockState<>(State::new);
    private final LockState<State> writing = new LockState<>(State::new);

    private State state() {
        return Models.state(this, State::new);
    }

    @Override
    public void disarm(String side) {
        if (side.equals("readLock")) reading.disarm();
        else writing.disarm();
    }

    /// Conversions join both sides.
    private void checkArmed() {
        if (reading.isDisarmed() || writing.isDisarmed()) {
            throw Models.uncontrolled("a stamp of a disarmed StampedLock is converted");
        }
    }

    public long writeLock() {
        Models.step(this, "locks " + this + " for writing");
        var state = writing.of(this);
        var me = Models.self();
        state.waitingWriters.add(me);
        Models.await(() -> isFree(state), "for a write stamp");
        state.waitingWriters.remove(me);
        return write(state);
    }

    public long writeLockInterruptibly() throws InterruptedException {
        Models.step(this, "locks " + this + " for writing");
        var state = writing.of(this);
        var me = Models.self();
        state.waitingWriters.add(me);
        try {
            Models.awaitInterruptibly(() -> isFree(state), "for a write stamp");
        } finally {
            state.waitingWriters.remove(me);
        }
        return write(state);
    }

    public long tryWriteLock() {
        Models.step(this, "tries to lock " + this + " for writing");
        var state = writing.of(this);
        return isFree(state) ? write(state) : 0;
    }

    public long tryWriteLock(long time, TimeUnit unit) throws InterruptedException {
        Models.step(this, "locks " + this + " for writing");
        var state = writing.of(this);
        var me = Models.self();
        state.waitingWriters.add(me);
        try {
            boolean isFree =
                    isFree(state)
                            || (time > 0
                                    && Models.awaitTimed(
                                            () -> isFree(state),
                                            "for a write stamp",
                                            unit.toNanos(time)));
            if (!isFree) return 0;
        } finally {
            state.waitingWriters.remove(me);
        }
        return write(state);
    }

    private static boolean isFree(State state) {
        return !state.isWritten && state.readers == 0;
    }

    private long write(State state) {
        state.isWritten = true;
        state.version++;
        Models.acquire(state.written);
        Models.acquire(state.read);
        Models.changed(this);
        return state.version;
    }

    public void unlockWrite(long stamp) {
        var state = writing.of(this);
        if (!state.isWritten || stamp != state.version) throw new IllegalMonitorStateException();
        state.isWritten = false;
        state.version++;
        state.written = Models.release();
        Models.changed(this);
    }

    public long readLock() {
        Models.step(this, "locks " + this + " for reading");
        var state = reading.of(this);
        var ahead = ahead(state);
        Models.await(() -> isReadable(state, ahead), "for a read stamp");
        return read(state);
    }

    public long readLockInterruptibly() throws InterruptedException {
        Models.step(this, "locks " + this + " for reading");
        var state = reading.of(this);
        var ahead = ahead(state);
        Models.awaitInterruptibly(() -> isReadable(state, ahead), "for a read stamp");
        return read(state);
    }

    public long tryReadLock() {
        Models.step(this, "tries to lock " + this + " for reading");
        var state = reading.of(this);
        return state.isWritten ? 0 : read(state);
    }

    public long tryReadLock(long time, TimeUnit unit) throws InterruptedException {
        Models.step(this, "locks " + this + " for reading");
        var state = reading.of(this);
        var ahead = ahead(state);
        boolean isReadable =
                isReadable(state, ahead)
                        || (time > 0
                                && Models.awaitTimed(
                                        () -> isReadable(state, ahead),
                                        "for a read stamp",
                                        unit.toNanos(time)));
        return isReadable ? read(state) : 0;
    }

    private static List<Object> ahead(State state) {
        return state.waitingWriters.isEmpty() || Models.barges()
                ? List.of()
                : List.copyOf(state.waitingWriters);
    }

    private static boolean isReadable(State state, List<Object> ahead) {
        return !state.isWritten && ahead.stream().noneMatch(state.waitingWriters::contains);
    }

    private long read(State state) {
        state.readers++;
        Models.acquire(state.written);
        Models.changed(this);
        return state.version;
    }

    public void unlockRead(long stamp) {
        var state = reading.of(this);
        if (state.readers == 0 || stamp != state.version) throw new IllegalMonitorStateException();
        state.readers--;
        var released = Models.release();
        if (released != null) state.read = Clock.joined(state.read, released);
        Models.changed(this);
    }

    public void unlock(long stamp) {
        if (writing.of(this).isWritten) unlockWrite(stamp);
        else unlockRead(stamp);
    }

    public long tryOptimisticRead() {
        Models.step(this, "begins to read without " + this);
        var state = state();
        if (state.isWritten) return 0;
        Models.acquire(state.written);
        return state.version;
    }

    /// The fence in the original orders the reads before it with this check.
    public boolean validate(long stamp) {
        Models.step(this, "validates its stamp");
        var state = state();
        return stamp != 0 && stamp == state.version;
    }

    public long tryConvertToWriteLock(long stamp) {
        checkArmed();
        Models.step(this, "tries to upgrade its stamp");
        var state = state();
        if (stamp == 0 || stamp != state.version) return 0;
        if (state.isWritten) return stamp;
        if (state.readers > 1) return 0;
        // One reader may be another thread, if this stamp is an optimistic one: the original cannot
        // tell either.
        if (state.readers == 1) state.readers = 0;
        return write(state);
    }

    public long tryConvertToReadLock(long stamp) {
        checkArmed();
        Models.step(this, "tries to convert its stamp");
        var state = state();
        if (stamp == 0 || stamp != state.version) return 0;
        if (state.isWritten) {
            unlockWrite(stamp);
            return read(state);
        }
        return state.readers > 0 ? stamp : read(state);
    }

    public long tryConvertToOptimisticRead(long stamp) {
        checkArmed();
        Models.step(this, "gives its stamp up");
        var state = state();
        if (stamp == 0 || stamp != state.version) return 0;
        if (state.isWritten) unlockWrite(stamp);
        else if (state.readers > 0) unlockRead(stamp);
        return state.version;
    }

    public boolean isWriteLocked() {
        Models.step(this, "looks at " + this);
        return state().isWritten;
    }

    public boolean isReadLocked() {
        Models.step(this, "looks at " + this);
        return state().readers > 0;
    }

    public Lock asReadLock() {
        throw Models.uncontrolled("StampedLock.asReadLock is not modeled");
    }

    public Lock asWriteLock() {
        throw Models.uncontrolled("StampedLock.asWriteLock is not modeled");
    }

    public ReadWriteLock asReadWriteLock() {
        throw Models.uncontrolled("StampedLock.asReadWriteLock is not modeled");
    }

    @Override
    public String toString() {
        return "the StampedLock";
    }
}
