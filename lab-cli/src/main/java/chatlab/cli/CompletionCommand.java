package chatlab.cli;

import org.jspecify.annotations.Nullable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.Locale;

/// Prints the script that lets a shell complete the lab's commands and options.
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints the shell's completion script.",
        exitCodeList = {"0:printed", "2:wrong usage"},
        footer = {
            "",
            "To install it, add this line to ~/.bashrc or ~/.zshrc:",
            "  eval \"$(/path/to/lab completion)\""
        })
final class CompletionCommand implements Runnable {

    /// The shells that the script supports.
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec private CommandSpec spec;

    /// Only checked, so that another shell gives an error.
    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "One of ${COMPLETION-CANDIDATES}; the script is the same.")
    @SuppressWarnings({"unused", "UnusedVariable"})
    private @Nullable Shell shell;

    @Override
    public void run() {
        spec.commandLine().getOut().println(AutoComplete.bash("lab", spec.root().commandLine()));
    }
}
