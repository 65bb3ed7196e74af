package chatlab.bench.command;

import chatlab.bench.chart.Charts;
import chatlab.bench.chart.Figure;
import chatlab.bench.compare.BenchReport;
import chatlab.evidence.Evidence;

import java.io.IOException;
import java.util.List;

/// The files that a run leaves, and what `environment.json` says of it.
final class ResultFiles {
    private ResultFiles() {}

    /// Writes `NAME.json`, `NAME.html` and the charts.
    ///
    /// @param json what `NAME.json` holds, in JMH's format
    /// @param order what ran, in the order of time
    static void write(
            Evidence.Run evidence, String name, Object json, BenchReport report, List<String> order)
            throws IOException {
        evidence.write(name + ".json", json);
        List<Figure> figures = new Charts(report).all();
        for (Figure figure : figures) figure.writeTo(evidence);
        evidence.writeText(name + ".html", BenchPage.html(report, figures, evidence.environment()));
        evidence.note("order", order);
        evidence.note("margin", report.terms().margin());
    }
}
