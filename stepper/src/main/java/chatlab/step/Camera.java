package chatlab.step;

import chatlab.step.Moment.LaneView;
import chatlab.step.Moment.Row;
import chatlab.step.Moment.Spot;
import chatlab.step.Moment.Status;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Field;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Takes a picture of a performance after each step. Confined to one thread.
final class Camera implements Theatre.Audience {
    private final List<Moment> moments = new ArrayList<>();

    /// Where the threads were when they last moved; the others stand where they stood.
    private final Map<Lane, List<Spot>> spots = new HashMap<>();

    @Override
    public void look(Performance performance, @Nullable Lane moved) {
        try {
            if (moved == null) {
                moments.clear();
                spots.clear();
                for (var lane : performance.lanes()) {
                    if (lane.isCast()) spots.put(lane, entrance(lane, performance));
                }
            } else {
                spots.put(moved, moved.hasEnded ? List.of() : spots(moved, performance));
            }
            moments.add(picture(performance, moved));
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        } catch (VMDisconnectedException _) {
            // There is nothing to be seen any more; the next step will say why.
        }
    }

    List<Moment> moments() {
        return List.copyOf(moments);
    }

    private Moment picture(Performance performance, @Nullable Lane moved)
            throws IncompatibleThreadStateException {
        var waits = new Waits(performance.lanes());
        var lanes = new ArrayList<LaneView>();
        for (var lane : performance.lanes()) {
            var status =
                    lane.hasEnded
                            ? Status.ENDED
                            : performance.isReady(lane) ? Status.READY : Status.BLOCKED;
            lanes.add(
                    new LaneView(
                            lane.name(),
                            status,
                            note(lane, status, performance, waits),
                            spots.getOrDefault(lane, List.of())));
        }
        return new Moment(moved == null ? null : moved.name(), lanes, state(performance));
    }

    private static String note(Lane lane, Status status, Performance performance, Waits waits) {
        if (status == Status.ENDED) return "has ended";
        if (lane.wait != null) {
            return status == Status.READY ? "can go on" : waits.of(lane);
        }
        if (!lane.isBeforeOperation) return "";
        return performance.operation(lane).map(operation -> "calls " + operation).orElse("");
    }

    // --- Places ---

    private static List<Spot> spots(Lane lane, Performance performance)
            throws IncompatibleThreadStateException {
        var spots = new ArrayList<Spot>();
        if (lane.isBeforeOperation) return entrance(lane, performance);
        var depth = performance.play().depth();
        for (var frame : lane.thread().frames()) {
            var location = frame.location();
            var type = location.declaringType().name();
            if (type.equals(Stage.class.getName())) break;
            if (type.contains("$$Lambda")) continue;
            if (depth.shows(type)) spots.add(spot(location, values(frame), performance));
        }
        return spots;
    }

    /// The first line of the method that it is about to call.
    private static List<Spot> entrance(Lane lane, Performance performance) {
        if (!(Locks.get(performance.stage(), "strategy") instanceof ObjectReference strategy)) {
            return List.of();
        }
        return performance
                .operation(lane)
                .flatMap(operation ->
                        strategy.referenceType().methodsByName(operation.method()).stream()
                                .filter(method -> !method.isBridge())
                                .findFirst())
                .map(method -> method.location())
                .map(location -> List.of(spot(location, "", performance)))
                .orElse(List.of());
    }

    /// The local variables of a call; where the class was compiled without their names, as the
    /// JDK's are, the arguments alone.
    private static String values(StackFrame frame) {
        if (frame.location().method().isNative()) return "";
        var values = new Values();
        try {
            return frame.visibleVariables().stream()
                    .map(variable ->
                            variable.name() + " = " + values.text(frame.getValue(variable)))
                    .collect(Collectors.joining(", "));
        } catch (AbsentInformationException _) {
            var arguments =
                    frame.getArgumentValues().stream()
                            .map(values::text)
                            .collect(Collectors.joining(", "));
            return arguments.isEmpty() ? "" : "called with " + arguments;
        }
    }

    private static Spot spot(Location location, String values, Performance performance) {
        int line = location.lineNumber(); // -1 where the class was compiled without them
        return new Spot(
                location.declaringType().name(),
                location.method().name(),
                Math.max(0, line),
                performance.play().grain() == Grain.INSTRUCTION
                        ? performance.debuggee().instructions().name(location)
                        : "",
                values);
    }

    // --- What they share ---

    private static List<Row> state(Performance performance)
            throws IncompatibleThreadStateException {
        var rows = new ArrayList<Row>();
        var stage = performance.stage();
        if (!(Locks.get(stage, "strategy") instanceof ObjectReference strategy)) return rows;
        var values = new Values();
        var names = new HashMap<Value, String>();
        names.put(strategy, "the strategy");
        for (Field field : strategy.referenceType().visibleFields()) {
            if (field.isSynthetic() || (field.isStatic() && field.isFinal())) continue;
            var value =
                    field.isStatic()
                            ? strategy.referenceType().getValue(field)
                            : strategy.getValue(field);
            rows.add(new Row(field.name(), values.text(value)));
            if (value instanceof ObjectReference object) names.put(object, field.name());
        }
        for (var lane : performance.lanes()) {
            if (lane.hasEnded) continue;
            for (var monitor : lane.thread().ownedMonitors()) {
                var name = names.getOrDefault(monitor, values.text(monitor));
                rows.add(new Row("monitor of " + name, "held by " + lane));
            }
        }
        if (Locks.get(stage, "everybody") instanceof ArrayReference everybody) {
            for (var receiver : everybody.getValues()) {
                if (!(receiver instanceof ObjectReference object)) continue;
                if (Locks.get(object, "inbox") instanceof StringReference inbox
                        && !inbox.value().isEmpty()) {
                    rows.add(new Row(Waits.nameOfReceiver(object) + " got", inbox.value()));
                }
            }
        }
        return rows;
    }
}
