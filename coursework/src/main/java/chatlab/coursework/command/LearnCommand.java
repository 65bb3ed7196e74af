package chatlab.coursework.command;

import chatlab.coursework.lab.Hints;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.learn.Exercise;
import chatlab.coursework.learn.LearnFolder;
import chatlab.coursework.learn.Tutor;
import chatlab.coursework.rubric.Tool;
import chatlab.terminal.Paint;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/// `lab learn`: one small exercise after the other, with a verdict at once.
@Command(
        name = "learn",
        mixinStandardHelpOptions = true,
        description = {
            "Teaches concurrency by small exercises in the terminal: predict, step, fix. There is"
                    + " no course and nothing to hand in.",
            "Shows the exercise that is next. Your progress is kept in the folder, and found from"
                    + " the folders in it."
        },
        exitCodeList = {
            "0:shown, or passed",
            "1:not passed yet",
            "2:wrong usage",
            "3:could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab learn                            the next exercise, in this folder",
            "  lab learn predict MEMBERSHIP         says what you expect to be broken",
            "  lab learn check                      judges what you did",
            "  lab learn watch                      judges it whenever you save a file",
            "  lab learn hint                       one more hint",
            "  lab learn list                       all exercises, and which are done"
        })
public final class LearnCommand implements Callable<Integer> {
    private static final int WIDTH = 96;
    private static final long LOOK_AGAIN_MILLIS = 300;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where you learn (default: this directory).")
    private Path directory = Path.of("");

    @Spec private CommandSpec spec;

    private final Pause pause;

    /// Passes the time until it is worth looking again whether a file was saved.
    @FunctionalInterface
    public interface Pause {
        void pass() throws IOException, InterruptedException;
    }

    public LearnCommand() {
        this(() -> Thread.sleep(LOOK_AGAIN_MILLIS));
    }

    /// @param pause of `watch`
    public LearnCommand(Pause pause) {
        this.pause = pause;
    }

    @Override
    public Integer call() throws IOException {
        show(LearnFolder.in(directory));
        return 0;
    }

    @Command(
            name = "predict",
            mixinStandardHelpOptions = true,
            exitCodeList = {"0:right", "1:not right", "2:wrong usage", "3:could not run"},
            description = "Answers an exercise that asks which promises a strategy breaks.")
    int predict(
            @Parameters(
                            arity = "0..*",
                            split = ",",
                            paramLabel = "PROMISE",
                            description = "Those that you expect to be broken; none: all are kept.")
                    List<String> promises)
            throws IOException, InterruptedException {
        var folder = LearnFolder.in(directory);
        var next = folder.next();
        if (next.isEmpty() || !(next.get() instanceof Exercise.Predict exercise)) {
            err().println("This exercise asks for no prediction; do it, then: lab learn check");
            return 2;
        }
        var broken =
                (promises == null ? List.<String>of() : promises)
                        .stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
        return judged(folder, exercise, tutor(folder, exercise).predicted(exercise, broken));
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            exitCodeList = {"0:passed", "1:not passed yet", "2:wrong usage", "3:could not run"},
            description = "Judges what you did for the exercise that is next.")
    int check() throws IOException, InterruptedException {
        var folder = LearnFolder.in(directory);
        var next = folder.next();
        if (next.isEmpty()) {
            show(folder);
            return 0;
        }
        if (next.get() instanceof Exercise.Predict exercise) {
            show(folder);
            err().println("Answer it: lab learn predict PROMISE,PROMISE (" + exercise.id() + ")");
            return 1;
        }
        return check(folder, next.get());
    }

    private int check(LearnFolder folder, Exercise next) throws IOException, InterruptedException {
        return switch (next) {
            case Exercise.Predict _ -> 1;
            case Exercise.Step exercise ->
                    judged(folder, exercise, tutor(folder, exercise).stepped(exercise));
            case Exercise.Fix exercise ->
                    judged(folder, exercise, tutor(folder, exercise).fixed(exercise));
        };
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            exitCodeList = {
                "0:all are done",
                "2:wrong usage",
                "3:could not run",
                "130:stopped with Ctrl-C"
            },
            description = {
                "Judges the exercise that is next whenever you save a file, until all are done;"
                        + " Ctrl-C ends it.",
                "Open a second terminal for the other commands."
            })
    int watch() throws IOException, InterruptedException {
        var folder = LearnFolder.in(directory);
        show(folder);
        var judged = Map.<Path, FileTime>of();
        while (folder.next().isPresent()) {
            var next = folder.next().get();
            // Taken before the judgment, so that what is saved meanwhile is judged, too.
            var saved = folder.saved(next);
            if (saved.equals(judged)) {
                pause.pass();
                continue;
            }
            judged = saved;
            folder = LearnFolder.in(directory);
            out().println();
            if (folder.isDone(next)) {
                show(folder); // it was done in another terminal
            } else if (check(folder, next) == 1) {
                out().println("Waiting for you to save a file. Ctrl-C ends this.");
                out().flush();
            }
        }
        return 0;
    }

    @Command(
            name = "hint",
            mixinStandardHelpOptions = true,
            exitCodeList = {"0:printed", "2:wrong usage", "3:could not be read"},
            description = "Prints one more hint to the exercise that is next.")
    int hint() throws IOException {
        var folder = LearnFolder.in(directory);
        var next = folder.next();
        if (next.isEmpty()) return 0;
        var stages = Hints.of(next.get().lab()).stages();
        int stage = Math.min(folder.hint(next.get()), stages.size());
        out().println(stages.get(stage - 1).strip());
        out().printf("%n(hint %d of %d)%n", stage, stages.size());
        out().flush();
        return 0;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            exitCodeList = {"0:listed", "2:wrong usage", "3:could not be read"},
            description = "Lists all exercises, and which are done.")
    int list() throws IOException {
        var folder = LearnFolder.in(directory);
        for (var exercise : folder.ladder()) {
            out().printf(
                            "%s %-11s %s%n",
                            folder.isDone(exercise) ? "done" : "    ",
                            exercise.id(),
                            exercise.lab().title());
        }
        out().flush();
        return 0;
    }

    private Tutor tutor(LearnFolder folder, Exercise exercise) throws IOException {
        var main = spec.root().userObject().getClass().getName();
        return new Tutor(LabTools.here(main), folder.workplace(exercise));
    }

    private int judged(LearnFolder folder, Exercise exercise, Tutor.Verdict verdict)
            throws IOException {
        verdict.lines().forEach(out()::println);
        var paint = Paint.forOutput();
        if (!verdict.isPassed()) {
            out().println("\n" + paint.unclear("Not yet.") + " More help: lab learn hint");
            out().flush();
            return 1;
        }
        folder.done(exercise);
        out().println("\n" + paint.good("Done: " + exercise.id() + ".") + "\n");
        show(folder);
        return 0;
    }

    private void show(LearnFolder folder) throws IOException {
        var out = out();
        var next = folder.next();
        if (next.isEmpty()) {
            out.println("All exercises are done. Next: a strategy of your own (lab handout).");
            out.flush();
            return;
        }
        var exercise = next.get();
        var workplace = fromHere(folder.workplace(exercise));
        int place = folder.ladder().indexOf(exercise) + 1;
        out.println(
                Paint.forOutput()
                        .strong(
                                "%d of %d  %s: %s"
                                        .formatted(
                                                place,
                                                folder.ladder().size(),
                                                exercise.lab().title(),
                                                exercise.verb())));
        out.println("\n" + question(exercise) + "\n");
        out.println(task(exercise, workplace));
        out.flush();
    }

    /// As short as it can be typed.
    private static Path fromHere(Path folder) throws IOException {
        var here = Path.of("").toRealPath();
        var there = folder.toRealPath();
        return there.startsWith(here) ? here.relativize(there) : there;
    }

    /// What the lab is about, from its handout.
    private static String question(Exercise exercise) throws IOException {
        var handout = Files.readString(exercise.lab().handout());
        int start = handout.indexOf("## Question");
        int end = handout.indexOf("\n## ", start + 1);
        return wrapped(handout.substring(start + "## Question".length(), end).strip());
    }

    private String task(Exercise exercise, Path workplace) {
        var dir = directory.toString().isEmpty() ? "" : " --dir " + directory;
        return switch (exercise) {
            case Exercise.Predict(var _, var strategy) ->
                    """
                    Predict, before you run anything: which of its promises does %1$s break?
                    Its code: lab docs strategies, or lib/strategies.jar in your editor. What the promises
                    mean: lab docs glossary. LIVENESS is the promise that each call returns.

                      lab learn predict PROMISE,PROMISE%2$s     or none, if you expect it to keep all\
                    """
                            .formatted(strategy, dir);
            case Exercise.Step(var _, var strategy, var guarantee, var scenario) ->
                    """
                    Be the scheduler: make %1$s break %2$s. When it is broken, press s to save the
                    schedule, as a .json file in this folder:

                    %4$s  lab step --strategy %1$s%3$s
                      lab learn check\
                    """
                            .formatted(
                                    strategy,
                                    guarantee,
                                    scenario.isEmpty() ? "" : " --scenario " + scenario,
                                    workplace.toString().isEmpty()
                                            ? ""
                                            : "  cd " + workplace + "\n");
            case Exercise.Fix(var _, var file, var tool, var guarantees) ->
                    """
                    Edit %s until it keeps, and declares,
                    %s. Then

                      lab learn check%s

                    or let lab learn watch%3$s judge it whenever you save.
                    To see how it breaks: %s\
                    """
                            .formatted(
                                    workplace.resolve(file),
                                    String.join(", ", guarantees),
                                    dir,
                                    tool == Tool.RACE
                                            ? "lab step --strategy FILE --search"
                                            : tool.command("FILE"));
        };
    }

    /// Broken between words, without the marks of Markdown.
    private static String wrapped(String text) {
        var lines = new StringBuilder();
        int column = 0;
        for (var word : text.replace("**", "").split("\\s+", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                lines.append('\n');
                column = 0;
            } else if (column > 0) {
                lines.append(' ');
                column++;
            }
            lines.append(word);
            column += word.length();
        }
        return lines.toString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
