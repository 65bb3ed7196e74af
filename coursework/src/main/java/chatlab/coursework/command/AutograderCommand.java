package chatlab.coursework.command;

import chatlab.coursework.files.Folders;
import chatlab.coursework.lab.LabFolder;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab grade export-autograder`: a lab's grading as another platform's containers run it.
@Command(
        name = "export-autograder",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what another platform needs to grade a lab: for Gradescope a zip, for the"
                    + " others a folder.",
            "Gradescope's containers fetch the lab from the course's own repository, which the"
                    + " option --repository names, and build it. The others use an image, which"
                    + " coursework/containers/Containerfile builds.",
            "A container does not protect the grader itself: the grader runs as --sandbox process"
                    + " unless LAB_SANDBOX=required is set, and every grade says so."
        },
        exitCodeList = {"0:written", "2:wrong usage", "3:could not write"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab grade export-autograder --lab 02 --gradescope lab02.zip \\",
            "      --repository https://git.example.org/chat-lab.git",
            "  lab grade export-autograder --lab 02 --prairielearn questions/lab02 \\",
            "      --image registry.example.org/chat-lab"
        })
final class AutograderCommand implements Callable<Integer> {
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    @Option(names = "--lab", required = true, paramLabel = "NN", description = "Which lab.")
    private String lab = "";

    @ArgGroup(multiplicity = "1")
    private Platform platform = new Platform();

    @Option(
            names = "--repository",
            paramLabel = "URL",
            description = "For Gradescope: where its containers get the lab from (git).")
    private @Nullable String repository;

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "For Gradescope: the branch, tag or commit (default: HEAD).")
    private String revision = "HEAD";

    @Option(
            names = "--image",
            paramLabel = "NAME",
            description = "For PrairieLearn: the image that holds the lab (default: chat-lab).")
    private String image = "chat-lab";

    @Spec private CommandSpec spec;

    /// Where it goes; one of them is given.
    private static final class Platform {
        @Option(
                names = "--gradescope",
                paramLabel = "FILE.zip",
                description = "Write an autograder for Gradescope.")
        private @Nullable Path gradescope;

        @Option(
                names = "--prairielearn",
                paramLabel = "DIR",
                description = "Write a question for PrairieLearn.")
        private @Nullable Path prairieLearn;

        @Option(
                names = "--artemis",
                paramLabel = "DIR",
                description = "Write the test repository of an Artemis exercise.")
        private @Nullable Path artemis;

        @Option(
                names = "--docker",
                paramLabel = "DIR",
                description = "Write a script that grades in a container.")
        private @Nullable Path docker;
    }

    @Override
    public Integer call() throws IOException {
        LabFolder folder = WantedLab.find(lab, spec);
        if (platform.gradescope != null) {
            if (repository == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "Where do Gradescope's containers get the lab from? Give --repository"
                                + " URL.");
            }
            zip(platform.gradescope, AutograderFile.gradescope(folder, repository, revision));
            say("Written to %s; upload it to Gradescope.", platform.gradescope);
        } else if (platform.prairieLearn != null) {
            write(platform.prairieLearn, AutograderFile.prairieLearn(folder, image));
            say("Written to %s; it is a question of your course.", platform.prairieLearn);
        } else if (platform.artemis != null) {
            write(platform.artemis, AutograderFile.artemis(folder));
            say(
                    "Written to %s; push it to the exercise's test repository, and make build.sh"
                            + " its build script.",
                    platform.artemis);
        } else if (platform.docker != null) {
            write(platform.docker, AutograderFile.docker(folder));
            say("Written to %s; run grade.sh there.", platform.docker);
        }
        return 0;
    }

    private void say(String sentence, Path to) {
        spec.commandLine().getOut().println(sentence.formatted(to));
        spec.commandLine().getOut().flush();
    }

    private static void write(Path folder, List<AutograderFile> files) throws IOException {
        for (var file : files) {
            var path = folder.resolve(file.path());
            Folders.write(path, file.text());
            if (file.isExecutable() && !path.toFile().setExecutable(true)) {
                throw new IOException(path + " cannot be made executable.");
            }
        }
    }

    private static void zip(Path zip, List<AutograderFile> files) throws IOException {
        try (var out = new ZipArchiveOutputStream(zip)) {
            for (var file : files) {
                var entry = new ZipArchiveEntry(file.path());
                entry.setTime(0); // the same grading gives the same bytes
                entry.setUnixMode(file.isExecutable() ? EXECUTABLE : PLAIN);
                out.putArchiveEntry(entry);
                out.write(file.text().getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
        }
    }
}
