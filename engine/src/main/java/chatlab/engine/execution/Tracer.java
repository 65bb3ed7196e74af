package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.execution.Step.Kind;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Narrator;
import chatlab.engine.memory.RacingAccess;
import chatlab.engine.memory.Variable;
import chatlab.engine.memory.Write;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Collects the races of an execution, and, if asked, its steps in words.
final class Tracer implements Narrator {
    private final Execution execution;
    private final Words words;
    private final boolean isTracing;
    private final List<Step> steps = new ArrayList<>();
    private final Races races;

    Tracer(Execution execution, Words words, Races races, boolean isTracing) {
        this.execution = execution;
        this.words = words;
        this.races = races;
        this.isTracing = isTracing;
    }

    List<Step> steps() {
        return steps;
    }

    void step(Kind kind, String what, int place) {
        if (isTracing) step(kind, what, null, place);
    }

    private void step(Kind kind, String what, @Nullable String note, int place) {
        var lane = execution.running();
        if (lane.isMain() || !execution.isRunning()) return;
        steps.add(new Step(lane.name(), CodeIndex.place(place), kind, what, note));
    }

    @Override
    public void race(Variable variable, RacingAccess one, RacingAccess other) {
        races.add(variable.kind(), one, other, words::thread);
    }

    @Override
    public void read(
            Variable variable, AccessMode mode, Write seen, List<Write> others, int place) {
        if (!isTracing) return;
        var note = others.isEmpty() ? null : "it could also have read " + words.values(others);
        step(Kind.READ, sentence("reads", mode, variable, " = ", seen.value()), note, place);
    }

    @Override
    public void staleRead(
            Variable variable,
            AccessMode mode,
            Write seen,
            Write newest,
            boolean stays,
            int place) {
        if (!isTracing) return;
        var note = words.missing(newest);
        if (stays) note += ", nor any later read in this loop";
        step(Kind.STALE_READ, sentence("reads", mode, variable, " = ", seen.value()), note, place);
    }

    @Override
    public void write(Variable variable, AccessMode mode, @Nullable Object value, int place) {
        if (!isTracing) return;
        step(Kind.WRITE, sentence("writes", mode, variable, " := ", value), null, place);
    }

    @Override
    public void update(
            Variable variable,
            AccessMode mode,
            @Nullable Object before,
            @Nullable Object after,
            boolean isWritten,
            int place) {
        if (!isTracing) return;
        var name = variable.kind().toString();
        step(
                isWritten ? Kind.WRITE : Kind.READ,
                isWritten
                        ? "updates "
                                + name
                                + " from "
                                + words.value(before)
                                + " to "
                                + words.value(after)
                        : "leaves " + name + " as it is, " + words.value(before),
                null,
                place);
    }

    @Override
    public void staleFinal(Variable variable, int place) {
        if (!isTracing) return;
        step(
                Kind.STALE_READ,
                "reads the final field " + variable.kind() + " before it is set",
                "its constructor let the object escape before it ended",
                place);
    }

    private String sentence(
            String verb, AccessMode mode, Variable variable, String sign, @Nullable Object value) {
        var how = mode == AccessMode.PLAIN ? "" : " (" + mode.prefix().strip() + ")";
        return verb + " " + variable.kind() + how + sign + words.value(value);
    }
}
