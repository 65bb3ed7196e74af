package chatlab.coursework.command;

import chatlab.coursework.files.InputException;
import chatlab.coursework.review.Review;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `lab grade appeal`: a page about one grade that staff and student read together.
@Command(
        name = "appeal",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a page with all that a grade rests on: for each criterion the rule, the claim,"
                    + " the evidence, what was run again, the witness with the command that replays"
                    + " it, and what a person decided.",
            "It reads what lab grade has kept, and runs no student's code."
        },
        exitCodeList = {
            "0:the page is written",
            "2:wrong usage, such as an unknown submission",
            "3:could not run"
        },
        footerHeading = "%nExample:%n",
        footer = {"  lab grade appeal grades exampleann_4711"})
final class AppealCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "GRADES",
            description = "The folder that lab grade --out wrote.")
    private Path grades = Path.of("");

    @Parameters(index = "1", paramLabel = "ID", description = "The submission, as in cohort.html.")
    private String id = "";

    @Option(
            names = "--rubric",
            paramLabel = "FILE",
            description = "The rubric that it was graded by, if it is not the lab's own.")
    private @Nullable Path rubricFile;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            var out = spec.commandLine().getOut();
            out.println(Review.of(grades, rubricFile).appeal(id));
            out.flush();
            return 0;
        } catch (InputException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
