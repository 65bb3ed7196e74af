package chatlab.coursework.command;

import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.Report;
import chatlab.coursework.report.ReportReader;
import chatlab.coursework.report.Seal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `lab report seal`: notes the prediction's hash and the time.
@Command(
        name = "seal",
        mixinStandardHelpOptions = true,
        description = {
            "Seals the prediction: notes its hash and the time in the report's front matter.",
            "Do it before you measure: without a prediction, no result can surprise you."
        },
        exitCodeList = {
            "0:sealed, now or before",
            "1:there is no prediction yet, or no front matter",
            "2:wrong usage",
            "3:could not run"
        },
        footerHeading = "%nExample:%n",
        footer = {"  lab report seal"})
final class SealCommand implements Callable<Integer> {
    @Mixin private final SubmissionOption submission = new SubmissionOption();

    @Spec private CommandSpec spec;

    private final Clock clock;

    /// As the command line makes it.
    SealCommand() {
        this(Clock.systemUTC());
    }

    SealCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Path file = submission.path().resolve(Report.FILE);
        List<Finding> findings = new ArrayList<>();
        var report = new ReportReader(findings::add).read(submission.path()).orElse(null);
        if (report == null) return refuse(findings.getFirst().what());
        if (report.headEnd() == 0 || report.head().isEmpty()) {
            return refuse("The report has no front matter that the seal could go into.");
        }
        if (report.section(Report.PREDICTION).map(Report.Section::isEmpty).orElse(true)) {
            return refuse("There is no prediction yet: write the section '## Prediction' first.");
        }
        var out = spec.commandLine().getOut();
        var old = Seal.of(report).orElse(null);
        if (old != null && old.at() != null && old.sha256().equals(Seal.hash(report))) {
            out.println("The prediction is sealed already, since " + old.at() + ".");
            return 0;
        }
        Files.writeString(file, Seal.sealed(report, clock.instant()));
        out.println(
                old == null
                        ? "The prediction is sealed. Now measure."
                        : "The prediction had changed; it is sealed anew. Evidence from before now"
                                + " is older than it.");
        return 0;
    }

    private int refuse(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return 1;
    }
}
