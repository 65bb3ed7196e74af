package chatlab.coursework.grade;

import chatlab.coursework.compile.PermittedApi;
import chatlab.coursework.compile.SourceCheck;
import chatlab.coursework.files.Folders;
import chatlab.coursework.race.Racing;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.sandbox.Sandbox;
import chatlab.coursework.score.CriterionVerdict;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Grade.GateResult;
import chatlab.coursework.score.Grade.Input;
import chatlab.coursework.score.Grade.Result;
import chatlab.coursework.score.Grade.RubricReference;
import chatlab.coursework.score.Scoring;
import chatlab.coursework.unpack.Submission;
import chatlab.coursework.unpack.Unpacking;
import chatlab.coursework.unpack.Unpacking.RefusedException;
import chatlab.coursework.unpack.Unpacking.Unpacked;
import chatlab.evidence.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Grades one submission after another by one rubric, as far as that needs no person.
///
/// [#grade] is the walk of a submission: unpack, compile, race, check, score. Each step returns a
/// record for the next one. The grader itself runs nothing of a submission: the [Sandbox] compiles
/// and races, and the grader reads its answers as data. Thread-safe; call it on platform threads.
public final class Grader {
    private final Rubric rubric;
    private final PermittedApi api;
    private final Sandbox sandbox;
    private final Racing.Extras extras;
    private final Grade.Tools tools;

    /// A grader that permits what the rubric permits.
    ///
    /// @param version of the lab
    public Grader(Rubric rubric, Sandbox sandbox, String version, Racing.Extras extras) {
        this.rubric = rubric;
        api = PermittedApi.with(rubric.permits());
        this.sandbox = sandbox;
        this.extras = extras;
        tools = new Grade.Tools(version, Runtime.version().toString(), sandbox.name());
    }

    /// A grade, and what the steps left.
    ///
    /// @param folder the unpacked submission; null: it was refused
    /// @param isNew false: the earlier grade still holds
    /// @param runs names and contents of files that vary from run to run
    public record Graded(
            Grade grade, @Nullable Path folder, boolean isNew, Map<String, String> runs) {}

    /// Takes a submission through all steps, unless an earlier grade is of the same files, rubric
    /// and tools.
    ///
    /// @param work an empty folder, for as long as it takes
    /// @param earlier without the decisions of people; null: there is none
    /// @throws IOException if the machine failed, not the student
    public Graded grade(Submission submission, Path work, @Nullable Grade earlier)
            throws IOException, InterruptedException {
        Unpacked unpacked;
        try {
            unpacked = Unpacking.unpack(submission, Files.createDirectory(work.resolve("in")));
        } catch (RefusedException e) {
            return new Graded(refused(submission, e), null, true, Map.of());
        }
        var root = unpacked.root();
        var inputs = inputs(root);
        if (earlier != null && isStillTrue(earlier, inputs)) {
            return new Graded(earlier, root, false, Map.of());
        }
        Folders.open(root);

        var sources = new SourceCheck(sandbox, api, work);
        var compiled = Compiled.of(rubric, root, sources);
        var raced = race(root, compiled);
        var checked = Checked.of(rubric, root, sources.guarded());
        var rerun = rerun(checked.report(), raced);
        var results = Scoring.of(rubric, raced == null ? null : raced.result(), rerun.report());
        var flags = Flags.of(rubric, tools, submission, unpacked, raced, rerun.report());
        flags.addAll(rerun.flags());
        flags.addAll(EvidenceDoubts.of(root, checked.sealed(), Instant.now()));

        var grade =
                grade(
                        submission,
                        inputs,
                        rerun.report().students(),
                        compiled.gates(),
                        results,
                        flags);
        Map<String, String> runs = new LinkedHashMap<>();
        if (!compiled.messages().isBlank()) runs.put("compiler.txt", compiled.messages());
        if (raced != null) runs.putAll(raced.files());
        runs.put(KeptReport.NAME, KeptReport.json(rerun.report()));
        var notes = new ArrayList<>(checked.spotChecks());
        if (raced != null) notes.addAll(raced.notes());
        if (!notes.isEmpty()) runs.put(GradeFolder.NOTES, String.join("\n", notes));
        return new Graded(grade, root, true, runs);
    }

    private @Nullable Racing race(Path root, Compiled compiled)
            throws IOException, InterruptedException {
        var strategy = rubric.strategy();
        if (rubric.raced().isEmpty() || strategy == null || compiled.folder() == null) return null;
        var entrant =
                new Racing.Entrant(
                        compiled.folder(),
                        strategy,
                        rubric.tool(),
                        Sha256.of(root.resolve(strategy)),
                        rubric.raced());
        return Racing.of(sandbox, entrant, extras);
    }

    private Rerun rerun(CheckedReport report, @Nullable Racing raced) {
        var strategy = rubric.strategy();
        return raced == null || strategy == null
                ? new Rerun(report, List.of())
                : Rerun.of(report, raced.result(), strategy, rubric.tool());
    }

    private boolean isStillTrue(Grade earlier, List<Input> inputs) {
        return earlier.criteria().stream().noneMatch(Grader::isOwed)
                && earlier.inputs().equals(inputs)
                && earlier.tools().equals(tools)
                && earlier.rubric().sha256().equals(rubric.sha256());
    }

    /// Whether the grader could not decide: then it tries again.
    private static boolean isOwed(Result result) {
        return result.needsHuman() && result.verdict() == CriterionVerdict.NOT_RUN;
    }

    private Grade refused(Submission submission, RefusedException refusal) throws IOException {
        var why =
                "The submission was refused, and nothing in it looked at: "
                        + refusal.getMessage()
                        + ".";
        var help = "Hand in a folder or a zip with report.md, src and evidence, and nothing else.";
        var gates =
                rubric.gates().stream().map(gate -> new GateResult(gate.id(), false, why)).toList();
        var inputs = new ArrayList<Input>();
        for (var source : submission.sources()) {
            var file = source.path();
            if (Files.isRegularFile(file)) inputs.add(input(file, file.getFileName()));
        }
        var results = Scoring.refused(rubric, why, help);
        return grade(submission, inputs, List.of(), gates, results, List.of(why));
    }

    private Grade grade(
            Submission submission,
            List<Input> inputs,
            List<CheckedReport.Student> students,
            List<GateResult> gates,
            List<Result> results,
            List<String> flags) {
        return new Grade(
                Grade.SCHEMA,
                submission.id(),
                rubric.lab(),
                new RubricReference(rubric.title(), rubric.sha256()),
                inputs,
                tools,
                students,
                gates,
                results,
                Points.round(results.stream().mapToDouble(Result::score).sum()),
                rubric.total(),
                results.stream().filter(Result::needsHuman).map(Result::id).toList(),
                flags);
    }

    private static List<Input> inputs(Path root) throws IOException {
        var inputs = new ArrayList<Input>();
        try (var files = Files.walk(root)) {
            for (var path : files.filter(Files::isRegularFile).toList()) {
                inputs.add(input(path, root.relativize(path)));
            }
        }
        inputs.sort(Comparator.comparing(Input::path));
        return inputs;
    }

    private static Input input(Path file, Path shown) throws IOException {
        var path = shown.toString().replace(File.separatorChar, '/');
        return new Input(path, Sha256.of(file), Files.size(file));
    }
}
