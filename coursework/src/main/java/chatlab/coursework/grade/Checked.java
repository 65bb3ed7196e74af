package chatlab.coursework.grade;

import chatlab.coursework.check.ReportCheck;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.report.ClaimKind;
import chatlab.coursework.report.ReportReader;
import chatlab.coursework.report.Seal;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.ClaimScore;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The step that checks a report.
///
/// @param sealed when the prediction was sealed; null: it was not
/// @param spotChecks notes for staff
record Checked(CheckedReport report, @Nullable Instant sealed, List<String> spotChecks) {
    private static final Duration READING = Duration.ofMinutes(2);

    /// Checks the report, and measures again where the rubric asks for it.
    static Checked of(Rubric rubric, Path root, LabTools tools)
            throws IOException, InterruptedException {
        var read = read(root, tools);
        var report = read.report();
        var claims = new ClaimScore(rubric, report);
        var notes = new ArrayList<String>();
        for (var criterion : rubric.criteria()) {
            if (!(criterion instanceof Criterion.Claim claim) || !claim.spotCheck()) continue;
            var best =
                    claims.best(claim)
                            .filter(each ->
                                    each.kind().equals(ClaimKind.FASTER.title()) && each.earned());
            if (best.isPresent()) SpotCheck.of(best.get(), root, tools).ifPresent(notes::add);
        }
        return new Checked(report, read.sealed(), notes);
    }

    /// Reads the report on a thread of its own: a text that keeps a regular expression busy for
    /// hours must not stop the grader.
    private static Checked read(Path root, LabTools tools)
            throws IOException, InterruptedException {
        var task =
                new FutureTask<>(() -> {
                    var report = ReportCheck.check(root, tools);
                    var seal = new ReportReader(_ -> {}).read(root).flatMap(Seal::of);
                    return new Checked(report, seal.map(Seal::at).orElse(null), List.of());
                });
        Thread.ofPlatform().name("report of a submission").daemon().start(task);
        try {
            return task.get(READING.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            task.cancel(true);
            return unreadable(root, "the report takes too long to read");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) throw io;
            if (e.getCause() instanceof InterruptedException interrupted) throw interrupted;
            if (e.getCause() instanceof StackOverflowError) {
                return unreadable(root, "the report is nested too deeply to be read");
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Checked unreadable(Path root, String what) {
        var finding = new Finding(0, Kind.UNREADABLE, what);
        var report = new CheckedReport(root, "", List.of(), Map.of(), List.of(finding), List.of());
        return new Checked(report, null, List.of());
    }
}
