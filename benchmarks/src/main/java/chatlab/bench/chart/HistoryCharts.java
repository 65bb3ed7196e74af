package chatlab.bench.chart;

import chatlab.bench.chart.LineChart.Value;
import chatlab.bench.compare.Amount;
import chatlab.bench.compare.History;
import chatlab.bench.compare.History.Point;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Ratios to the baseline from run to run, one chart for each set of conditions.
public final class HistoryCharts {
    private HistoryCharts() {}

    /// Draws them.
    ///
    /// @param lines as [History#lines] gives them
    public static List<Figure> of(
            History history,
            Map<String, Map<String, List<Point>>> lines,
            String baseline,
            double confidence) {
        var palette =
                new Palette(
                        lines.values().stream()
                                .flatMap(byStrategy -> byStrategy.keySet().stream())
                                .distinct()
                                .toList());
        List<Figure> figures = new ArrayList<>();
        lines.forEach((where, byStrategy) -> {
            var chart =
                    new LineChart(
                            LineChart.Places.numbered(history.runs().size()),
                            where,
                            "run",
                            "times as fast as " + baseline + " (log)",
                            palette);
            chart.draw(values(history, byStrategy));
            chart.drawOne();
            figures.add(
                    chart.figure(
                            "history-"
                                    + where.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                            "Ratio to %s from run to run (%s), with %s intervals. The runs are in the table below."
                                    .formatted(baseline, where, Amount.percent(confidence))));
        });
        return figures;
    }

    private static Map<String, Map<String, Value>> values(
            History history, Map<String, List<Point>> byStrategy) {
        Map<String, Map<String, Value>> values = new LinkedHashMap<>();
        byStrategy.forEach((strategy, points) -> {
            Map<String, Value> byRun = new LinkedHashMap<>();
            for (Point point : points) {
                byRun.put(
                        String.valueOf(history.runs().indexOf(point.run()) + 1),
                        Value.of(point.ratio().estimate(), point.interval()));
            }
            values.put(strategy, byRun);
        });
        return values;
    }
}
