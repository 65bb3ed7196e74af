package chatlab.engine.models;

import chatlab.engine.memory.AccessMode;

import java.util.Objects;

/// Models [java.util.concurrent.atomic.LongAdder] by one variable.
///
/// The original spreads its sum over several cells, so that `sum` may miss an addition made while
/// it adds them up. This one never does.
public class LongAdder extends Number implements Disarmable {
    private static final long serialVersionUID = 1;

    private final transient AtomicCell cell = new AtomicCell("LongAdder", 0L);

    public void add(long delta) {
        cell.getAndUpdate(before -> (Long) Objects.requireNonNull(before) + delta);
    }

    public void increment() {
        add(1);
    }

    public void decrement() {
        add(-1);
    }

    public long sum() {
        return (Long) Objects.requireNonNull(cell.get(AccessMode.VOLATILE));
    }

    public void reset() {
        cell.set(0L, AccessMode.VOLATILE);
    }

    public long sumThenReset() {
        return (Long) Objects.requireNonNull(cell.getAndUpdate(_ -> 0L));
    }

    @Override
    public int intValue() {
        return (int) sum();
    }

    @Override
    public long longValue() {
        return sum();
    }

    @Override
    public float floatValue() {
        return sum();
    }

    @Override
    public double doubleValue() {
        return sum();
    }

    @Override
    public void disarm(String side) {
        cell.disarm();
    }

    @Override
    public String toString() {
        return cell.toString();
    }
}
