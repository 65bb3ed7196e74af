package chatlab.coursework.command;

import chatlab.coursework.cohort.Cohort;
import chatlab.coursework.cohort.Roster;
import chatlab.coursework.files.InputException;
import chatlab.coursework.grade.GradeRun;
import chatlab.coursework.grade.Grader;
import chatlab.coursework.grade.Shard;
import chatlab.coursework.race.ChatWhen;
import chatlab.coursework.race.Racing;
import chatlab.coursework.sandbox.Bubblewrap;
import chatlab.coursework.sandbox.LimitsOnly;
import chatlab.coursework.sandbox.Sandbox;
import chatlab.coursework.sandbox.SandboxException;
import chatlab.coursework.sandbox.Walls;
import chatlab.coursework.score.Grade;
import chatlab.coursework.unpack.Submission;
import chatlab.coursework.unpack.Submissions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// `lab grade`: applies a rubric to a folder of submissions.
@Command(
        name = "grade",
        mixinStandardHelpOptions = true,
        subcommands = {
            ReviewCommand.class,
            MergeCommand.class,
            DiffCommand.class,
            AppealCommand.class,
            PlanCommand.class,
            AutograderCommand.class
        },
        description = {
            "Grades a folder of submissions: reports against their evidence, and code by running"
                    + " it in every order of steps within a bound.",
            "Students' code is compiled and run in a sandbox only. Criteria that need a person stay"
                    + " open; marks given in GRADES/marks are merged on the next run. A stopped run"
                    + " continues where it stopped; nothing is graded twice unless something"
                    + " changed."
        },
        exitCodeList = {
            "0:all graded",
            "1:all graded, and some were refused: see cohort.html",
            "2:wrong usage, such as a rubric or marks with a mistake",
            "3:could not run, or could not grade some"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab grade --lab 02 submissions/ --out grades",
            "  lab grade --lab 02 submissions/ --out grades --roster roster.csv --jobs 2",
            "  lab grade --lab 02 ann.zip --out grades          one submission",
            "  lab grade --lab 02 submissions/ --out part3 --shard 3/10"
        })
public final class GradeCommand implements Callable<Integer> {

    /// Where students' code runs.
    private enum Confinement {
        REQUIRED,
        PROCESS
    }

    @Mixin private final RubricOptions rubrics = new RubricOptions();

    @Parameters(
            paramLabel = "SUBMISSIONS",
            arity = "0..1",
            description =
                    "A folder of folders or archives, as Canvas, Moodle and Gradescope name them;"
                            + " or one submission.")
    private @Nullable Path place;

    @Option(names = "--out", paramLabel = "GRADES", description = "Where the grades go.")
    private @Nullable Path out;

    @Option(
            names = "--roster",
            paramLabel = "CSV",
            description = "The students of the course: a CSV file with a column 'id'.")
    private @Nullable Path rosterFile;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Submissions at a time (default: 1). No mark depends on it.")
    private int jobs = 1;

    @Option(
            names = "--sandbox",
            paramLabel = "required|process",
            description =
                    "required (default): bubblewrap, or nothing is run. process: child processes"
                            + " under limits, for code that you trust; every grade says so.")
    private Confinement confinement = Confinement.REQUIRED;

    @Option(
            names = "--stress",
            description =
                    "Run the race tests as well where the engine has decided. What they see beyond"
                            + " it is a note for staff, and costs no points.")
    private boolean stress;

    @Option(
            names = "--chat",
            paramLabel = "WHEN",
            description =
                    "When to try a strategy that held in a chat: never, doubtful (default: where"
                        + " the engine never ran some of its code, or has no answer), always. What"
                        + " it shows is a note for staff, and costs no points.")
    private ChatWhen chat = ChatWhen.DOUBTFUL;

    @Option(
            names = "--shard",
            paramLabel = "K/N",
            converter = ShardConverter.class,
            description =
                    "Grade only the K-th of N parts, here; lab grade merge puts the parts"
                            + " together.")
    private @Nullable Shard shard;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ID",
            description = "Grade these again, even if nothing has changed.")
    private List<String> only = List.of();

    @Option(names = "--fresh", description = "Grade again what is graded already.")
    private boolean fresh;

    @Mixin private final ExportOptions exports = new ExportOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var place = place();
        var out = out(place);
        if (jobs < 1) throw usage("--jobs must be 1 or more.");
        exports.check();
        try {
            var rubric = rubrics.rubric();
            var sandbox = new Sandbox(walls(), spec.root().userObject().getClass().getName());
            var grader =
                    new Grader(
                            rubric,
                            sandbox,
                            version(),
                            new Racing.Extras(stress, chat, rubrics.given()));
            var roster = rosterFile == null ? Roster.NONE : Roster.read(rosterFile);
            var submissions = Submissions.in(place);
            if (submissions.all().isEmpty()) {
                submissions.leftOver().forEach(this::sayNotGraded);
                throw usage(
                        "There is no submission in "
                                + place
                                + ": neither a folder nor an archive.");
            }
            Predicate<String> wanted = fresh ? _ -> true : only(submissions.all());
            if (shard != null) submissions = ofShard(submissions, shard);
            var run = new GradeRun(rubric, grader, out, jobs, wanted, shard);
            Cohort cohort;
            try (var progress =
                    new GradeLines(spec.commandLine().getErr(), submissions.all().size())) {
                cohort = run.run(submissions, roster, rubrics.given(), progress);
            }
            exports.write(cohort, out, spec.commandLine().getErr());
            return end(cohort, out);
        } catch (InputException e) {
            throw usage(String.valueOf(e.getMessage()));
        } catch (SandboxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Submissions ofShard(Submissions submissions, Shard shard) {
        var all = submissions.all().stream().filter(each -> shard.has(each.id())).toList();
        return new Submissions(all, submissions.leftOver());
    }

    private void sayNotGraded(String what) {
        spec.commandLine().getErr().println("not graded: " + what);
    }

    /// Whether a submission is one of those that [#only] names.
    private Predicate<String> only(List<Submission> submissions) {
        var known = submissions.stream().map(Submission::id).toList();
        for (var id : only) {
            if (!known.contains(id)) {
                throw usage(
                        "There is no submission " + id + "; --only takes ids as in cohort.html.");
            }
        }
        return only::contains;
    }

    /// Reads `3/10`.
    static final class ShardConverter implements ITypeConverter<Shard> {
        @Override
        public Shard convert(String text) {
            try {
                return Shard.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    private Path place() {
        if (place == null) throw usage("Which submissions? Give a folder or an archive.");
        if (!Files.exists(place)) throw usage("There is no " + place + ".");
        if (Files.isRegularFile(place) && !Submissions.isArchive(place)) {
            throw usage(place + " is neither a folder nor an archive.");
        }
        return place;
    }

    private Path out(Path place) {
        if (out == null) throw usage("Where do the grades go? Give --out GRADES.");
        if (isWithin(out, place)) {
            throw usage(
                    "%s lies in %s, and would be graded as a submission next time; choose another --out."
                            .formatted(out, place));
        }
        return out;
    }

    private static boolean isWithin(Path inner, Path outer) {
        var path = inner.toAbsolutePath().normalize();
        return path.startsWith(outer.toAbsolutePath().normalize());
    }

    private Walls walls() throws IOException, InterruptedException, SandboxException {
        return switch (confinement) {
            case REQUIRED -> Bubblewrap.find();
            case PROCESS -> new LimitsOnly();
        };
    }

    private String version() {
        var version = spec.root().userObject().getClass().getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "development");
    }

    private int end(Cohort cohort, Path out) {
        var output = spec.commandLine().getOut();
        var grades = cohort.members().stream().map(Cohort.Member::grade).toList();
        long refused = grades.stream().filter(Grade::isRefused).count();
        long open = grades.stream().filter(each -> !each.needsHuman().isEmpty()).count();
        output.printf(
                "%d graded, %d of them refused, %d wait for a marker; see %s%n",
                grades.size(), refused, open, out.resolve("cohort.html"));
        cohort.failures().forEach((id, why) -> output.printf("not graded: %s: %s%n", id, why));
        cohort.notices().forEach(notice -> output.printf("not graded: %s%n", notice));
        output.flush();
        if (!cohort.failures().isEmpty()) return 3;
        return refused > 0 ? 1 : 0;
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
