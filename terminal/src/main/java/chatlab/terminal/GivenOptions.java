package chatlab.terminal;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Which options a user gave together. A combination that the command would half ignore is wrong
/// usage.
public final class GivenOptions {
    private final CommandLine command;

    /// @param spec of a command that is being executed
    public GivenOptions(CommandSpec spec) {
        command = spec.commandLine();
    }

    /// Refuses one option together with any of the others.
    ///
    /// @throws ParameterException with a sentence for the user
    public void refuse(String option, String... others) {
        for (var other : others) {
            if (has(option) && has(other)) {
                throw new ParameterException(
                        command,
                        "%s does not work with %s: leave one of them out."
                                .formatted(option, other));
            }
        }
    }

    /// Refuses any of the options without the one that they need.
    ///
    /// @throws ParameterException with a sentence for the user
    public void require(String needed, String... options) {
        for (var option : options) {
            if (has(option) && !has(needed)) {
                throw new ParameterException(command, "%s needs %s.".formatted(option, needed));
            }
        }
    }

    private boolean has(String option) {
        return command.getParseResult().hasMatchedOption(option);
    }
}
