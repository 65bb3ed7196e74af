package chatlab.coursework.command;

import chatlab.coursework.lab.LabFolder;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `lab grade export-autograder`: a lab's grading as another platform's containers run it.
@Command(
        name = "export-autograder",
        mixinStandardHelpOptions = true,
        description = {
            "Writes an autograder for Gradescope: a zip with setup.sh and run_autograder.",
            "setup.sh fetches the lab from the course's own repository, which the option"
                + " --repository names, and builds it; run_autograder grades one submission with"
                + " it.",
            "A container does not protect the grader itself: the grader runs as --sandbox process"
                    + " unless LAB_SANDBOX=required is set, and every grade says so."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  lab grade export-autograder --lab 02 --repository"
                    + " https://git.example.org/chat-lab.git --gradescope lab02.zip"
        })
final class AutograderCommand implements Callable<Integer> {
    private static final int EXECUTABLE = 0100755;
    private static final int PLAIN = 0100644;

    @Option(names = "--lab", required = true, paramLabel = "NN", description = "Which lab.")
    private String lab = "";

    @Option(
            names = "--gradescope",
            required = true,
            paramLabel = "FILE.zip",
            description = "Where the autograder goes.")
    private Path zip = Path.of("");

    @Option(
            names = "--repository",
            required = true,
            paramLabel = "URL",
            description = "Where the containers get the lab from (git).")
    private String repository = "";

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "The branch, tag or commit (default: HEAD).")
    private String revision = "HEAD";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LabFolder folder = LabFolder.find(lab);
        try (var out = new ZipArchiveOutputStream(zip)) {
            add(out, "setup.sh", EXECUTABLE, script("setup.sh"));
            add(out, "run_autograder", EXECUTABLE, script("run_autograder"));
            add(out, "lab.conf", PLAIN, settings(folder.number()));
            add(out, "rubric.yaml", PLAIN, Files.readString(folder.rubric()));
        }
        spec.commandLine().getOut().println("Written to " + zip + "; upload it to Gradescope.");
        return 0;
    }

    /// Variables for the scripts, quoted so that no value is more than a value.
    private String settings(String number) {
        return "LAB_NUMBER=%s\nLAB_REPOSITORY=%s\nLAB_REVISION=%s\n"
                .formatted(quoted(number), quoted(repository), quoted(revision));
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static String script(String name) throws IOException {
        try (InputStream in = AutograderCommand.class.getResourceAsStream("gradescope/" + name)) {
            if (in == null) throw new IllegalStateException("the lab was built without " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void add(ZipArchiveOutputStream out, String name, int mode, String text)
            throws IOException {
        var entry = new ZipArchiveEntry(name);
        entry.setTime(0); // the same grading gives the same bytes
        entry.setUnixMode(mode);
        out.putArchiveEntry(entry);
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeArchiveEntry();
    }
}
