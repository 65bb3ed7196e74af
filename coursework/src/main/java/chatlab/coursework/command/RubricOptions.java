package chatlab.coursework.command;

import chatlab.coursework.files.InputException;
import chatlab.coursework.rubric.Rubric;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The options that say by which rubric.
final class RubricOptions {
    @Option(names = "--lab", paramLabel = "NN", description = "Which lab, such as 02.")
    private @Nullable String lab;

    @Option(
            names = "--rubric",
            paramLabel = "FILE",
            description = "Another rubric than the lab's own.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Rubric rubric() throws IOException, InputException {
        if (file != null) return Rubric.read(file);
        if (lab == null) {
            throw new ParameterException(
                    spec.commandLine(), "Which lab? Give --lab NN, or --rubric FILE.");
        }
        return Rubric.read(WantedLab.find(lab, spec).rubric());
    }

    /// Texts that every student of the lab got.
    List<String> given() throws IOException {
        return lab == null ? List.of() : WantedLab.find(lab, spec).texts();
    }
}
