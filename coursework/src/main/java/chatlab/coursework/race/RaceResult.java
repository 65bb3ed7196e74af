package chatlab.coursework.race;

import chatlab.coursework.lab.LabTools;
import chatlab.evidence.race.EngineVerdict;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.UnreadableRaceException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The result of the grader's own race: the output of `lab race --json`.
///
/// @param rows one for each guarantee; none if there is no result
/// @param declared the guarantees that the strategy declares
/// @param linesNotRun lines of the source with code that the engine never ran, in order
/// @param trouble why there is no result; null: there is one
/// @param mayDiffer whether another run may come to a result
public record RaceResult(
        List<RaceRow> rows,
        Set<String> declared,
        List<Integer> linesNotRun,
        @Nullable String trouble,
        boolean mayDiffer) {
    public RaceResult {
        rows = List.copyOf(rows);
        declared = Set.copyOf(declared);
        linesNotRun = List.copyOf(linesNotRun);
    }

    private static RaceResult none(String trouble) {
        return new RaceResult(List.of(), Set.of(), List.of(), trouble, true);
    }

    /// The result of a race that the sandbox or a limit stopped.
    private static RaceResult stopped(String trouble) {
        return new RaceResult(List.of(), Set.of(), List.of(), trouble, false);
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
        return read(outcome, sha256);
    }

    private static RaceResult read(LabTools.Outcome outcome, String sha256) {
        List<RaceReport> reports;
        try {
            reports = RaceFile.parse(outcome.output()).reports();
        } catch (UnreadableRaceException _) {
            reports = List.of();
        }
        if (reports.size() != 1) return none("the output of lab race is not a result.");
        var report = reports.getFirst();
        if (!report.strategy().sha256().equals(sha256)) return none("another source was raced.");
        if (outcome.exitCode() != 0 && outcome.exitCode() != report.exitCode()) {
            return none("its exit code %d does not fit its result.".formatted(outcome.exitCode()));
        }
        // A call that never returned was seen, even if the canary failed.
        boolean hangs =
                report.row(RaceReport.LIVENESS)
                        .filter(row -> row.verdict() == RaceVerdict.BROKEN)
                        .isPresent();
        if (!report.canary().isSound() && !hangs) return none("the planted bug was not caught.");
        var notRun = report.linesNotRun();
        return new RaceResult(
                report.results(),
                Set.copyOf(report.strategy().declared()),
                notRun == null ? List.of() : notRun,
                null,
                false);
    }

    /// The row of a guarantee that was seen broken.
    public Optional<RaceRow> broken(String guarantee) {
        return row(guarantee).filter(row -> row.verdict() == RaceVerdict.BROKEN);
    }

    /// Whether a guarantee held: the engine has exhausted its bound, a situation was arranged that
    /// needs no luck, or race tests had enough samples.
    ///
    /// @param floor how many samples of race tests are enough
    public boolean holds(String guarantee, long floor) {
        return row(guarantee)
                .filter(row -> row.verdict() == RaceVerdict.HELD)
                .filter(row -> isExhausted(row) || row.bound() == null || row.samples() >= floor)
                .isPresent();
    }

    /// Whether the engine has exhausted its bound for all of these guarantees.
    public boolean isExhausted(Collection<String> guarantees) {
        return guarantees.stream()
                .allMatch(guarantee -> row(guarantee).filter(RaceResult::isExhausted).isPresent());
    }

    private static boolean isExhausted(RaceRow row) {
        return row.engine() != null && row.engine().verdict() == EngineVerdict.EXHAUSTED;
    }

    /// Whether one of these guarantees has no verdict.
    boolean isOpen(Collection<String> guarantees) {
        return trouble != null
                || guarantees.stream()
                        .map(this::row)
                        .anyMatch(
                                row -> row.isEmpty() || row.get().verdict() == RaceVerdict.NOT_RUN);
    }

    /// Whether there is a result, and nothing that the strategy declares was seen broken.
    boolean isWhole() {
        return trouble == null
                && rows.stream()
                        .noneMatch(row -> row.declared() && row.verdict() == RaceVerdict.BROKEN);
    }

    /// What the engine has decided, and for the rest what race tests say.
    RaceResult completedBy(RaceResult stress) {
        if (trouble != null) return stress;
        if (stress.trouble != null) return this;
        var completed = new ArrayList<RaceRow>();
        for (var row : rows) {
            boolean isOpen = row.verdict() == RaceVerdict.NOT_RUN;
            completed.add(isOpen ? stress.row(row.guarantee()).orElse(row) : row);
        }
        stress.rows.stream().filter(row -> row(row.guarantee()).isEmpty()).forEach(completed::add);
        return new RaceResult(completed, declared, linesNotRun, null, false);
    }

    private Optional<RaceRow> row(String guarantee) {
        return rows.stream().filter(row -> row.guarantee().equals(guarantee)).findFirst();
    }

    /// Why verdicts are missing, if it is known; else empty.
    public String why() {
        var causes = rows.stream().map(RaceRow::cause).toList();
        if (causes.contains(RaceCause.OUT_OF_MEMORY)) return "its memory was exhausted";
        return causes.contains(RaceCause.TIME_UP) ? "it did not finish in time" : "";
    }
}
