package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes sound JMH results, which a test then spoils in one place.
final class Results {
    private Results() {}

    /// Each fork has five iterations, spread evenly around the fork's mean.
    static JmhResult of(String strategy, int firstPlace, double... forkMeans) {
        List<List<Double>> raw = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < forkMeans.length; i++) {
            double mean = forkMeans[i];
            raw.add(List.of(mean * 0.98, mean * 0.99, mean, mean * 1.01, mean * 1.02));
            // The first runs in places 1, 4, 5, 8, 9 and the second in 2, 3, 6, 7, 10.
            places.add(2 * i + (i % 2 == 0 ? firstPlace : 3 - firstPlace));
        }
        return result(strategy, "thrpt", raw, new JmhResult.RunOrder("run", places));
    }

    static JmhResult result(
            String strategy,
            String mode,
            List<List<Double>> raw,
            JmhResult.@Nullable RunOrder order) {
        return new JmhResult(
                "chatlab.bench.MembersBenchmark.broadcast",
                mode,
                2,
                raw.size(),
                List.of("-Xmx1g"),
                "25.0.3",
                "OpenJDK 64-Bit Server VM",
                "25.0.3+9-LTS",
                5,
                raw.getFirst().size(),
                Map.of("members", "64", "strategy", strategy),
                metric(raw),
                order);
    }

    static JmhResult.Metric metric(List<List<Double>> raw) {
        return JmhResult.Metric.of("ops/s", raw);
    }

    /// The same result with another metric.
    static JmhResult with(JmhResult r, JmhResult.Metric metric) {
        return new JmhResult(
                r.benchmark(),
                r.mode(),
                r.threads(),
                r.forks(),
                r.jvmArgs(),
                r.jdkVersion(),
                r.vmName(),
                r.vmVersion(),
                r.warmupIterations(),
                r.measurementIterations(),
                r.params(),
                metric,
                r.runOrder());
    }
}
