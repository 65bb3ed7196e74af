package chatlab.cli;

import chatlab.coursework.command.GraderNotice;
import chatlab.races.command.RaceCommand;

import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// Adds to `lab race` of a source what the grader will not run of it.
///
/// It stands here because the races do not know the grader.
final class RaceNotice {
    private RaceNotice() {}

    /// Runs a command as usual.
    static int run(ParseResult result) {
        int exitCode = new RunLast().execute(result);
        var last = result.asCommandLineList().getLast();
        boolean isForPeople = !last.getParseResult().hasMatchedOption("--json");
        if (last.getCommand() instanceof RaceCommand && isForPeople) {
            String strategy = last.getParseResult().matchedOptionValue("--strategy", "");
            if (strategy.endsWith(".java") && Files.isRegularFile(Path.of(strategy))) {
                say(last.getErr(), Path.of(strategy));
            }
        }
        return exitCode;
    }

    private static void say(PrintWriter err, Path source) {
        try {
            GraderNotice.of(source, Lab.class.getName()).ifPresent(err::println);
            err.flush();
        } catch (IOException e) {
            err.println("Whether the grader will run it could not be checked: " + e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
