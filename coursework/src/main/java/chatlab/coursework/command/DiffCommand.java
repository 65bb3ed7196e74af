package chatlab.coursework.command;

import chatlab.coursework.grade.GradeDiff;
import chatlab.coursework.rubric.Points;
import chatlab.evidence.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `lab grade diff`: what has changed between two gradings.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Says for each student what has changed between two gradings, and why: after a"
                        + " change of the rubric or of the lab, and for an appeal.",
        exitCodeList = {
            "0:nothing has changed",
            "1:something has changed",
            "2:wrong usage",
            "3:a folder holds no grades"
        },
        footerHeading = "%nExample:%n",
        footer = {"  lab grade diff grades-monday grades"})
final class DiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OLD", description = "The grades before.")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The grades now.")
    private Path now = Path.of("");

    @Option(names = "--json", description = "Print the changes as JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var diffs = GradeDiff.between(old, now);
        var out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.pretty(diffs));
        } else if (diffs.isEmpty()) {
            out.println("No grade has changed.");
        } else {
            diffs.forEach(diff -> print(diff, out));
        }
        out.flush();
        return diffs.isEmpty() ? 0 : 1;
    }

    private static void print(GradeDiff diff, PrintWriter out) {
        out.printf(
                "%s: %s, now %s (%s)%n",
                diff.submission(),
                points(diff.before()),
                points(diff.after()),
                String.join("; ", diff.causes()));
        for (var change : diff.criteria()) {
            out.printf(
                    "  %s: %s, now %s. %s%n",
                    change.criterion(), change.before(), change.after(), change.why());
        }
    }

    private static String points(@Nullable Double points) {
        return points == null ? "not graded" : Points.text(points);
    }
}
