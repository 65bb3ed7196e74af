package chatlab.step.execution;

import chatlab.harness.scenario.ScenarioRun;
import chatlab.step.setup.Grain;
import chatlab.step.trace.Moment;
import chatlab.step.trace.Moment.Row;
import chatlab.step.trace.Moment.Spot;
import chatlab.step.trace.Moment.Status;
import chatlab.step.trace.Moment.ThreadView;

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

/// Records the state of a run after each step. Confined to one thread.
public final class Recorder implements Runner.Observer {
    private final List<Moment> moments = new ArrayList<>();

    /// Where the threads were when they last moved; the others stand where they stood.
    private final Map<SteppedThread, List<Spot>> spots = new HashMap<>();

    @Override
    public void look(SteppedRun run, @Nullable SteppedThread moved) {
        try {
            if (moved == null) {
                moments.clear();
                spots.clear();
                for (var lane : run.lanes()) {
                    if (lane.isOfScenario()) spots.put(lane, entrance(lane, run));
                }
            } else {
                spots.put(moved, moved.hasEnded ? List.of() : spots(moved, run));
            }
            moments.add(picture(run, moved));
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        } catch (VMDisconnectedException _) {
            // There is nothing to be seen any more; the next step will say why.
        }
    }

    public List<Moment> moments() {
        return List.copyOf(moments);
    }

    private Moment picture(SteppedRun run, @Nullable SteppedThread moved)
            throws IncompatibleThreadStateException {
        var waits = new Waits(run.lanes());
        var lanes = new ArrayList<ThreadView>();
        for (var lane : run.lanes()) {
            var status =
                    lane.hasEnded
                            ? Status.ENDED
                            : run.isReady(lane) ? Status.READY : Status.BLOCKED;
            lanes.add(
                    new ThreadView(
                            lane.name(),
                            status,
                            note(lane, status, run, waits),
                            spots.getOrDefault(lane, List.of())));
        }
        return new Moment(moved == null ? null : moved.name(), lanes, state(run));
    }

    private static String note(SteppedThread lane, Status status, SteppedRun run, Waits waits) {
        if (status == Status.ENDED) return "has ended";
        if (lane.wait != null) {
            return status == Status.READY ? "can go on" : waits.of(lane);
        }
        if (!lane.isBeforeOperation) return "";
        return run.operation(lane).map(operation -> "calls " + operation).orElse("");
    }

    // --- Places ---

    private static List<Spot> spots(SteppedThread lane, SteppedRun run)
            throws IncompatibleThreadStateException {
        var spots = new ArrayList<Spot>();
        if (lane.isBeforeOperation) return entrance(lane, run);
        var depth = run.setup().depth();
        for (var frame : lane.thread().frames()) {
            var location = frame.location();
            var type = location.declaringType().name();
            if (type.equals(ScenarioRun.class.getName())) break;
            if (type.contains("$$Lambda")) continue;
            if (depth.shows(type)) spots.add(spot(location, values(frame), run));
        }
        return spots;
    }

    /// The first line of the method that it is about to call.
    private static List<Spot> entrance(SteppedThread lane, SteppedRun run) {
        if (!(Locks.get(run.scenarioRun(), "strategy") instanceof ObjectReference strategy)) {
            return List.of();
        }
        return run.operation(lane)
                .flatMap(operation ->
                        strategy.referenceType().methodsByName(operation.method()).stream()
                                .filter(method -> !method.isBridge())
                                .findFirst())
                .map(method -> method.location())
                .map(location -> List.of(spot(location, "", run)))
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

    private static Spot spot(Location location, String values, SteppedRun run) {
        int line = location.lineNumber(); // -1 where the class was compiled without them
        return new Spot(
                location.declaringType().name(),
                location.method().name(),
                Math.max(0, line),
                run.setup().grain() == Grain.INSTRUCTION
                        ? run.debuggee().instructions().name(location)
                        : "",
                values);
    }

    // --- What they share ---

    private static List<Row> state(SteppedRun run) throws IncompatibleThreadStateException {
        var rows = new ArrayList<Row>();
        var scenarioRun = run.scenarioRun();
        if (!(Locks.get(scenarioRun, "strategy") instanceof ObjectReference strategy)) return rows;
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
        for (var lane : run.lanes()) {
            if (lane.hasEnded) continue;
            for (var monitor : lane.thread().ownedMonitors()) {
                var name = names.getOrDefault(monitor, values.text(monitor));
                rows.add(new Row("monitor of " + name, "held by " + lane));
            }
        }
        if (Locks.get(scenarioRun, "everybody") instanceof ArrayReference everybody) {
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
