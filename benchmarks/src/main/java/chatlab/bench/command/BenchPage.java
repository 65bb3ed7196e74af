package chatlab.bench.command;

import chatlab.bench.chart.Figure;
import chatlab.bench.compare.Amount;
import chatlab.bench.compare.BenchReport;
import chatlab.bench.compare.BenchTable;
import chatlab.evidence.Environment;
import chatlab.evidence.Page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The findings as a page that opens from disk.
final class BenchPage {
    private BenchPage() {}

    static String html(BenchReport findings, List<Figure> figures, Environment environment) {
        var page = new Page("Benchmarks of broadcast strategies");
        page.paragraph(
                "A verdict is about the claim \"faster than the baseline\", at %s for all of them"
                                .formatted(Amount.percent(findings.terms().confidence()))
                        + " together (Holm's correction) and a margin of %s. Intervals are of"
                                .formatted(Amount.percent(findings.terms().margin()))
                        + " fork means. What is struck out belongs to a strategy that does not keep"
                        + " what it declares: how fast something wrong is does not matter.");
        for (Figure figure : figures) {
            page.figure(figure.caption(), figure.svg());
        }
        page.heading("Figures in numbers");
        for (BenchTable.Section section : new BenchTable(findings).sections()) {
            Set<Integer> struckOut = new HashSet<>();
            for (int i = 0; i < section.lines().size(); i++) {
                if (section.lines().get(i).isStruckOut()) struckOut.add(i);
            }
            page.table(
                    section.title(),
                    section.header(),
                    section.lines().stream().map(BenchTable.Line::cells).toList(),
                    struckOut);
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
                                            f.step().contestant().name(),
                                            f.step().cell().toString(),
                                            f.reason()))
                            .toList());
        }
        return page.heading("Environment").environment(environment).html();
    }
}
