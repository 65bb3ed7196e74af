package chatlab.bench.chart;

import chatlab.bench.chart.LineChart.Value;
import chatlab.bench.compare.Amount;
import chatlab.bench.compare.BenchReport;
import chatlab.bench.run.BenchQuestion;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Ratio;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The charts of a run: speeds and ratios along each axis on which at least two places were
/// measured, and the maps of who wins where. Chat servers get ratios only, since their metrics have
/// different units.
public final class Charts {
    private final BenchReport report;
    private final Palette palette;

    public Charts(BenchReport report) {
        this.report = report;
        this.palette =
                new Palette(
                        report.results().stream().map(JmhResult::contestant).distinct().toList());
    }

    public List<Figure> all() {
        List<Figure> figures = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            slices(axis)
                    .forEach((where, results) -> {
                        if (axis.isScale()) figures.add(speeds(axis, where, results));
                        ratios(axis, where, results).ifPresent(figures::add);
                    });
        }
        figures.addAll(new WinnerMap(report, palette).all());
        return figures;
    }

    /// The results along one axis, by what they share; only those with at least two places.
    private Map<String, List<JmhResult>> slices(Axis axis) {
        Map<String, List<JmhResult>> slices = new LinkedHashMap<>();
        for (JmhResult result : report.sound()) {
            if (axis.place(result).isEmpty()) continue;
            slices.computeIfAbsent(shared(axis, result), _ -> new ArrayList<>()).add(result);
        }
        slices.values().removeIf(results -> axis.places(results).size() < 2);
        return slices;
    }

    /// The conditions of a result except the one that varies along the axis.
    private static String shared(Axis axis, JmhResult result) {
        Map<String, String> rest = new TreeMap<>(result.conditions());
        rest.put("threads", String.valueOf(result.threads()));
        rest.remove(axis.key());
        return BenchQuestion.of(result.benchmark()).map(BenchQuestion::toString).orElse("chat")
                + ": "
                + rest.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    private Figure speeds(Axis axis, String where, List<JmhResult> results) {
        JmhResult first = results.getFirst();
        String what = first.isLowerBetter() ? "mean time" : "speed";
        double scale = first.isLowerBetter() ? 1 : 1e6;
        String unit = (scale == 1 ? "" : "million ") + first.primaryMetric().scoreUnit();
        var chart = chart(axis, results, where, what + " (" + unit + ", log)");
        chart.draw(values(axis, results, result -> speed(result).dividedBy(scale)));
        return chart.figure(
                name(what, axis, where),
                "%s (%s). Marks: means of all forks; lines through them: %s intervals from the means of forks."
                        .formatted(capital(what), where, confidence()));
    }

    private Optional<Figure> ratios(Axis axis, String where, List<JmhResult> results) {
        String baseline = report.baseline();
        Map<String, JmhResult> baselines = new TreeMap<>();
        for (JmhResult result : results) {
            if (result.contestant().equals(baseline)) baselines.put(place(axis, result), result);
        }
        List<JmhResult> others =
                results.stream()
                        .filter(r -> !r.contestant().equals(baseline))
                        .filter(r -> baselines.containsKey(place(axis, r)))
                        .toList();
        if (others.isEmpty()) return Optional.empty();
        String better = axis.isScale() ? "fast" : "good";
        String title = "times as %s as %s (log)".formatted(better, baseline);
        var chart = chart(axis, results, where, title);
        chart.draw(
                values(axis, others, result -> ratio(result, baselines.get(place(axis, result)))));
        chart.drawOne();
        return Optional.of(
                chart.figure(
                        name("ratio", axis, where),
                        "Ratio to %s (%s), with %s intervals; above the line at 1: %s."
                                .formatted(
                                        baseline,
                                        where,
                                        confidence(),
                                        axis.isScale()
                                                ? "faster"
                                                : "more deliveries, or a lower cost")));
    }

    /// @param results all that may be shown; they decide how far the axis goes
    /// @param where the conditions that all the results share
    private LineChart chart(Axis axis, List<JmhResult> results, String where, String yTitle) {
        return new LineChart(
                LineChart.Places.along(axis, results),
                axis.isScale() ? where : axis.title(),
                axis.isScale() ? axis.title() : where,
                yTitle,
                palette);
    }

    /// The values of each contestant, by place; a result without a value is left out.
    private static Map<String, Map<String, Value>> values(
            Axis axis, List<JmhResult> results, Function<JmhResult, @Nullable Value> measured) {
        Map<String, Map<String, Value>> values = new LinkedHashMap<>();
        for (JmhResult result : results) {
            Value value = measured.apply(result);
            if (value == null) continue;
            values.computeIfAbsent(result.contestant(), _ -> new LinkedHashMap<>())
                    .put(place(axis, result), value);
        }
        return values;
    }

    private static String place(Axis axis, JmhResult result) {
        return axis.place(result).orElseThrow();
    }

    private Value speed(JmhResult result) {
        return Value.of(result.typicalScore(), result.interval(report.terms().confidence()));
    }

    private @Nullable Value ratio(JmhResult result, @Nullable JmhResult base) {
        if (base == null) return null;
        try {
            Ratio ratio = Ratio.of(result, base);
            return Value.of(ratio.estimate(), ratio.interval(report.terms().confidence()));
        } catch (IllegalArgumentException _) {
            return null; // too few forks for a ratio
        }
    }

    /// A file's name, such as `speed-by-members-churn-churn-0-sink-read-threads-2`.
    private static String name(String what, Axis axis, String where) {
        String words = (what + "-by-" + axis.key() + "-" + where).toLowerCase(Locale.ROOT);
        return words.replaceAll("[^a-z0-9]+", "-");
    }

    private String confidence() {
        return Amount.percent(report.terms().confidence());
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
