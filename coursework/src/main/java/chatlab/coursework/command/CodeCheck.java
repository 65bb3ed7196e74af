package chatlab.coursework.command;

import chatlab.coursework.compile.PermittedApi;
import chatlab.coursework.compile.SourceCheck;
import chatlab.coursework.files.InputException;
import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.report.Subject;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.sandbox.LimitsOnly;
import chatlab.coursework.sandbox.Sandbox;
import chatlab.evidence.FolderTree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Tells students what of their code the grader will not run, before they hand it in.
final class CodeCheck {
    private CodeCheck() {}

    /// The report with a finding for each of its sources that the grader will not run.
    ///
    /// @param mainClass of the `lab` command
    static CheckedReport in(CheckedReport report, String mainClass)
            throws IOException, InterruptedException {
        var sources = new TreeSet<String>();
        for (var claim : report.claims()) {
            for (var key : List.of("subject", "relay")) {
                var source = String.valueOf(claim.values().get(key));
                if (Subject.isOwn(source)) sources.add(source);
            }
        }
        List<String> permits = List.of();
        try {
            var rubric = Rubric.read(LabFolder.find(report.lab()).rubric());
            permits = rubric.permits();
            if (rubric.strategy() != null) sources.add(rubric.strategy());
        } catch (IOException | InputException _) {
            // The report names no lab, or its rubric was not handed out.
        }
        sources.removeIf(source -> !Files.isRegularFile(report.submission().resolve(source)));
        if (sources.isEmpty()) return report;
        var findings = new ArrayList<>(report.findings());
        var work = Files.createTempDirectory("chatlab-code-");
        try {
            var sandbox = new Sandbox(new LimitsOnly(), mainClass);
            var check = new SourceCheck(sandbox, PermittedApi.with(permits), work);
            for (var source : sources)
                findings.addAll(findings(check, report.submission(), source));
        } finally {
            FolderTree.delete(work);
        }
        return new CheckedReport(
                report.submission(),
                report.lab(),
                report.students(),
                report.sections(),
                findings,
                report.claims());
    }

    private static List<Finding> findings(SourceCheck check, Path submission, String source)
            throws IOException, InterruptedException {
        var checked = check.check(submission, source);
        if (checked.mayRun() && checked.compiles()) return List.of();
        return List.of(
                new Finding(
                        0,
                        Kind.CODE,
                        source
                                + ": the grader will not run it. "
                                + (checked.compiles() ? checked.refusal() : checked.messages())));
    }
}
