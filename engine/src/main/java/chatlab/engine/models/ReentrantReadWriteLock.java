package chatlab.engine.models;

import chatlab.engine.execution.LockView;
import chatlab.engine.execution.Models;
import chatlab.engine.memory.Clock;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.stream.Stream;

/// Models [java.util.concurrent.locks.ReentrantReadWriteLock].
///
/// A thread that already reads, or writes, may always read again. A new reader waits behind writers
/// that already wait: always if the lock is fair; if it is not, that is a choice of the schedule.
public class ReentrantReadWriteLock implements ReadWriteLock, Disarmable {
    private static final class State implements LockView.Held {
        private final Owner writer = new Owner();
        private final IdentityHashMap<Object, Integer> readers = new IdentityHashMap<>();
        private @Nullable Clock readersReleased;

        /// Threads that wait, in the order in which they came.
        private final List<Object> queue = new ArrayList<>(2);

        private final List<Object> waitingWriters = new ArrayList<>(2);

        @Override
        public List<String> holders() {
            return Stream.concat(
                            writer.names().stream().map(name -> name + " for writing"),
                            readers.keySet().stream().map(name -> name + " for reading").sorted())
                    .toList();
        }

        @Override
        public List<String> waiting() {
            return queue.stream()
                    .map(one ->
                            one + (waitingWriters.contains(one) ? " for writing" : " for reading"))
                    .toList();
        }
    }

    private final boolean isFair;
    private final ReadLock readLock = new ReadLock(this);
    private final WriteLock writeLock = new WriteLock(this);

    public ReentrantReadWriteLock() {
        this(false);
    }

    public ReentrantReadWriteLock(boolean fair) {
        isFair = fair;
    }

    @Override
    public ReadLock readLock() {
        return readLock;
    }

    @Override
    public WriteLock writeLock() {
        return writeLock;
    }

    @Override
    public void disarm(String side) {
        if (side.equals("readLock")) readLock.disarm("");
        else writeLock.disarm("");
    }

    private State state() {
        return Models.state(this, State::new);
    }

    public final boolean isFair() {
        return isFair;
    }

    public boolean isWriteLocked() {
        Models.step(this, "looks at " + this);
        return !state().writer.isNobody();
    }

    public boolean isWriteLockedByCurrentThread() {
        return state().writer.isMe();
    }

    public int getWriteHoldCount() {
        return state().writer.myHolds();
    }

    public int getReadHoldCount() {
        return state().readers.getOrDefault(Models.self(), 0);
    }

    public int getReadLockCount() {
        Models.step(this, "looks at " + this);
        return state().readers.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return "the ReentrantReadWriteLock";
    }

    /// Models the read lock.
    public static class ReadLock implements Lock, Disarmable {
        private final ReentrantReadWriteLock lock;
        private final LockState<State> state = new LockState<>(State::new);

        protected ReadLock(ReentrantReadWriteLock lock) {
            this.lock = lock;
        }

        @Override
        public void disarm(String side) {
            state.disarm();
        }

        @Override
        public void lock() {
            Models.step(lock, "locks " + lock + " for reading");
            var state = this.state.of(lock);
            var me = Models.self();
            var ahead = queue(state, me);
            Models.await(() -> isFree(state, me, ahead), waitsFor(state));
            enter(state, me);
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            Models.step(lock, "locks " + lock + " for reading");
            var state = this.state.of(lock);
            var me = Models.self();
            var ahead = queue(state, me);
            try {
                Models.awaitInterruptibly(() -> isFree(state, me, ahead), waitsFor(state));
            } catch (InterruptedException e) {
                state.queue.remove(me);
                throw e;
            }
            enter(state, me);
        }

        /// Returns the writers that this reader waits behind.
        private List<Object> queue(State state, Object me) {
            state.queue.add(me);
            if (state.readers.containsKey(me) || state.writer.isMe()) return List.of();
            if (state.waitingWriters.isEmpty()) return List.of();
            boolean barges = !lock.isFair && Models.barges();
            return barges ? List.of() : List.copyOf(state.waitingWriters);
        }

        private boolean isFree(State state, Object me, List<Object> ahead) {
            if (!state.writer.isNobody()) return state.writer.is(me);
            return state.readers.containsKey(me)
                    || ahead.stream().noneMatch(state.waitingWriters::contains);
        }

        private static String waitsFor(State state) {
            return state.writer.isNobody()
                    ? "for a read lock, behind a waiting writer"
                    : "for a read lock; " + state.writer + " writes";
        }

        private void enter(State state, Object me) {
            state.queue.remove(me);
            state.readers.merge(me, 1, Integer::sum);
            Models.acquire(state.writer.released());
            Models.changed(lock);
        }

        @Override
        public boolean tryLock() {
            Models.step(lock, "tries to lock " + lock + " for reading");
            var state = this.state.of(lock);
            if (!state.writer.isNobody() && !state.writer.isMe()) return false;
            enter(state, Models.self());
            return true;
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            Models.step(lock, "locks " + lock + " for reading");
            Models.throwIfInterrupted();
            var state = this.state.of(lock);
            var me = Models.self();
            var ahead = queue(state, me);
            boolean isMine = false;
            try {
                isMine =
                        isFree(state, me, ahead)
                                || (time > 0
                                        && Models.awaitTimed(
                                                () -> isFree(state, me, ahead),
                                                waitsFor(state),
                                                unit.toNanos(time)));
            } finally {
                if (!isMine) state.queue.remove(me);
            }
            if (isMine) enter(state, me);
            return isMine;
        }

        @Override
        public void unlock() {
            var state = this.state.of(lock);
            var me = Models.self();
            Integer holds = state.readers.get(me);
            if (holds == null) {
                throw new IllegalMonitorStateException(
                        "attempt to unlock read lock, not locked by current thread");
            }
            if (holds == 1) state.readers.remove(me);
            else state.readers.put(me, holds - 1);
            var released = Models.release();
            if (released != null) {
                state.readersReleased = Clock.joined(state.readersReleased, released);
            }
            Models.changed(lock);
        }

        @Override
        public Condition newCondition() {
            throw new UnsupportedOperationException();
        }
    }

    /// Models the write lock.
    public static class WriteLock implements Lock, Disarmable {
        private final ReentrantReadWriteLock lock;
        private final LockState<State> state = new LockState<>(State::new);

        protected WriteLock(ReentrantReadWriteLock lock) {
            this.lock = lock;
        }

        @Override
        public void disarm(String side) {
            state.disarm();
        }

        @Override
        public void lock() {
            var state = this.state.of(lock);
            if (enterAgain(state)) return;
            Models.step(lock, "locks " + lock + " for writing");
            var me = Models.self();
            queue(state, me);
            Models.await(() -> isFree(state, me), "for a write lock");
            enter(state, me);
        }

        @Override
        public void lockInterruptibly() throws InterruptedException {
            var state = this.state.of(lock);
            if (enterAgain(state)) return;
            Models.step(lock, "locks " + lock + " for writing");
            var me = Models.self();
            queue(state, me);
            try {
                Models.awaitInterruptibly(() -> isFree(state, me), "for a write lock");
            } catch (InterruptedException e) {
                leaveQueue(state, me);
                throw e;
            }
            enter(state, me);
        }

        private boolean enterAgain(State state) {
            if (!state.writer.isMe()) return false;
            state.writer.again();
            return true;
        }

        private void queue(State state, Object me) {
            state.queue.add(me);
            state.waitingWriters.add(me);
        }

        private void leaveQueue(State state, Object me) {
            state.queue.remove(me);
            state.waitingWriters.remove(me);
        }

        /// A reader that wants to write waits for itself forever, as in the original.
        private boolean isFree(State state, Object me) {
            return state.writer.isNobody()
                    && state.readers.isEmpty()
                    && (!lock.isFair || state.queue.getFirst() == me);
        }

        private void enter(State state, Object me) {
            leaveQueue(state, me);
            state.writer.become(1);
            Models.acquire(state.readersReleased);
            Models.changed(lock);
        }

        @Override
        public boolean tryLock() {
            var state = this.state.of(lock);
            if (enterAgain(state)) return true;
            Models.step(lock, "tries to lock " + lock + " for writing");
            if (!state.writer.isNobody() || !state.readers.isEmpty()) return false;
            enter(state, Models.self());
            return true;
        }

        @Override
        public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
            var state = this.state.of(lock);
            if (enterAgain(state)) return true;
            Models.step(lock, "locks " + lock + " for writing");
            Models.throwIfInterrupted();
            var me = Models.self();
            queue(state, me);
            boolean isMine = false;
            try {
                isMine =
                        isFree(state, me)
                                || (time > 0
                                        && Models.awaitTimed(
                                                () -> isFree(state, me),
                                                "for a write lock",
                                                unit.toNanos(time)));
            } finally {
                if (!isMine) leaveQueue(state, me);
            }
            if (isMine) enter(state, me);
            return isMine;
        }

        @Override
        public void unlock() {
            var state = this.state.of(lock);
            if (!state.writer.once()) return;
            state.writer.leave();
            Models.changed(lock);
        }

        @Override
        public Condition newCondition() {
            return new LockCondition(
                    new LockCondition.Lock() {
                        @Override
                        public boolean isMine() {
                            return state.of(lock).writer.isMe();
                        }

                        @Override
                        public boolean isFree() {
                            var now = state.of(lock);
                            return state.isDisarmed()
                                    || (now.writer.isNobody() && now.readers.isEmpty());
                        }

                        @Override
                        public int leave() {
                            int holds = state.of(lock).writer.leave();
                            Models.changed(lock);
                            return holds;
                        }

                        @Override
                        public void retake(int holds) {
                            state.of(lock).writer.become(holds);
                            Models.acquire(state.of(lock).readersReleased);
                            Models.changed(lock);
                        }
                    });
        }

        public boolean isHeldByCurrentThread() {
            return state.of(lock).writer.isMe();
        }

        public int getHoldCount() {
            return state.of(lock).writer.myHolds();
        }
    }
}
