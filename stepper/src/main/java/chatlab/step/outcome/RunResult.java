package chatlab.step.outcome;

import chatlab.catalogue.CatalogueEntry;
import chatlab.step.schedule.Schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The result of running a schedule.
///
/// @param played the turns taken, which may go on beyond those asked for
/// @param steps how many steps were taken in all
/// @param canGoOn the threads that could have gone on; none if all have ended or none can
public record RunResult(Schedule played, Outcome outcome, int steps, List<String> canGoOn) {
    public RunResult {
        canGoOn = List.copyOf(canGoOn);
    }

    public boolean isOver() {
        return canGoOn.isEmpty();
    }

    /// The outcome for people: what happened, and which promises it breaks.
    public List<String> lines(CatalogueEntry entry) {
        var lines = new ArrayList<String>();
        if (!isOver()) {
            lines.add("so far    no end yet: " + String.join(" and ", canGoOn) + " can go on");
            return lines;
        }
        lines.add("outcome   " + outcome.sentence());
        var promises = new LinkedHashMap<String, BrokenPromise>();
        for (var finding : outcome.findings()) promises.putIfAbsent(finding.promise(), finding);
        for (var finding : promises.values()) {
            lines.add(
                    "breaks    %s: %s%s"
                            .formatted(
                                    finding.promise(),
                                    finding.meaning(),
                                    finding.isOwedBy(entry)
                                            ? ""
                                            : " (which " + entry.name() + " does not declare)"));
        }
        lines.add(
                outcome.isWhole()
                        ? "          still whole after " + steps + " steps"
                        : steps == 0
                                ? "          it is broken before the first step, on any schedule"
                                : "          you broke it in " + steps + " steps");
        return lines;
    }
}
