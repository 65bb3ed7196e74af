package chatlab.coursework.command;

import chatlab.coursework.check.ReportCheck;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.page.ReportPage;
import chatlab.coursework.report.CheckedReport;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `lab report render`: the report as a page.
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = {
            "Makes one HTML page of a report: its text, its claims with their verdicts, and plots"
                    + " drawn anew from the evidence.",
            "It opens from disk, needs no network, runs no script, and prints well."
        },
        exitCodeList = {
            "0:rendered, whatever the check found",
            "1:no report can be read",
            "2:wrong usage",
            "3:could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab report render                       to report.html",
            "  lab report render DIR --out page.html"
        })
final class RenderCommand implements Callable<Integer> {
    @Mixin private final SubmissionOption submission = new SubmissionOption();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the page goes (default: report.html beside report.md).")
    private @Nullable Path file;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = submission.path();
        String main = spec.root().userObject().getClass().getName();
        CheckedReport report = ReportCheck.check(folder, LabTools.here(main));
        boolean isUnreadable =
                report.findings().stream().anyMatch(f -> f.kind() == CheckedReport.Kind.UNREADABLE);
        if (isUnreadable) {
            spec.commandLine().getErr().println(report.findings().getFirst().what());
            return 1;
        }
        Path page = file == null ? folder.resolve("report.html") : file;
        Files.writeString(page, ReportPage.html(report));
        spec.commandLine().getOut().println("Rendered to " + page + ".");
        return 0;
    }
}
