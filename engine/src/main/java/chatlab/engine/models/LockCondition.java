package chatlab.engine.models;

import chatlab.engine.execution.Models;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/// A condition of a lock that one thread can hold. Signals wake threads in the order in which they
/// came, as the JDK's conditions do.
@SuppressWarnings("WaitNotInLoop") // the loop is in the code under test
final class LockCondition implements Condition {
    /// The lock of the condition.
    interface Lock {
        boolean isMine();

        boolean isFree();

        /// Releases all holds, and returns how many there were.
        int leave();

        void retake(int holds);
    }

    private final Lock lock;

    LockCondition(Lock lock) {
        this.lock = lock;
    }

    private List<Object> waiters() {
        return Models.state(this, ArrayList::new);
    }

    @Override
    public void await() throws InterruptedException {
        await(0, true);
    }

    @Override
    public void awaitUninterruptibly() {
        boolean ignored = waitForSignal(0, false);
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        return await(Math.max(nanos, 1), true) ? Math.max(nanos, 1) / 2 : 0;
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return await(Math.max(unit.toNanos(time), 1), true);
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        return await(1, true);
    }

    private boolean await(long nanos, boolean isInterruptible) throws InterruptedException {
        Models.throwIfInterrupted();
        boolean isSignaled = waitForSignal(nanos, isInterruptible);
        if (!isSignaled) Models.throwIfInterrupted();
        return isSignaled;
    }

    private boolean waitForSignal(long nanos, boolean isInterruptible) {
        check();
        Models.step(this, "waits for a signal");
        var me = new Object();
        var waiters = waiters();
        waiters.add(me);
        int holds = lock.leave();
        boolean isSignaled =
                Models.awaitSignal(
                        () -> !waiters.contains(me),
                        lock::isFree,
                        nanos,
                        isInterruptible,
                        "for a signal");
        waiters.remove(me);
        lock.retake(holds);
        Models.changed(this);
        return isSignaled;
    }

    @Override
    public void signal() {
        check();
        Models.step(this, "signals");
        if (waiters().isEmpty()) return;
        waiters().removeFirst();
        Models.progress();
    }

    @Override
    public void signalAll() {
        check();
        Models.step(this, "signals all");
        if (waiters().isEmpty()) return;
        waiters().clear();
        Models.progress();
    }

    private void check() {
        if (!lock.isMine()) throw new IllegalMonitorStateException();
    }
}
