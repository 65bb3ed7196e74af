package chatlab.bench.chart;

import chatlab.bench.ChurnRate;
import chatlab.bench.chat.ChatMetric;
import chatlab.bench.run.BenchQuestion;
import chatlab.evidence.JmhResult;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// The condition that varies along a chart. A *place* is one value of it, as the results name it.
enum Axis {
    MEMBERS("members in the channel (log)"),
    CHURN("churn: joins, each with a leave, to broadcasts"),
    THREADS("threads"),
    METRIC("chat servers from end to end");

    private final String title;

    Axis(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether all its places have one unit, so that a line may join them.
    boolean isScale() {
        return this != METRIC;
    }

    /// Where on this axis a result stands; empty if it has no place there.
    Optional<String> place(JmhResult result) {
        if (this == METRIC) return ChatMetric.labelOf(result.benchmark());
        if (BenchQuestion.of(result.benchmark()).isEmpty()) return Optional.empty();
        return Optional.ofNullable(
                this == THREADS ? String.valueOf(result.threads()) : result.params().get(key()));
    }

    /// The places of these results, in the order of the axis.
    List<String> places(List<JmhResult> results) {
        var places = new TreeSet<String>(this::compare);
        results.forEach(result -> place(result).ifPresent(places::add));
        return List.copyOf(places);
    }

    /// Churn has an order but no distances: 0 has no place on a logarithmic axis.
    double position(String place, List<String> places) {
        return switch (this) {
            case MEMBERS -> Math.log(Double.parseDouble(place)) / Math.log(2);
            case THREADS -> Double.parseDouble(place);
            case CHURN, METRIC -> places.indexOf(place);
        };
    }

    /// The text below a place.
    String label(String place) {
        return this == METRIC ? place.replace("latency-", "") : place;
    }

    private int compare(String one, String other) {
        return switch (this) {
            case MEMBERS, THREADS ->
                    Integer.compare(Integer.parseInt(one), Integer.parseInt(other));
            case CHURN ->
                    Double.compare(ChurnRate.parse(one).rate(), ChurnRate.parse(other).rate());
            case METRIC -> ChatMetric.labelled(one).compareTo(ChatMetric.labelled(other));
        };
    }
}
