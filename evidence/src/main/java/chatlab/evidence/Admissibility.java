package chatlab.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rules that decide whether benchmark results can support a claim.
///
/// Everyone who has the files can check them. They refuse what cannot count: too few forks for an
/// interval, results that were measured under different conditions, or one after the other, because
/// the machine may have changed in between. They also refuse files whose figures do not fit
/// together, such as after an edit by hand. A short run is no objection: its interval is wide.
public final class Admissibility {

    /// Fewer forks say too little about their spread.
    public static final int ENOUGH = 5;

    /// JMH writes all digits, and libraries differ in the last digits of a quantile.
    private static final double TOLERANCE = 1e-6;

    /// Measures the first call, so it has no warm-up.
    private static final String SINGLE_SHOT = "ss";

    private static final Set<String> MODES = Set.of("thrpt", "avgt", JmhResult.SAMPLE, SINGLE_SHOT);

    private static final String AGAIN = "measure again with lab bench --until decided";
    private static final String MORE_FORKS =
            "measure again with lab bench and more --time, or with five forks (-f 5) if the"
                    + " benchmark is not the lab's";
    private static final String TOGETHER = "measure both in one run of lab bench";
    private static final String UNCHANGED = "use the file as the run left it, or " + AGAIN;

    private Admissibility() {}

    /// The objections to one result; empty if it is sound.
    public static List<Objection> of(JmhResult result) {
        var found = new ArrayList<Objection>();
        unless(
                MODES.contains(result.mode()),
                found,
                "mode",
                "unknown: '" + result.mode() + "'",
                UNCHANGED);
        unless(
                result.warmupIterations() > 0 || result.mode().equals(SINGLE_SHOT),
                found,
                "warmupIterations",
                "0, so the time of the compiler was measured, too",
                AGAIN + ", or with a warm-up (-wi 5)");
        if (result.forks() == 0) {
            String reason = "0, so it was measured inside JMH's own JVM";
            found.add(new Objection("forks", reason, MORE_FORKS));
        } else if (result.forks() < ENOUGH) {
            String reason = result.forks() + ", and a verdict takes at least " + ENOUGH;
            found.add(new Objection("forks", reason, MORE_FORKS));
        }
        shape(result, found);
        if (!result.primaryMetric().iterations().isEmpty()) {
            figures(result, found);
        }
        return found;
    }

    /// The objections to comparing two results, beyond the objections to each.
    public static List<Objection> ofPair(JmhResult a, JmhResult b, boolean orderOnTrust) {
        var found = new ArrayList<Objection>();
        same(a, b, JmhResult::mode, found, "mode");
        unit(a, b, found);
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

    private static void unit(JmhResult a, JmhResult b, List<Objection> found) {
        unless(
                a.hasUnitLike(b),
                found,
                "primaryMetric.scoreUnit",
                "differs: %s and %s, which cannot be converted"
                        .formatted(a.primaryMetric().scoreUnit(), b.primaryMetric().scoreUnit()),
                TOGETHER);
    }

    private static void shape(JmhResult result, List<Objection> found) {
        var raw = result.primaryMetric().rawData();
        if (raw.isEmpty()) {
            found.add(
                    new Objection(
                            "primaryMetric.rawData",
                            "missing, and without the scores of each fork there is no interval",
                            UNCHANGED));
            return;
        }
        unless(
                result.forks() == 0 || raw.size() == result.forks(),
                found,
                "primaryMetric.rawData",
                raw.size() + " rows, but forks is " + result.forks(),
                UNCHANGED);
        unless(
                raw.stream().allMatch(fork -> fork.size() == result.measurementIterations()),
                found,
                "primaryMetric.rawData",
                "rows of another length than measurementIterations, "
                        + result.measurementIterations(),
                UNCHANGED);
    }

    private static void figures(JmhResult result, List<Objection> found) {
        JmhResult.Metric metric = result.primaryMetric();
        var values = metric.iterations();
        if (!values.stream().allMatch(v -> v > 0 && Double.isFinite(v))) {
            found.add(
                    new Objection(
                            "primaryMetric.rawData",
                            "a value that is not above 0, so there is no ratio",
                            "compare another metric, or " + AGAIN));
            return;
        }
        if (result.mode().equals(JmhResult.SAMPLE)) {
            samples(metric, found);
            return;
        }
        double mean = Student.mean(values);
        double sum = mean * values.size();
        if (!result.isSpeed() && isNear(metric.score(), sum, sum)) {
            return; // a profiler's count, which JMH adds up
        }
        unless(
                isNear(metric.score(), mean, mean),
                found,
                "primaryMetric.score",
                metric.score() + ", but the mean of rawData is " + mean,
                UNCHANGED);
        double error = Student.jmhError(values);
        if (Double.isNaN(error) || Double.isNaN(metric.scoreError())) {
            return;
        }
        unless(
                isNear(metric.scoreError(), error, error),
                found,
                "primaryMetric.scoreError",
                metric.scoreError() + ", but from rawData it is " + error,
                UNCHANGED);
        var bounds = metric.scoreConfidence();
        boolean agree =
                bounds.size() == 2
                        && isNear(bounds.getFirst(), mean - error, mean)
                        && isNear(bounds.getLast(), mean + error, mean);
        unless(
                agree,
                found,
                "primaryMetric.scoreConfidence",
                "%s, but from rawData it is [%s, %s]".formatted(bounds, mean - error, mean + error),
                UNCHANGED);
    }

    /// In sample mode the score is the mean of all calls, and iterations have different numbers of
    /// calls. So it lies between the means of the iterations.
    private static void samples(JmhResult.Metric metric, List<Objection> found) {
        double low = Collections.min(metric.iterations()) * (1 - TOLERANCE);
        double high = Collections.max(metric.iterations()) * (1 + TOLERANCE);
        unless(
                metric.score() >= low && metric.score() <= high,
                found,
                "primaryMetric.score",
                "%s, but the iterations of rawDataHistogram have means from %s to %s"
                        .formatted(metric.score(), low, high),
                UNCHANGED);
    }

    /// Interleaved means: the forks that are compared ran in turns, one of each and then the next
    /// two. A drift of the machine then affects both alike.
    private static void order(JmhResult a, JmhResult b, List<Objection> found) {
        var orderOfA = a.runOrder();
        var orderOfB = b.runOrder();
        if (orderOfA == null || orderOfB == null) {
            found.add(
                    new Objection(
                            "runOrder",
                            "missing, so nothing shows that the forks of both were interleaved in"
                                    + " time",
                            TOGETHER
                                    + ", or say with lab bench compare --trust-order that they were"
                                    + " interleaved"));
        } else if (!orderOfA.run().equals(orderOfB.run())) {
            object(found, "the two are of different runs");
        } else if (!isComplete(a, orderOfA) || !isComplete(b, orderOfB)) {
            object(found, "not one place for each fork");
        } else {
            Set<Integer> common = new HashSet<>(orderOfA.rounds());
            common.retainAll(orderOfB.rounds());
            List<Integer> placesOfA = places(orderOfA, common);
            List<Integer> placesOfB = places(orderOfB, common);
            if (!isInterleaved(placesOfA, placesOfB)) {
                object(
                        found,
                        "the forks of both were not interleaved in time: %s and %s"
                                .formatted(placesOfA, placesOfB));
            } else if (placesOfA.size() < ENOUGH) {
                object(
                        found,
                        "the two have %d rounds in common, and a verdict takes at least %d"
                                .formatted(placesOfA.size(), ENOUGH));
            }
        }
    }

    private static void object(List<Objection> found, String reason) {
        found.add(new Objection("runOrder", reason, TOGETHER));
    }

    private static boolean isComplete(JmhResult result, JmhResult.RunOrder order) {
        List<Integer> rounds = order.rounds();
        boolean areKnown = rounds.size() == result.forks();
        boolean isEachOnce = new HashSet<>(rounds).size() == rounds.size();
        return order.forks().size() == result.forks()
                && (rounds.isEmpty() || (areKnown && isEachOnce));
    }

    /// The places of the forks in these rounds; all places where no rounds are known.
    private static List<Integer> places(JmhResult.RunOrder order, Set<Integer> rounds) {
        if (order.rounds().isEmpty()) return order.forks();
        return IntStream.range(0, order.forks().size())
                .filter(i -> rounds.contains(order.rounds().get(i)))
                .mapToObj(order.forks()::get)
                .toList();
    }

    private static boolean isInterleaved(List<Integer> a, List<Integer> b) {
        List<Integer> both = Stream.concat(a.stream(), b.stream()).sorted().toList();
        if (a.size() != b.size() || new HashSet<>(both).size() != both.size()) {
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

    private static void same(
            JmhResult a,
            JmhResult b,
            Function<JmhResult, Object> reading,
            List<Objection> found,
            String field) {
        Object ofA = reading.apply(a);
        Object ofB = reading.apply(b);
        unless(ofA.equals(ofB), found, field, "differs: " + ofA + " and " + ofB, TOGETHER);
    }

    private static void unless(
            boolean holds, List<Objection> found, String field, String reason, String remedy) {
        if (!holds) {
            found.add(new Objection(field, reason, remedy));
        }
    }
}
