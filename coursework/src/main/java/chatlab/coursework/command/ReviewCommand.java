package chatlab.coursework.command;

import chatlab.coursework.files.InputException;
import chatlab.coursework.review.Review;
import chatlab.coursework.review.ReviewServer;

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
import java.util.concurrent.CountDownLatch;

/// `lab grade review`: a page on which people mark what needs people.
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = {
            "Serves a page to this machine on which a marker reads each report beside its evidence"
                    + " and gives the marks that need a person.",
            "They go to GRADES/marks/ID.yaml, where lab grade finds them on its next run. Whoever"
                + " has the address that is printed may mark; it is new each time. Ctrl-C ends it."
        },
        exitCodeList = {
            "2:wrong usage, such as a folder without grades or marks with a mistake",
            "3:could not run"
        },
        footerHeading = "%nExample:%n",
        footer = {"  lab grade review grades"})
final class ReviewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "GRADES", description = "What lab grade --out wrote.")
    private Path grades = Path.of("");

    @Option(
            names = "--rubric",
            paramLabel = "FILE",
            description = "The rubric that they were graded by, if it is not the lab's own.")
    private @Nullable Path rubricFile;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to listen (default: 0, any port that is free).")
    private int port;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > 65_535) throw usage("--port must be from 0 to 65535.");
        try (var server = ReviewServer.start(Review.of(grades, rubricFile), port)) {
            var out = spec.commandLine().getOut();
            out.println("Open " + server.address() + " to mark; Ctrl-C ends it.");
            out.flush();
            new CountDownLatch(1).await();
        } catch (InputException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
