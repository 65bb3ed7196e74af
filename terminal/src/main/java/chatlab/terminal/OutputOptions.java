package chatlab.terminal;

import chatlab.evidence.Evidence;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/// The options that say where the results of a measuring command go, and how it reports that it
/// could not run.
public final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write the results to DIR: JSON, a page, and the environment.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
    private boolean json;

    public boolean json() {
        return json;
    }

    /// A progress line on a terminal; silent if the output is for a program.
    public ProgressLine progress() {
        return new ProgressLine(command.commandLine().getErr(), !json && Terminal.isPresent());
    }

    /// Begins to record evidence, if `--out` asks for it.
    public Optional<Evidence.Run> beginEvidence() throws IOException {
        if (directory == null) {
            return Optional.empty();
        }
        var words = new ArrayList<String>();
        words.add(command.root().name());
        words.addAll(command.commandLine().getParseResult().originalArgs());
        return Optional.of(Evidence.begin(directory, words));
    }

    /// Prints a result at once.
    public void print(String text) {
        var out = command.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    /// Prints the exception's message as the error, and returns the exit code.
    public int fail(Exception e, int exitCode) {
        var line = command.commandLine();
        line.getErr().println(line.getColorScheme().errorText(String.valueOf(e.getMessage())));
        return exitCode;
    }
}
