package chatlab.engine.execution;

import chatlab.engine.execution.Director.Alternative;
import chatlab.engine.execution.Step.Kind;
import chatlab.engine.memory.Clock;
import chatlab.engine.memory.Shadow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Monitors, with `wait` and `notify` (JLS 17.1 and 17.2).
final class Monitors {
    /// The monitor of one object.
    private static final class Monitor implements LockView.Held {
        private @Nullable Lane owner;
        private int entries;

        /// What its latest release makes known to the next owner.
        private @Nullable Clock released;

        /// Those that wait until it is free.
        private final List<Lane> entering = new ArrayList<>(2);

        /// Those that wait for a notify.
        private final List<Lane> waiters = new ArrayList<>(2);

        @Override
        public List<String> holders() {
            return owner == null ? List.of() : List.of(owner.name());
        }

        @Override
        public List<String> waiting() {
            return Stream.concat(
                            entering.stream().map(Lane::name),
                            waiters.stream().map(lane -> lane.name() + " for a notify"))
                    .toList();
        }
    }

    private final Execution execution;

    Monitors(Execution execution) {
        this.execution = execution;
    }

    private static Monitor of(Shadow shadow) {
        if (shadow.monitor() instanceof Monitor monitor) return monitor;
        var monitor = new Monitor();
        shadow.monitor(monitor);
        return monitor;
    }

    private Shadow shadow(Object object) {
        return execution.memory().shadow(object);
    }

    void enter(Object object, int place) {
        var shadow = shadow(object);
        var monitor = of(shadow);
        var lane = execution.running();
        if (monitor.owner == lane) {
            monitor.entries++;
            return;
        }
        boolean isShared = !execution.memory().isConfined(shadow, lane.viewer());
        if (isShared) {
            execution.point(place, () -> "locks " + name(object));
            execution.touch(monitor, true);
            if (monitor.owner != null) {
                execution
                        .tracer()
                        .step(Kind.SYNCHRONIZATION, "finds " + name(object) + " locked", place);
            }
        }
        while (monitor.owner != null) {
            monitor.entering.add(lane);
            execution.block(
                    Wait.until(() -> monitor.owner == null, () -> waitsFor(object, monitor)));
            monitor.entering.remove(lane);
        }
        take(monitor, lane, 1);
        if (isShared) execution.tracer().step(Kind.SYNCHRONIZATION, "locks " + name(object), place);
    }

    private void take(Monitor monitor, Lane lane, int entries) {
        execution.touch(monitor, true);
        monitor.owner = lane;
        monitor.entries = entries;
        lane.viewer().acquire(monitor.released);
    }

    void exit(Object object) {
        var monitor = of(shadow(object));
        check(monitor);
        if (--monitor.entries == 0) release(monitor);
    }

    private void release(Monitor monitor) {
        execution.touch(monitor, true);
        monitor.owner = null;
        monitor.entries = 0;
        monitor.released = execution.running().viewer().release();
    }

    void await(Object object, long millis, int place) throws InterruptedException {
        var monitor = of(shadow(object));
        check(monitor);
        execution.point(place, () -> "waits for a notify of " + name(object));
        var lane = execution.running();
        if (lane.isInterrupted) throw interrupted(lane);
        execution
                .tracer()
                .step(Kind.SYNCHRONIZATION, "waits for a notify of " + name(object), place);
        boolean isTimed = millis > 0;
        int entries = monitor.entries;
        release(monitor);
        monitor.waiters.add(lane);
        boolean isEarly =
                execution.block(
                        new Wait(
                                () ->
                                        monitor.owner == null
                                                && (!monitor.waiters.contains(lane)
                                                        || lane.isInterrupted),
                                () -> "for a notify of " + name(object),
                                isTimed ? Wait.Early.BY_TIME : Wait.Early.SPURIOUSLY,
                                () -> monitor.owner == null,
                                millis * 1_000_000));
        boolean isNotified = !monitor.waiters.remove(lane);
        take(monitor, lane, entries);
        if (isEarly) {
            execution
                    .tracer()
                    .step(
                            Kind.SYNCHRONIZATION,
                            isTimed ? "waits no longer" : "wakes up spuriously",
                            place);
        }
        if (lane.isInterrupted && !isNotified) throw interrupted(lane);
    }

    private static InterruptedException interrupted(Lane lane) {
        lane.isInterrupted = false;
        return new InterruptedException();
    }

    void signal(Object object, int place) {
        var monitor = of(shadow(object));
        check(monitor);
        execution.point(place, () -> "notifies one of " + name(object));
        execution.touch(monitor, true);
        if (monitor.waiters.isEmpty()) {
            execution
                    .tracer()
                    .step(Kind.SYNCHRONIZATION, "notifies no one of " + name(object), place);
            return;
        }
        int chosen = execution.choose(monitor.waiters.size(), Alternative.EQUAL);
        var woken = monitor.waiters.remove(chosen);
        execution.progress();
        execution
                .tracer()
                .step(Kind.SYNCHRONIZATION, "notifies " + woken + " of " + name(object), place);
    }

    void signalAll(Object object, int place) {
        var monitor = of(shadow(object));
        check(monitor);
        execution.point(place, () -> "notifies all of " + name(object));
        execution.touch(monitor, true);
        if (!monitor.waiters.isEmpty()) execution.progress();
        execution
                .tracer()
                .step(Kind.SYNCHRONIZATION, "notifies all waiters of " + name(object), place);
        monitor.waiters.clear();
    }

    private void check(Monitor monitor) {
        if (monitor.owner != execution.running()) {
            throw new IllegalMonitorStateException("current thread is not owner");
        }
    }

    private String name(Object object) {
        return execution.words().value(object);
    }

    private String waitsFor(Object object, Monitor monitor) {
        return "for the monitor of " + name(object) + ", which " + monitor.owner + " holds";
    }
}
