package chatlab.coursework.command;

import chatlab.coursework.check.Scaffold;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.Report;
import chatlab.coursework.report.ReportReader;
import chatlab.evidence.Git;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab report new`: a report to begin with.
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Begins a lab's report: its sections, and a claim for each file of evidence found.",
            "Where a report is already, it only adds claims for evidence that none rests on yet."
        },
        exitCodeList = {
            "0:begun, or added to",
            "1:the report that is there cannot be read",
            "2:wrong usage",
            "3:could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab report new --lab 02                a report.md in this directory",
            "  lab report new --lab 02 --dir mine     in another"
        })
final class NewCommand implements Callable<Integer> {
    private static final int SHORT = 12;

    @Option(
            names = "--lab",
            required = true,
            paramLabel = "NN",
            description = "The lab's number, such as 02.")
    private String lab = "";

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where the report goes and evidence/ is (default: this directory).")
    private Path directory = Path.of("");

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path submission = directory.toAbsolutePath().normalize();
        Path file = submission.resolve(Report.FILE);
        boolean isNew = !Files.exists(file);
        List<Finding> findings = new ArrayList<>();
        var reader = new ReportReader(findings::add);
        var read = isNew ? reader.parse(template()) : reader.read(submission);
        if (read.isEmpty()) {
            spec.commandLine().getErr().println(findings.getFirst().what());
            return 1;
        }
        Report report = read.get();
        List<String> claims = new Scaffold(submission).claims(report);
        Files.createDirectories(submission);
        if (isNew || !claims.isEmpty()) Files.writeString(file, Scaffold.insert(report, claims));
        say(isNew, claims.size());
        return 0;
    }

    private void say(boolean isNew, int claims) {
        var out = spec.commandLine().getOut();
        String found = claims == 1 ? "1 claim" : claims + " claims";
        if (!isNew) {
            out.println(
                    claims == 0
                            ? "report.md is there, and a claim for all evidence that is found."
                            : "Added " + found + " to report.md, for the evidence that had none.");
        } else if (claims == 0) {
            out.println(
                    "report.md is begun. Write the prediction, seal it (lab report seal), then"
                            + " measure with --out evidence/NAME.");
        } else {
            out.println("report.md is begun, with " + found + " for the evidence found.");
        }
    }

    /// The lab's template, with the commit of the lab that is used.
    private String template() throws IOException {
        String template = Files.readString(WantedLab.find(lab, spec).reportTemplate());
        Git git = Git.ofLab();
        if (git == null) return template;
        String commit = git.commit().substring(0, Math.min(SHORT, git.commit().length()));
        return template.replaceFirst("(?m)^commit: none$", "commit: \"" + commit + "\"");
    }
}
