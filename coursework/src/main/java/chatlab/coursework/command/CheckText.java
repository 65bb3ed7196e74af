package chatlab.coursework.command;

import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.Texts;
import chatlab.evidence.ClaimVerdict;
import chatlab.terminal.Paint;

import java.util.ArrayList;
import java.util.List;

/// A checked report as its author reads it on a terminal. Pure functions.
public final class CheckText {
    private static final int WIDTH = 96;
    private static final String INDENT = "    ";

    private final Paint paint;

    public CheckText(Paint paint) {
        this.paint = paint;
    }

    /// Every claim with its verdict, then the findings, then a summary.
    public String of(CheckedReport report) {
        var text = new StringBuilder();
        for (CheckedClaim claim : report.claims()) text.append(claim(claim)).append('\n');
        if (!report.findings().isEmpty()) {
            text.append(paint.strong("Findings")).append('\n');
            report.findings().forEach(finding -> text.append(finding(finding)));
            text.append('\n');
        }
        return text.append(conclusion(report)).append('\n').toString();
    }

    private String claim(CheckedClaim claim) {
        var text = new StringBuilder();
        text.append(paint.strong(claim.id()))
                .append("  ")
                .append(verdict(claim))
                .append(claim.overclaim() ? paint.bad(" (overclaim)") : "")
                .append("  ")
                .append(Texts.cut(claim.kind()))
                .append(", report.md:")
                .append(claim.line())
                .append('\n');
        text.append(wrapped(INDENT, INDENT, claim.rationale()));
        if (claim.verdict() != ClaimVerdict.SUPPORTED && claim.expected() != null) {
            text.append(wrapped(INDENT + "claimed  ", INDENT + "         ", claim.expected()));
        }
        if (claim.help() != null) {
            text.append(wrapped(INDENT + "do       ", INDENT + "         ", claim.help()));
        }
        return text.toString();
    }

    private static String finding(Finding finding) {
        String place = finding.line() == 0 ? "report.md: " : "report.md:" + finding.line() + ": ";
        return wrapped("  " + place, INDENT, finding.what());
    }

    private String conclusion(CheckedReport report) {
        long earned = report.claims().stream().filter(CheckedClaim::earned).count();
        int claims = report.claims().size();
        int findings = report.findings().size();
        String text =
                "%d of %s %s on its evidence; %s."
                        .formatted(
                                earned,
                                claims == 1 ? "1 claim" : claims + " claims",
                                earned == 1 ? "stands" : "stand",
                                findings == 0
                                        ? "no findings"
                                        : findings == 1 ? "1 finding" : findings + " findings");
        text = text.replace("stand on its", "stand on their");
        return report.isSound() ? paint.good(text) : paint.strong(text);
    }

    private String verdict(CheckedClaim claim) {
        var words = claim.verdict().word();
        if (claim.earned()) return paint.good(words);
        return switch (claim.verdict()) {
            case SUPPORTED, EQUIVALENT, INCONCLUSIVE, NOT_RUN -> paint.unclear(words);
            case CONTRADICTED, INADMISSIBLE -> paint.bad(words);
        };
    }

    /// Broken between words, and never a control character of a stranger's on the terminal.
    private static String wrapped(String first, String others, String text) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder(first);
        boolean isFresh = true;
        for (String word : text.replaceAll("\\p{Cntrl}", " ").split(" +", -1)) {
            if (!isFresh && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(others);
                isFresh = true;
            }
            if (!isFresh) line.append(' ');
            line.append(word);
            isFresh = false;
        }
        lines.add(line.toString());
        return String.join("\n", lines) + "\n";
    }
}
