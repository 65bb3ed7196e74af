package chatlab.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The rules that decide whether benchmark results can support a claim.
///
/// Everyone who has the files can check them. They refuse results that were measured too briefly,
/// under different conditions, or one after the other, because the machine may have changed in
/// between. They also refuse files whose figures do not fit together, such as after an edit by
/// hand.
public final class Admissibility {

    /// Fewer forks, or fewer iterations in each, say too little about their spread.
    public static final int ENOUGH = 5;

    /// JMH writes all digits, and libraries differ in the last digits of a quantile.
    private static final double TOLERANCE = 1e-6;

    private static final Set<String> MODES = Set.of("thrpt", "avgt", "sample", "ss");

    private Admissibility() {}

    /// The objections to one result; empty if it is sound.
    public static List<Objection> of(JmhResult result) {
        var found = new ArrayList<Objection>();
        unless(MODES.contains(result.mode()), found, "mode", "unknown: '" + result.mode() + "'");
        if (result.forks() == 0) {
            found.add(new Objection("forks", "0, so it was measured inside JMH's own JVM"));
        } else {
            enough(result.forks(), found, "forks");
        }
        enough(result.measurementIterations(), found, "measurementIterations");
        enough(result.warmupIterations(), found, "warmupIterations");
        shape(result, found);
        if (!result.primaryMetric().iterations().isEmpty()) {
            figures(result.primaryMetric(), found);
        }
        return found;
    }

    /// The objections to comparing two results, beyond the objections to each.
    public static List<Objection> ofPair(JmhResult a, JmhResult b, boolean orderOnTrust) {
        var found = new ArrayList<Objection>();
        same(a, b, JmhResult::mode, found, "mode");
        same(a, b, r -> r.primaryMetric().scoreUnit(), found, "primaryMetric.scoreUnit");
        same(a, b, JmhResult::threads, found, "threads");
        same(a, b, JmhResult::conditions, found, "params");
        same(a, b, JmhResult::jdkVersion, found, "jdkVersion");
        same(a, b, JmhResult::vmName, found, "vmName");
        same(a, b, JmhResult::vmVersion, found, "vmVersion");
        same(a, b, JmhResult::jvmArgs, found, "jvmArgs");
        if (!orderOnTrust) {
            order(a, b, found);
        }
        return found;
    }

    private static void shape(JmhResult result, List<Objection> found) {
        var raw = result.primaryMetric().rawData();
        unless(
                raw.size() == result.forks(),
                found,
                "primaryMetric.rawData",
                raw.size() + " rows, but forks is " + result.forks());
        unless(
                raw.stream().allMatch(fork -> fork.size() == result.measurementIterations()),
                found,
                "primaryMetric.rawData",
                "rows of another length than measurementIterations, "
                        + result.measurementIterations());
    }

    private static void figures(JmhResult.Metric metric, List<Objection> found) {
        var values = metric.iterations();
        unless(
                values.stream().allMatch(v -> v > 0 && Double.isFinite(v)),
                found,
                "primaryMetric.rawData",
                "a value that is not above 0");
        double mean = Student.mean(values);
        unless(
                isNear(metric.score(), mean, mean),
                found,
                "primaryMetric.score",
                metric.score() + ", but the mean of rawData is " + mean);
        double error = Student.jmhError(values);
        if (Double.isNaN(error)) {
            return;
        }
        unless(
                isNear(metric.scoreError(), error, error),
                found,
                "primaryMetric.scoreError",
                metric.scoreError() + ", but from rawData it is " + error);
        var bounds = metric.scoreConfidence();
        boolean agree =
                bounds.size() == 2
                        && isNear(bounds.getFirst(), mean - error, mean)
                        && isNear(bounds.getLast(), mean + error, mean);
        unless(
                agree,
                found,
                "primaryMetric.scoreConfidence",
                "%s, but from rawData it is [%s, %s]"
                        .formatted(bounds, mean - error, mean + error));
    }

    /// Interleaved means: in the order of the run, the first two forks are one of each, the next
    /// two as well, and so on. A drift of the machine then affects both alike.
    private static void order(JmhResult a, JmhResult b, List<Objection> found) {
        var orderOfA = a.runOrder();
        var orderOfB = b.runOrder();
        if (orderOfA == null || orderOfB == null) {
            found.add(
                    new Objection(
                            "runOrder",
                            "missing, so nothing shows that the forks of both were interleaved in"
                                    + " time; measure both in one run of lab bench"));
        } else if (!orderOfA.run().equals(orderOfB.run())) {
            found.add(new Objection("runOrder", "the two are of different runs"));
        } else if (orderOfA.forks().size() != a.forks() || orderOfB.forks().size() != b.forks()) {
            found.add(new Objection("runOrder", "not one place for each fork"));
        } else {
            unless(
                    isInterleaved(orderOfA.forks(), orderOfB.forks()),
                    found,
                    "runOrder",
                    "the forks of both were not interleaved in time: %s and %s"
                            .formatted(orderOfA.forks(), orderOfB.forks()));
        }
    }

    private static boolean isInterleaved(List<Integer> a, List<Integer> b) {
        List<Integer> both = Stream.concat(a.stream(), b.stream()).sorted().toList();
        if (a.size() != b.size() || both.stream().distinct().count() != both.size()) {
            return false;
        }
        for (int i = 0; i < both.size(); i += 2) {
            if (a.contains(both.get(i)) == a.contains(both.get(i + 1))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNear(double value, double expected, double scale) {
        return Math.abs(value - expected) <= TOLERANCE * Math.abs(scale);
    }

    private static void enough(int count, List<Objection> found, String field) {
        unless(count >= ENOUGH, found, field, count + ", and a claim takes at least " + ENOUGH);
    }

    private static void same(
            JmhResult a,
            JmhResult b,
            Function<JmhResult, Object> reading,
            List<Objection> found,
            String field) {
        Object ofA = reading.apply(a);
        Object ofB = reading.apply(b);
        unless(ofA.equals(ofB), found, field, "differs: " + ofA + " and " + ofB);
    }

    private static void unless(boolean holds, List<Objection> found, String field, String reason) {
        if (!holds) {
            found.add(new Objection(field, reason));
        }
    }
}
