package chatlab.coursework.command;

import chatlab.coursework.compile.PermittedApi;
import chatlab.coursework.compile.SourceCheck;
import chatlab.coursework.sandbox.LimitsOnly;
import chatlab.coursework.sandbox.Sandbox;
import chatlab.evidence.FolderTree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What other commands say about a student's source: whether the grader will run it.
public final class GraderNotice {
    private GraderNotice() {}

    /// A sentence with the lines of what is not permitted; empty if the grader will run it.
    ///
    /// @param mainClass of the `lab` command
    public static Optional<String> of(Path source, String mainClass)
            throws IOException, InterruptedException {
        var file = source.toAbsolutePath();
        var folder = Objects.requireNonNull(file.getParent());
        var work = Files.createTempDirectory("chatlab-code-");
        try {
            var sandbox = new Sandbox(new LimitsOnly(), mainClass);
            var check = new SourceCheck(sandbox, PermittedApi.with(List.of()), work);
            var checked = check.check(folder, String.valueOf(file.getFileName()));
            return checked.compiles() && !checked.mayRun()
                    ? Optional.of("The grader will not run this source. " + checked.refusal())
                    : Optional.empty();
        } finally {
            FolderTree.delete(work);
        }
    }
}
