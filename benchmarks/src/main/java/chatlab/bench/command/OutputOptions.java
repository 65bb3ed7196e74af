package chatlab.bench.command;

import chatlab.evidence.Evidence;
import chatlab.terminal.ProgressLine;
import chatlab.terminal.Terminal;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/// The options that say where a command's results go, the same for all that measure.
final class OutputOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also write the results to DIR: JSON, a page, charts, and the evidence behind"
                            + " them.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
    private boolean json;

    boolean json() {
        return json;
    }

    /// A line of progress on a terminal, unless the output is for a program.
    ProgressLine progress() {
        return new ProgressLine(command.commandLine().getErr(), !json && Terminal.isPresent());
    }

    /// Begins the run's evidence if it is wanted.
    Optional<Evidence.Run> beginEvidence() throws IOException {
        if (directory == null) {
            return Optional.empty();
        }
        var words = new ArrayList<String>();
        words.add(command.root().name());
        words.addAll(command.root().commandLine().getParseResult().originalArgs());
        return Optional.of(Evidence.begin(directory, words));
    }
}
