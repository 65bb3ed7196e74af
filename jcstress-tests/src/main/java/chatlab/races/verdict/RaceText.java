package chatlab.races.verdict;

import chatlab.evidence.race.LineRanges;
import chatlab.evidence.race.RaceOutcome;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.terminal.Paint;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A report as text for a terminal. Pure functions.
public final class RaceText {
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(8);

    private final Paint paint;

    public RaceText(Paint paint) {
        this.paint = paint;
    }

    /// The report of one strategy: a row for each guarantee, with its note below.
    ///
    /// @param isVerbose whether to print how often each outcome of each test was seen, and each
    ///   pair of lines that race
    public String of(RaceReport report, boolean isVerbose) {
        var text = new StringBuilder();
        text.append(paint.strong(report.strategy().name())).append("\n\n");
        for (var row : report.results()) {
            text.append(row(row));
            EngineText.of(row).ifPresent(engine -> text.append(indented(engine)));
            StepperWitness.hint(report.strategy(), row)
                    .ifPresent(hint -> text.append(indented(hint)));
            if (isVerbose) text.append(table(row.outcomes()));
        }
        DataRaceText.of(report, isVerbose)
                .ifPresent(races -> text.append("\nData races\n").append(indented(races)));
        notRun(report).ifPresent(lines -> text.append("\nNot run\n").append(indented(lines)));
        return text.append('\n').append(conclusion(report)).append('\n').toString();
    }

    /// What the engine never ran, in a sentence; empty if it ran all, or was not asked.
    static Optional<String> notRun(RaceReport report) {
        var lines = report.linesNotRun();
        return lines == null || lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ("Lines %s have code that no execution of the engine ran, or a condition"
                                        + " with one result only. The engine's answers say nothing"
                                        + " about it.")
                                .formatted(LineRanges.text(lines)));
    }

    /// The steps of each witness, as the engine plays them.
    public static String witnesses(Race race) {
        var text = new StringBuilder();
        race.witnesses()
                .forEach((promise, steps) -> {
                    text.append("\nHow ").append(promise).append(" breaks:\n");
                    for (var step : steps) text.append("  ").append(step).append('\n');
                });
        return text.toString();
    }

    private String row(RaceRow row) {
        var head =
                "%-20s  %-12s  %s  %s"
                        .formatted(
                                row.guarantee(),
                                row.declared() ? "declared" : "not declared",
                                painted(row, "%-7s".formatted(row.verdict())),
                                counts(row));
        return head.stripTrailing() + "\n" + indented(note(row));
    }

    private String painted(RaceRow row, String text) {
        return switch (row.verdict()) {
            case HELD -> paint.good(text);
            case BROKEN -> row.declared() ? paint.bad(text) : text;
            case NOT_RUN -> row.declared() ? paint.unclear(text) : text;
        };
    }

    /// The counts in words.
    static String counts(RaceRow row) {
        return switch (row.verdict()) {
            case HELD ->
                    row.bound() == null
                            ? ""
                            : "0 of %s; at most %s with 95 %% confidence"
                                    .formatted(number(row.samples()), share(row.bound()));
            case BROKEN ->
                    row.samples() <= 1
                            ? ""
                            : "%s of %s (%s)"
                                    .formatted(
                                            number(row.violations()),
                                            number(row.samples()),
                                            share((double) row.violations() / row.samples()));
            case NOT_RUN -> "";
        };
    }

    /// The note, or a sentence for a guarantee that is not promised and not seen broken.
    static String note(RaceRow row) {
        if (!row.declared() && row.verdict() == RaceVerdict.HELD && row.note().isEmpty()) {
            return "Not seen broken; not promised either.";
        }
        return row.note();
    }

    private static String table(List<RaceOutcome> outcomes) {
        return outcomes.stream()
                .map(o -> INDENT + "%12s  %s%n".formatted(number(o.count()), o.id()))
                .collect(Collectors.joining());
    }

    /// The conclusion in one sentence.
    static String conclusion(RaceReport report) {
        var name = report.strategy().name();
        if (!report.canary().isSound()) {
            return "No verdict counts: "
                    + (report.canary().caught()
                            ? "the canary's correct twin was seen broken."
                            : "the planted bug was not caught; try again on an idle machine, or"
                                    + " with --time 60s.");
        }
        long declared = report.results().stream().filter(RaceRow::declared).count();
        long broken = count(report, RaceVerdict.BROKEN);
        long missing = count(report, RaceVerdict.NOT_RUN);
        if (declared == 0) return name + " does not promise this.";
        if (broken > 0) return name + " broke " + some(broken, declared) + ".";
        if (missing > 0) return name + ": " + some(missing, declared) + " could not be tested.";
        var all = declared == 1 ? "its promise" : "all %d promises".formatted(declared);
        return name + " kept " + all + " in this run.";
    }

    private static String some(long number, long of) {
        return of == 1 ? "its promise" : "%d of %d promises".formatted(number, of);
    }

    private static long count(RaceReport report, RaceVerdict verdict) {
        return report.results().stream()
                .filter(row -> row.declared() && row.verdict() == verdict)
                .count();
    }

    private static String indented(String note) {
        return note.lines()
                .flatMap(line -> line.startsWith(" ") ? Stream.of(line) : wrapped(line).lines())
                .map(line -> INDENT + line + "\n")
                .collect(Collectors.joining());
    }

    /// Wraps a line between words.
    private static String wrapped(String line) {
        var text = new StringBuilder();
        int column = 0;
        for (var word : line.split("(?<=\\S) ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH - INDENT.length()) {
                text.append('\n');
                column = 0;
            } else if (column > 0) {
                text.append(' ');
                column++;
            }
            text.append(word);
            column += word.length();
        }
        return text.toString();
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// A share in percent, with two significant digits.
    static String share(double share) {
        var digits = new BigDecimal(100 * share).round(new MathContext(2)).toPlainString();
        return digits + " %";
    }
}
