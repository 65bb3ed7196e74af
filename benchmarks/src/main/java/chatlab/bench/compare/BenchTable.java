package chatlab.bench.compare;

import chatlab.bench.check.Correctness;
import chatlab.bench.run.BenchQuestion;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.Interval;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.evidence.Objection;
import chatlab.evidence.Ratio;
import chatlab.terminal.Columns;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A report as rows of text, the same for the console and the page.
public final class BenchTable {

    /// An interval whose ends differ by this factor only says that there were too few forks.
    private static final double TOO_WIDE = 100;

    /// One row, its cells in the order of the header's.
    ///
    /// @param verdict what the last cell says; null: it holds no verdict
    public record Line(List<String> cells, @Nullable ClaimVerdict verdict, boolean isStruckOut) {}

    /// One table: results that were measured alike.
    public record Section(String title, List<String> header, List<Line> lines) {}

    private final BenchReport findings;

    public BenchTable(BenchReport findings) {
        this.findings = findings;
    }

    public List<Section> sections() {
        return findings.rows().stream().map(this::section).toList();
    }

    /// The sections as a console shows them; what is struck out stands between `~`.
    public String text() {
        return sections().stream().map(BenchTable::text).collect(Collectors.joining("\n"));
    }

    private Section section(List<Comparisons.Row> rows) {
        JmhResult first = rows.getFirst().result();
        String base =
                rows.stream()
                        .filter(row -> row.judgement() == null)
                        .map(row -> row.result().contestant())
                        .findFirst()
                        .orElse("");
        String title = title(first) + " at " + first.where();
        String score = first.primaryMetric().scoreUnit();
        String interval = Amount.percent(findings.terms().confidence()) + " interval";
        List<String> header =
                List.of("strategy", score, interval, "to " + base, interval, "verdict");
        return new Section(title, header, rows.stream().map(this::line).toList());
    }

    /// The name of a result's benchmark.
    public static String title(JmhResult result) {
        return BenchQuestion.of(result.benchmark())
                .map(BenchQuestion::toString)
                .orElse(result.benchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"));
    }

    private Line line(Comparisons.Row row) {
        JmhResult result = row.result();
        var why = findings.struckOut(result.contestant());
        List<String> cells = new ArrayList<>();
        cells.add(result.contestant());
        cells.add(Amount.of(result.typicalScore()));
        double confidence = findings.terms().confidence();
        cells.add(interval(result.interval(confidence)));
        Judgement judgement = row.judgement();
        if (judgement == null) {
            cells.addAll(List.of("1", "", why.map(w -> "struck out: " + w).orElse("baseline")));
        } else {
            Ratio ratio = judgement.ratio();
            cells.add(ratio == null ? "-" : Amount.digits(ratio.estimate()));
            cells.add(interval(ratio == null ? null : ratio.interval(confidence)));
            cells.add(why.map(w -> "struck out: " + w).orElseGet(() -> verdict(judgement)));
        }
        var verdict = judgement != null && why.isEmpty() ? judgement.verdict() : null;
        return new Line(cells, verdict, why.isPresent());
    }

    /// The verdict of the claim "faster", or "less", than the baseline, in the words of a table.
    private static String verdict(Judgement judgement) {
        boolean isSpeed = judgement.claim().subject().isSpeed();
        return switch (judgement.verdict()) {
            case SUPPORTED -> isSpeed ? "faster" : "less";
            case CONTRADICTED -> isSpeed ? "slower" : "more";
            case EQUIVALENT -> "equivalent within " + Amount.percent(judgement.margin());
            case INCONCLUSIVE -> judgement.open();
            case NOT_RUN -> judgement.conclusion();
            case INADMISSIBLE ->
                    "INADMISSIBLE: "
                            + judgement.objections().stream()
                                    .map(Objection::field)
                                    .distinct()
                                    .collect(Collectors.joining(", "));
        };
    }

    private static String interval(@Nullable Interval interval) {
        if (interval == null) return "-";
        return interval.high() > TOO_WIDE * interval.low()
                ? "too wide to tell"
                : Amount.of(interval.low()) + " to " + Amount.of(interval.high());
    }

    private static String text(Section section) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(section.header());
        section.lines().stream().map(BenchTable::marked).forEach(rows::add);
        var columns = Columns.fitting("  ", rows, 0, 2, 4, 5);
        var text = new StringBuilder(section.title()).append('\n');
        for (List<String> row : rows) {
            text.append("  ").append(columns.line(row)).append('\n');
        }
        return text.toString();
    }

    private static List<String> marked(Line line) {
        if (!line.isStruckOut()) {
            return line.cells();
        }
        List<String> cells = new ArrayList<>(line.cells());
        for (int i = 1; i < cells.size() - 1; i++) {
            cells.set(i, cells.get(i).isEmpty() ? "" : "~" + cells.get(i) + "~");
        }
        return cells;
    }

    /// The contestants whose correctness was asked, and what the answer rests on.
    public static List<List<String>> correctness(Map<String, Correctness> answers) {
        return answers.entrySet().stream()
                .map(e ->
                        List.of(
                                e.getKey(),
                                e.getValue().holds()
                                        ? "nothing broken was seen"
                                        : String.join("; ", e.getValue().faults()),
                                e.getValue().basis()))
                .toList();
    }
}
