package chatlab.coursework.command;

import chatlab.coursework.check.ReportCheck;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.CheckedReport;
import chatlab.evidence.Json;
import chatlab.terminal.Paint;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.concurrent.Callable;

/// `lab report check`: what staff would see.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Says of each claim of a report what its evidence makes of it, and what else is wrong.",
            "The grader uses the same check: what it finds here, staff would find."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing to correct: each claim stands, or is honestly left open",
            "1:a claim that does not stand, or a finding",
            "2:wrong usage",
            "3:could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab report check                 the report in this directory",
            "  lab report check DIR --json      for other programs; docs/reports.md has the format"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin private final SubmissionOption submission = new SubmissionOption();

    @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String main = spec.root().userObject().getClass().getName();
        CheckedReport report = ReportCheck.check(submission.path(), LabTools.here(main));
        var out = spec.commandLine().getOut();
        out.print(
                json
                        ? Json.pretty(CheckDocument.of(report))
                        : new CheckText(Paint.forOutput()).of(report));
        out.flush();
        return report.isSound() ? 0 : 1;
    }
}
