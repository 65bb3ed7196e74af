package chatlab.coursework.grade;

import chatlab.coursework.check.ReportCheck;
import chatlab.coursework.compile.Compilation;
import chatlab.coursework.compile.CompileMain;
import chatlab.coursework.compile.PermissionCheck;
import chatlab.coursework.compile.PermittedApi;
import chatlab.coursework.files.Folders;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.race.RaceResult;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Gate;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.sandbox.Sandbox;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Grade.GateResult;
import chatlab.coursework.score.Grade.Input;
import chatlab.coursework.score.Grade.Result;
import chatlab.coursework.score.Grade.RubricReference;
import chatlab.coursework.score.Judge;
import chatlab.coursework.unpack.Submission;
import chatlab.coursework.unpack.Unpacking;
import chatlab.coursework.unpack.Unpacking.RefusedException;
import chatlab.evidence.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// Grades one submission after another by one rubric, as far as that needs no person.
///
/// Nothing of a submission is run here: compiling and racing are left to the [Sandbox], and what
/// comes back is read as data. Thread-safe; call it on platform threads.
public final class Grader {
    /// Processor time: what a source may cost does not depend on how busy the machine is.
    private static final Duration COMPILING = Duration.ofSeconds(30);

    /// By the clock: a machine that is so slow is not the student's fault.
    private static final Duration COMPILING_AT_MOST = Duration.ofMinutes(5);

    private static final List<String> COMPILER =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Duration RACING = Duration.ofMinutes(2);
    private static final Duration READING = Duration.ofMinutes(2);

    /// Notes for staff, among the runs.
    static final String SPOT_CHECKS = "spot-checks.txt";

    private static final int RACES = 2;
    private static final int VIOLATIONS_SHOWN = 8;
    private static final int MESSAGES_SHOWN = 1_500;
    private static final String PERMITTED = "It uses nothing but what a strategy may use.";

    private final Rubric rubric;
    private final Judge judge;
    private final PermittedApi api;
    private final Sandbox sandbox;
    private final Grade.Tools tools;

    /// @param version of the lab
    public Grader(Rubric rubric, Sandbox sandbox, String version) {
        this(rubric, sandbox, version, PermittedApi.with(rubric.permits()));
    }

    public Grader(Rubric rubric, Sandbox sandbox, String version, PermittedApi api) {
        this.rubric = rubric;
        this.api = api;
        this.sandbox = sandbox;
        judge = new Judge(rubric);
        tools = new Grade.Tools(version, Runtime.version().toString(), sandbox.name());
    }

    /// What was graded, and what about it varies from run to run.
    ///
    /// @param folder what was unpacked; null: it was refused
    /// @param isNew whether anything was done, and not all of it known from before
    /// @param runs file names and what they hold
    record Graded(Grade grade, @Nullable Path folder, boolean isNew, Map<String, String> runs) {}

    Grade.Tools tools() {
        return tools;
    }

    /// Grades it, or finds that an earlier grade is still that of the same files.
    ///
    /// @param work an empty folder, for as long as it takes
    /// @param earlier less the decisions of people; null: there is none
    /// @throws IOException if the machine failed, not the student
    Graded grade(Submission submission, Path work, @Nullable Grade earlier)
            throws IOException, InterruptedException {
        Map<String, String> runs = new LinkedHashMap<>();
        Path root;
        try {
            root = Unpacking.unpack(submission.source(), Files.createDirectory(work.resolve("in")));
        } catch (RefusedException e) {
            return new Graded(refused(submission, e), null, true, runs);
        }
        var inputs = inputs(root);
        if (earlier != null && isStillTrue(earlier, inputs)) {
            return new Graded(earlier, root, false, runs);
        }
        Folders.open(root);
        var flags = new ArrayList<String>();
        if (submission.late()) flags.add("handed in late, says the platform");
        if (sandbox.name().equals("process"))
            flags.add("graded without a sandbox: --sandbox process");
        passedOver(root, flags);

        Map<String, Looked> known = new LinkedHashMap<>();
        var code = code(root, work, known, runs);
        var race = race(code, runs);
        var guarded = guarded(work, known);
        var report = report(root, guarded);
        runs.put(KeptReport.NAME, KeptReport.json(report));
        spotCheck(report, root, guarded, runs);
        report.findings().stream()
                .filter(finding -> finding.kind() == Kind.UNREADABLE)
                .forEach(finding -> flags.add(finding.what()));
        if (!report.lab().isEmpty() && !report.lab().equals(rubric.lab())) {
            flags.add("the report says that it is of lab " + Unpacking.shown(report.lab()));
        }
        undeclared(race, flags);

        var results = new ArrayList<Result>();
        for (var criterion : rubric.criteria()) {
            results.add(
                    switch (criterion) {
                        case Criterion.Race c -> judge.race(c, race);
                        case Criterion.Witness c -> judge.witness(c, report);
                        case Criterion.Claim c -> judge.claim(c, report);
                        case Criterion.Report c -> judge.report(c, report);
                        case Criterion.Human c -> judge.human(c);
                    });
        }
        var grade = grade(submission, inputs, report.students(), code.gates(), results, flags);
        return new Graded(grade, root, true, runs);
    }

    private boolean isStillTrue(Grade earlier, List<Input> inputs) {
        boolean wasOurs = earlier.criteria().stream().anyMatch(each -> isOurs(each));
        return !wasOurs
                && earlier.inputs().equals(inputs)
                && earlier.tools().equals(tools)
                && earlier.rubric().sha256().equals(rubric.sha256());
    }

    /// Whether the grader owes a verdict: then it tries again.
    private static boolean isOurs(Result result) {
        return result.needsHuman() && result.verdict().equals("NOT_RUN");
    }

    private Grade refused(Submission submission, RefusedException refusal) throws IOException {
        var why =
                "The submission was refused, and nothing in it looked at: "
                        + refusal.getMessage()
                        + ".";
        var help = "Hand in a folder or a zip with report.md, src and evidence, and nothing else.";
        var results = new ArrayList<Result>();
        for (var criterion : rubric.criteria()) {
            results.add(judge.nothing(criterion, "REFUSED", why, help));
        }
        var gates =
                rubric.gates().stream().map(gate -> new GateResult(gate.id(), false, why)).toList();
        var inputs =
                Files.isRegularFile(submission.source())
                        ? List.of(input(submission.source(), submission.source().getFileName()))
                        : List.<Input>of();
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

    /// The same grade with the decisions of people in it.
    Grade marked(Grade grade, Marks marks) {
        return judge.marked(grade, marks);
    }

    // --- The code ---

    /// The student's strategy, and which gates it passed.
    ///
    /// @param sha256 of its source
    /// @param folder that holds it and nothing else; null: it must not be run
    private record Code(List<GateResult> gates, @Nullable String sha256, @Nullable Path folder) {}

    /// @param known to which it is added
    private Code code(Path root, Path work, Map<String, Looked> known, Map<String, String> runs)
            throws IOException, InterruptedException {
        var strategy = rubric.strategy();
        if (strategy == null) return new Code(List.of(), null, null);
        var file = root.resolve(strategy);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return shut("There is no " + strategy + ".", "It is not there.");
        }
        var looked = look(file, strategy, Files.createDirectory(work.resolve("code")));
        known.put(strategy, looked);
        if (!looked.messages().isBlank()) runs.put("compiler.txt", looked.messages());
        if (!looked.compiles()) return shut(looked.refusal(), "It was not compiled.");
        var gates = new ArrayList<GateResult>();
        for (var gate : rubric.gates()) {
            gates.add(
                    switch (gate.kind()) {
                        case COMPILES -> new GateResult(gate.id(), true, strategy + " compiles.");
                        case PERMITTED ->
                                looked.refusal().isEmpty()
                                        ? new GateResult(gate.id(), true, PERMITTED)
                                        : new GateResult(gate.id(), false, looked.refusal());
                    });
        }
        // Whatever the rubric's gates: what is not permitted is never run.
        boolean mayRun = looked.refusal().isEmpty();
        return new Code(gates, mayRun ? Sha256.of(file) : null, mayRun ? looked.folder() : null);
    }

    private Code shut(String why, String others) {
        var gates = new ArrayList<GateResult>();
        for (var gate : rubric.gates()) {
            var reason = gate.kind() == Gate.Kind.COMPILES ? why : others;
            gates.add(new GateResult(gate.id(), false, reason));
        }
        return new Code(gates, null, null);
    }

    /// A source that was compiled and looked through, and not yet run.
    ///
    /// @param folder that holds it and nothing else
    /// @param messages the compiler's
    /// @param refusal why it must not be run; empty: it may be
    private record Looked(Path folder, boolean compiles, String messages, String refusal) {}

    private Looked look(Path file, String name, Path folder)
            throws IOException, InterruptedException {
        if (Files.size(file) > Unpacking.LARGEST_SOURCE) {
            return new Looked(folder, false, "", name + " is larger than 1 MB.");
        }
        var copy = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy);
        Folders.open(folder);
        var compilation = compile(folder, name);
        var messages = compilation.messages().strip();
        if (!compilation.compiled()) {
            var shown =
                    messages.length() > MESSAGES_SHOWN
                            ? messages.substring(0, MESSAGES_SHOWN) + " …"
                            : messages;
            return new Looked(folder, false, messages, "It does not compile:\n" + shown);
        }
        return new Looked(folder, true, messages, refusal(compilation));
    }

    private String refusal(Compilation compilation) {
        List<PermissionCheck.Violation> violations;
        try {
            violations = PermissionCheck.of(compilation.classes().values(), api);
        } catch (IllegalArgumentException _) {
            return "Its class files cannot be read. It was not run.";
        }
        if (violations.isEmpty()) return "";
        var shown =
                violations.stream()
                        .limit(VIOLATIONS_SHOWN)
                        .map(Object::toString)
                        .collect(Collectors.joining(", "));
        int more = violations.size() - VIOLATIONS_SHOWN;
        return "A strategy may not use "
                + shown
                + (more > 0 ? " and %d more".formatted(more) : "")
                + ". It was not run.";
    }

    /// The sandbox for commands that the report asks for: it runs a source only if that is
    /// permitted too, whatever it is called.
    private LabTools guarded(Path work, Map<String, Looked> known) {
        return (arguments, directory, limit) -> {
            for (var argument : arguments) {
                for (var each : argument.split(",", -1)) {
                    if (!each.endsWith(".java")) continue;
                    var looked = known.get(each);
                    if (looked == null) {
                        var folder =
                                Files.createDirectories(work.resolve("claimed-" + known.size()));
                        looked = look(directory.resolve(each), each, folder);
                        known.put(each, looked);
                    }
                    if (!looked.refusal().isEmpty()) {
                        return new LabTools.Outcome(3, "", each + ": " + looked.refusal());
                    }
                }
            }
            return sandbox.run(arguments, directory, limit);
        };
    }

    private Compilation compile(Path folder, String strategy)
            throws IOException, InterruptedException {
        return Compilation.of(
                sandbox.start(
                        COMPILER,
                        CompileMain.class.getName(),
                        List.of(strategy),
                        folder,
                        COMPILING_AT_MOST,
                        COMPILING));
    }

    private @Nullable RaceResult race(Code code, Map<String, String> runs)
            throws IOException, InterruptedException {
        var strategy = rubric.strategy();
        boolean isAsked = rubric.criteria().stream().anyMatch(Criterion.Race.class::isInstance);
        if (!isAsked || strategy == null || code.folder() == null) return null;
        var sha256 = Objects.requireNonNull(code.sha256());
        var arguments = List.of("race", "--strategy", strategy, "--quick", "--json");
        RaceResult result = null;
        for (int i = 1; i <= RACES && (result == null || result.mayDiffer()); i++) {
            var outcome = sandbox.run(arguments, code.folder(), RACING);
            runs.put("race-" + i + ".json", outcome.output());
            runs.put("race-" + i + ".err", outcome.errors());
            result = RaceResult.of(outcome, sha256);
        }
        return result;
    }

    private void undeclared(@Nullable RaceResult race, List<String> flags) {
        if (race == null || race.trouble() != null) return;
        var missing =
                rubric.declares().stream().filter(each -> !race.declared().contains(each)).toList();
        if (!missing.isEmpty())
            flags.add("the strategy does not declare " + String.join(", ", missing));
    }

    // --- The report ---

    /// Reads the report on a thread of its own: a text that keeps a pattern busy for ever must not
    /// keep the grader.
    private CheckedReport report(Path root, LabTools guarded)
            throws IOException, InterruptedException {
        var task = new FutureTask<>(() -> ReportCheck.check(root, guarded));
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

    private void spotCheck(
            CheckedReport report, Path root, LabTools guarded, Map<String, String> runs)
            throws IOException, InterruptedException {
        var notes = new ArrayList<String>();
        for (var criterion : rubric.criteria()) {
            if (!(criterion instanceof Criterion.Claim claim) || !claim.spotCheck()) continue;
            var best =
                    judge.best(claim, report)
                            .filter(each -> each.kind().equals("faster") && each.earned());
            if (best.isPresent()) SpotCheck.of(best.get(), root, guarded).ifPresent(notes::add);
        }
        if (!notes.isEmpty()) runs.put(SPOT_CHECKS, String.join("\n", notes));
    }

    private static CheckedReport unreadable(Path root, String what) {
        var finding = new Finding(0, Kind.UNREADABLE, what);
        return new CheckedReport(root, "", List.of(), Map.of(), List.of(finding), List.of());
    }

    // --- The files ---

    /// Says what a submission holds that looks as if it were to be run, and is not.
    private static void passedOver(Path root, List<String> flags) throws IOException {
        if (Files.exists(root.resolve("META-INF"))) flags.add("META-INF is not looked at");
        try (var files = Files.walk(root)) {
            if (files.anyMatch(path -> path.toString().endsWith(".jar"))) {
                flags.add("jar files are not looked at");
            }
        }
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
