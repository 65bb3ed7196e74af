package chatlab.step.execution;

import chatlab.harness.scenario.RecordingSubscriber;
import chatlab.step.execution.SteppedThread.Wait;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// Says in words what threads wait for, and which thread holds it.
public final class Waits {
    private final List<SteppedThread> lanes;

    Waits(List<SteppedThread> lanes) {
        this.lanes = lanes;
    }

    /// Such as `waits for the monitor of ArrayList, which bob holds`; empty if it does not wait.
    String of(SteppedThread lane) {
        try {
            return switch (lane.wait) {
                case null -> "";
                case Wait.Monitor(var monitor) ->
                        "waits for the monitor of %s%s"
                                .formatted(name(monitor), holder(monitor.owningThread()));
                case Wait.Notification(var monitor) -> "waits for a notify on " + name(monitor);
                case Wait.Permit(var blocker) -> permit(lane, blocker);
                case Wait.Change _ -> "turns in circles until another thread does something";
            };
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What all of them wait for, when none can go on.
    String hang() {
        return lanes.stream()
                .filter(lane -> lane.isOfScenario() && !lane.hasEnded)
                .map(lane -> lane + " " + of(lane))
                .collect(Collectors.joining("; ", "nobody can go on: ", ""));
    }

    private String permit(SteppedThread lane, @Nullable ObjectReference blocker)
            throws IncompatibleThreadStateException {
        var deliver = deliverOf(lane);
        if (deliver != null) return "is stuck inside " + deliver + "'s deliver";
        if (blocker == null) return "waits for an unpark";
        var holder = Locks.holder(blocker);
        return "waits for "
                + name(blocker)
                + (holder.isEmpty() ? "" : ", which " + holds(holder, lane));
    }

    private static String holds(String holder, SteppedThread waiting) {
        if (holder.equals(waiting + " for reading")) return "it holds itself, for reading";
        return holder.endsWith(" readers")
                ? holder + " hold"
                : holder.replaceFirst("(?= for reading)|$", " holds");
    }

    /// The receiver inside whose `deliver` it stands, if it waits there and not in the strategy.
    private static @Nullable String deliverOf(SteppedThread lane)
            throws IncompatibleThreadStateException {
        for (var frame : lane.thread().frames()) {
            var type = frame.location().declaringType().name();
            if (type.equals(RecordingSubscriber.class.getName())) {
                var receiver = frame.thisObject(); // none in its static methods
                if (receiver != null) return nameOfReceiver(receiver);
            } else if (!type.startsWith("java.")) return null;
        }
        return null;
    }

    static @Nullable String nameOfReceiver(ObjectReference receiver) {
        var field = receiver.referenceType().fieldByName("name");
        return receiver.getValue(field) instanceof StringReference text ? text.value() : null;
    }

    /// The class's own name, or that of the lock whose insides it is, or which subscriber.
    private static String name(ObjectReference object) {
        if (object.referenceType().name().equals(RecordingSubscriber.class.getName())) {
            return "subscriber " + nameOfReceiver(object);
        }
        var name = object.referenceType().name();
        var simple = name.substring(name.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return nested > 0 && name.startsWith("java.util.concurrent.")
                ? simple.substring(0, nested)
                : simple.substring(nested + 1);
    }

    private String holder(@Nullable ThreadReference owner) {
        if (owner == null) return ", which is free";
        return ", which "
                + lanes.stream()
                        .filter(lane -> lane.thread().equals(owner))
                        .map(SteppedThread::name)
                        .findFirst()
                        .orElse("another thread")
                + " holds";
    }
}
