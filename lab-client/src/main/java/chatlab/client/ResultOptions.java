package chatlab.client;

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
final class ResultOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also leave the results there: JSON, a page, and what they rest on.")
    private @Nullable Path directory;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
    private boolean json;

    boolean json() {
        return json;
    }

    /// A line of progress on a terminal, unless the output is for a program.
    SwarmLine progress() {
        boolean isShown = !json && Terminal.isPresent();
        return new SwarmLine(new ProgressLine(command.commandLine().getErr(), isShown));
    }

    /// Begins the run's evidence if it is wanted.
    Optional<Evidence.Run> beginEvidence() throws IOException {
        if (directory == null) {
            return Optional.empty();
        }
        var words = new ArrayList<String>();
        words.add(command.root().name());
        words.addAll(command.commandLine().getParseResult().originalArgs());
        return Optional.of(Evidence.begin(directory, words));
    }
}
