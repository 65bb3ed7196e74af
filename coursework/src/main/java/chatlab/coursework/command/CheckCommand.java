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
            "Checks each claim of a report against its evidence, and the form of the report.",
            "Says what of your code the grader will not run. The grader uses the same check, so"
                    + " staff see what you see here."
        },
        exitCodeList = {
            "0:nothing to correct: each claim is supported, or honestly left open",
            "1:a claim is not supported, or there is a finding",
            "2:wrong usage",
            "3:could not run"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab report check                 the report in this directory",
            "  lab report check DIR --json      for programs; docs/reports.md says more"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin private final SubmissionOption submission = new SubmissionOption();

    @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String main = spec.root().userObject().getClass().getName();
        CheckedReport report =
                CodeCheck.in(ReportCheck.check(submission.path(), LabTools.here(main)), main);
        var out = spec.commandLine().getOut();
        out.print(
                json
                        ? Json.pretty(CheckDocument.of(report))
                        : new CheckText(Paint.forOutput()).of(report));
        out.flush();
        return report.isSound() ? 0 : 1;
    }
}
