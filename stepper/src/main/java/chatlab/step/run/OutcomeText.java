package chatlab.step.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.execution.LaneView.State;
import chatlab.harness.exploration.BrokenPromise;
import chatlab.harness.exploration.ScenarioOutcome;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// How a run ended, and why, for people. Pure functions.
public final class OutcomeText {
    private static final int MOST_REASONS = 3;

    private OutcomeText() {}

    /// What happened, and which promises it breaks.
    public static List<String> lines(SteppedRun run) {
        var outcome = run.outcome();
        if (outcome == null) {
            return List.of(
                    "so far    no end yet: " + String.join(" and ", run.canGoOn()) + " can go on");
        }
        var lines = new ArrayList<>(promises(run.entry(), outcome));
        lines.add(
                outcome.isWhole()
                        ? "          still whole after " + run.steps() + " steps"
                        : "          you broke it in " + run.steps() + " steps");
        if (!outcome.isWhole()) {
            var reasons = reasons(run.moments());
            for (int i = 0; i < reasons.size(); i++) {
                lines.add((i == 0 ? "why       " : "          ") + reasons.get(i));
            }
        }
        return lines;
    }

    /// The outcome, and the promises that it breaks.
    public static List<String> promises(CatalogueEntry entry, ScenarioOutcome outcome) {
        var lines = new ArrayList<String>();
        lines.add("outcome   " + outcome.sentence());
        var promises = new LinkedHashMap<String, BrokenPromise>();
        for (var broken : outcome.broken()) promises.putIfAbsent(broken.promise(), broken);
        for (var broken : promises.values()) {
            lines.add(
                    "breaks    %s: %s%s"
                            .formatted(
                                    broken.promise(),
                                    broken.meaning(),
                                    broken.isOwedBy(entry)
                                            ? ""
                                            : " (which " + entry.name() + " does not declare)"));
        }
        return lines;
    }

    /// What mattered: where a thread was stopped that could have gone on, and which reads missed a
    /// write.
    public static List<String> reasons(List<Moment> moments) {
        var reasons = new ArrayList<String>();
        for (int i = 1; i < moments.size(); i++) {
            var before = moments.get(i - 1);
            var after = moments.get(i);
            var stopped = before.moved();
            var moved = after.moved();
            if (stopped != null && moved != null && !stopped.equals(moved)) {
                var thread = before.now().thread(stopped);
                if (thread.state() == State.READY) {
                    var place =
                            thread.frames().isEmpty() ? "" : " at " + thread.frames().getFirst();
                    reasons.add(
                            "%s stops before it %s%s; %s takes over"
                                    .formatted(stopped, thread.next(), place, moved));
                }
            }
            for (var step : after.did()) {
                var note = step.note();
                if (note != null && !note.startsWith("it could")) {
                    reasons.add(step.thread() + " " + step.what() + ": " + note);
                }
            }
        }
        return reasons.subList(0, Math.min(MOST_REASONS, reasons.size()));
    }
}
