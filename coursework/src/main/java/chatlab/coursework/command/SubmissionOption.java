package chatlab.coursework.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that a report and its evidence are in.
final class SubmissionOption {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder with report.md (default: this one).")
    private Path directory = Path.of("");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /// Absolute, and there.
    Path path() {
        Path absolute = directory.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) return absolute;
        throw new ParameterException(
                command.commandLine(),
                "%s is not a folder; give the folder that holds report.md.".formatted(directory));
    }
}
