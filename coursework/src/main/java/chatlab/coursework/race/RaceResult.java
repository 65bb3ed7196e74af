package chatlab.coursework.race;

import chatlab.coursework.lab.LabTools;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.UnreadableRaceException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The result of the grader's own race: the output of `lab race --json` without its numbers.
///
/// @param held guarantees that were not seen broken
/// @param broken guarantees that were seen broken
/// @param why of verdicts that are missing, if it is known; else empty
/// @param trouble why there is no result; null: there is one
/// @param mayDiffer whether another run may come to a result
public record RaceResult(
        Set<String> held,
        Set<String> broken,
        Set<String> declared,
        String why,
        @Nullable String trouble,
        boolean mayDiffer) {
    private static RaceResult none(String trouble) {
        return new RaceResult(Set.of(), Set.of(), Set.of(), "", trouble, true);
    }

    /// The result of a race that the sandbox or a limit stopped.
    private static RaceResult stopped(String trouble) {
        return new RaceResult(Set.of(), Set.of(), Set.of(), "", trouble, false);
    }

    /// Reads the outcome of `lab race --json`.
    ///
    /// @param sha256 of the source that was to be raced
    public static RaceResult of(LabTools.Outcome outcome, String sha256) {
        var errors = outcome.errors();
        if (errors.contains("pthread_create failed") || errors.contains("native thread")) {
            return stopped("it started more threads or processes than it may.");
        }
        var reason = outcome.stopped();
        if (reason != null) return stopped("it " + reason + ", and was stopped.");
        if (outcome.output().isBlank()) return none("it printed nothing.");
        return of(outcome.output(), sha256);
    }

    private static RaceResult of(String output, String sha256) {
        List<RaceReport> reports;
        try {
            reports = RaceFile.parse(output).reports();
        } catch (UnreadableRaceException _) {
            reports = List.of();
        }
        if (reports.size() != 1) return none("the output of lab race is not a result.");
        var report = reports.getFirst();
        if (!report.strategy().sha256().equals(sha256)) return none("another source was raced.");
        var broken = guarantees(report, RaceVerdict.BROKEN);
        // A call that never returned was seen, even if the canary failed.
        if (!report.canary().isSound() && !broken.contains(RaceReport.LIVENESS)) {
            return none("the planted bug was not caught.");
        }
        return new RaceResult(
                guarantees(report, RaceVerdict.HELD),
                broken,
                Set.copyOf(report.strategy().declared()),
                why(report),
                null,
                false);
    }

    private static Set<String> guarantees(RaceReport report, RaceVerdict verdict) {
        return report.results().stream()
                .filter(row -> row.verdict() == verdict)
                .map(RaceRow::guarantee)
                .collect(Collectors.toSet());
    }

    private static String why(RaceReport report) {
        var causes = report.results().stream().map(RaceRow::cause).toList();
        if (causes.contains(RaceCause.OUT_OF_MEMORY)) return "its memory was exhausted";
        return causes.contains(RaceCause.TIME_UP) ? "it did not finish in time" : "";
    }
}
