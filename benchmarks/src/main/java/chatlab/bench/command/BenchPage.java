package chatlab.bench.command;

import chatlab.bench.chart.Figure;
import chatlab.bench.compare.Amount;
import chatlab.bench.compare.BenchReport;
import chatlab.bench.compare.BenchTable;
import chatlab.evidence.Environment;
import chatlab.evidence.page.Badge;
import chatlab.evidence.page.Cell;
import chatlab.evidence.page.Page;
import chatlab.evidence.page.Table;

import java.util.ArrayList;
import java.util.List;

/// The findings as a page that opens from disk.
final class BenchPage {
    /// Two beside each other where there is room; on a narrow screen they are scrolled, so that
    /// their text stays legible.
    static final String FIGURES =
            """
            figure { overflow-x: auto; }
            figure svg { min-width: 34rem; }
            @media screen and (min-width: 75rem) {
              figure { display: inline-block; vertical-align: top; width: 48%; margin: 1rem .5%; }
            }
            """;

    private BenchPage() {}

    static String html(BenchReport findings, List<Figure> figures, Environment environment) {
        var page = new Page("Benchmarks of broadcast strategies");
        page.paragraph(
                "A verdict is about the claim \"faster than the baseline\", at %s for all of them"
                                .formatted(Amount.percent(findings.terms().confidence()))
                        + " together (Holm's correction) and a margin of %s. An interval of a"
                                .formatted(Amount.percent(findings.terms().margin()))
                        + " ratio compares the forks of each round with each other. What is struck"
                        + " out belongs to a strategy that does not keep"
                        + " what it declares: how fast something wrong is does not matter.");
        if (!findings.resolution().isEmpty()) page.paragraph(findings.resolution());
        for (BenchTable.Section section : new BenchTable(findings).sections()) {
            var table = new Table(section.title(), section.header());
            for (BenchTable.Line line : section.lines()) {
                if (line.isStruckOut()) table.struckOut(cells(line));
                else table.row(cells(line));
            }
            page.table(table);
        }
        page.style(FIGURES);
        for (Figure figure : figures) {
            page.figure(figure.caption(), figure.svg());
        }
        page.heading("Correct before fast");
        page.table(
                "What was asked before measuring",
                List.of("strategy", "answer", "what it rests on"),
                BenchTable.correctness(findings.correctness()));
        if (!findings.failures().isEmpty()) {
            page.table(
                    "No result",
                    List.of("strategy", "where", "why"),
                    findings.failures().stream()
                            .map(f ->
                                    List.of(
                                            f.subject().contestant().name(),
                                            f.subject().cell().toString(),
                                            f.reason()))
                            .toList());
        }
        return page.heading("Environment").environment(environment).html();
    }

    /// The cells of a line, with its verdict as a badge.
    private static List<Cell> cells(BenchTable.Line line) {
        List<Cell> cells = new ArrayList<>(Cell.row(line.cells()));
        if (line.verdict() != null) {
            cells.add(Badge.of(line.verdict(), cells.removeLast().text()));
        }
        return cells;
    }
}
