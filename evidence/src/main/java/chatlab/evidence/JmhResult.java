package chatlab.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One entry of a JMH result file: one benchmark, measured with one set of parameters.
///
/// It is read as it is, even if it was edited; [Admissibility] decides whether it can support a
/// claim.
///
/// @param mode JMH's short name, such as `thrpt` or `avgt`
/// @param forks how many JVMs measured, one after the other; 0: JMH's own JVM measured
/// @param params the values of the benchmark's parameters
/// @param secondaryMetrics what profilers measured besides, by name
/// @param runOrder the places of the forks in their run; null in files that the lab did not write
public record JmhResult(
        String benchmark,
        String mode,
        int threads,
        int forks,
        List<String> jvmArgs,
        String jdkVersion,
        String vmName,
        String vmVersion,
        int warmupIterations,
        int measurementIterations,
        Map<String, String> params,
        Metric primaryMetric,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Metric> secondaryMetrics,
        @Nullable RunOrder runOrder) {

    /// The parameter that tells the lab's strategies apart.
    static final String STRATEGY = "strategy";

    private static final String THROUGHPUT = "thrpt";

    /// JMH's mode that times single calls.
    static final String SAMPLE = "sample";

    private static final String WANTED = "; give a file that JMH wrote with -rf json";

    private static final ObjectReader READER = Json.mapper().readerForListOf(JmhResult.class);

    /// What was measured.
    ///
    /// @param rawData for each fork, the score of each of its iterations. In mode `sample`, JMH
    ///   writes `rawDataHistogram` instead, and these are the means of its iterations
    /// @param rawDataHistogram for each fork and each iteration, pairs of a time and how many calls
    ///   took it
    public record Metric(
            double score,
            double scoreError,
            List<Double> scoreConfidence,
            String scoreUnit,
            List<List<Double>> rawData,
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
                    List<List<List<List<Double>>>> rawDataHistogram) {

        public Metric {
            scoreConfidence = scoreConfidence == null ? List.of() : List.copyOf(scoreConfidence);
            scoreUnit = orEmpty(scoreUnit);
            rawDataHistogram = rawDataHistogram == null ? List.of() : List.copyOf(rawDataHistogram);
            rawData =
                    rawData == null
                            ? rawDataHistogram.stream().map(Metric::means).toList()
                            : rawData.stream().map(List::copyOf).toList();
        }

        /// Without a histogram.
        Metric(
                double score,
                double scoreError,
                List<Double> scoreConfidence,
                String scoreUnit,
                List<List<Double>> rawData) {
            this(score, scoreError, scoreConfidence, scoreUnit, rawData, List.of());
        }

        /// The mean of each iteration of a fork.
        private static List<Double> means(List<List<List<Double>>> iterations) {
            return iterations.stream().map(Metric::mean).toList();
        }

        private static double mean(List<List<Double>> histogram) {
            double sum = 0;
            double count = 0;
            for (List<Double> pair : histogram) {
                if (pair.size() != 2) return Double.NaN;
                sum += pair.getFirst() * pair.getLast();
                count += pair.getLast();
            }
            return sum / count;
        }

        /// The metric that JMH computes from these.
        public static Metric of(String scoreUnit, List<List<Double>> rawData) {
            List<Double> all = rawData.stream().flatMap(List::stream).toList();
            double mean = Student.mean(all);
            double error = Student.jmhError(all);
            return new Metric(mean, error, List.of(mean - error, mean + error), scoreUnit, rawData);
        }

        List<Double> iterations() {
            return rawData.stream().flatMap(List::stream).toList();
        }
    }

    /// The places of a result's forks in the order of all forks of one run, the first being 1.
    ///
    /// @param run names the run: only forks of the same run can be interleaved
    /// @param rounds the round of each fork: forks of one round are compared with each other. Empty
    ///   in older files
    /// @param looks how often the run may look at its results to decide whether to go on
    /// @param forkSeconds how long a fork took on average; 0 where it is not known
    public record RunOrder(
            String run,
            List<Integer> forks,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> rounds,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int looks,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) double forkSeconds) {
        public RunOrder {
            run = orEmpty(run);
            forks = forks == null ? List.of() : List.copyOf(forks);
            rounds = rounds == null ? List.of() : List.copyOf(rounds);
        }

        /// Of a run that knows no rounds.
        public RunOrder(String run, List<Integer> forks) {
            this(run, forks, List.of(), 0, 0);
        }
    }

    // A file may lack any field: what is missing is empty, and Admissibility says so.
    public JmhResult {
        benchmark = orEmpty(benchmark);
        mode = orEmpty(mode);
        jvmArgs = jvmArgs == null ? List.of() : List.copyOf(jvmArgs);
        jdkVersion = orEmpty(jdkVersion);
        vmName = orEmpty(vmName);
        vmVersion = orEmpty(vmVersion);
        params = params == null ? Map.of() : new TreeMap<>(params);
        secondaryMetrics = secondaryMetrics == null ? Map.of() : new TreeMap<>(secondaryMetrics);
        primaryMetric =
                Objects.requireNonNullElseGet(
                        primaryMetric,
                        () -> new Metric(Double.NaN, Double.NaN, List.of(), "", List.of()));
    }

    /// Without secondary metrics.
    public JmhResult(
            String benchmark,
            String mode,
            int threads,
            int forks,
            List<String> jvmArgs,
            String jdkVersion,
            String vmName,
            String vmVersion,
            int warmupIterations,
            int measurementIterations,
            Map<String, String> params,
            Metric primaryMetric,
            @Nullable RunOrder runOrder) {
        this(
                benchmark,
                mode,
                threads,
                forks,
                jvmArgs,
                jdkVersion,
                vmName,
                vmVersion,
                warmupIterations,
                measurementIterations,
                params,
                primaryMetric,
                Map.of(),
                runOrder);
    }

    /// All entries of a file, in its order. The file may be in UTF-8 or UTF-16, with or without a
    /// byte order mark: a shell may have written it.
    ///
    /// @throws IOException with a sentence for the user, if this is not a file in JMH's JSON format
    public static List<JmhResult> read(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new IOException(file + " is a folder" + WANTED);
        if (Files.notExists(file)) throw new IOException(file + " does not exist" + WANTED);
        try {
            List<JmhResult> results = READER.readValue(Files.readAllBytes(file));
            if (results == null
                    || results.isEmpty()
                    || results.stream().anyMatch(r -> r == null || r.benchmark.isEmpty())) {
                throw new IOException(file + " holds no JMH results" + WANTED);
            }
            return results;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new IOException(
                    file + " is not in JMH's JSON format (line " + line + ")" + WANTED, e);
        }
    }

    /// All entries of a text in JMH's JSON format.
    ///
    /// @throws JsonProcessingException if the text is not in that format
    public static List<JmhResult> parse(String json) throws JsonProcessingException {
        return READER.readValue(json);
    }

    /// The same result about one of its secondary metrics. Older versions of JMH write a dot before
    /// the names of profilers' metrics; it may be left out. A metric that is no rate is a cost.
    public Optional<JmhResult> about(String metric) {
        Metric found = secondaryMetrics.get(metric);
        if (found == null) found = secondaryMetrics.get("·" + metric);
        if (found == null) return Optional.empty();
        boolean isRate =
                ScoreUnit.of(found.scoreUnit)
                        .filter(unit -> unit.kind() == ScoreUnit.Kind.RATE)
                        .isPresent();
        return Optional.of(
                new JmhResult(
                        benchmark,
                        isRate ? THROUGHPUT : "avgt",
                        threads,
                        forks,
                        jvmArgs,
                        jdkVersion,
                        vmName,
                        vmVersion,
                        warmupIterations,
                        measurementIterations,
                        params,
                        found,
                        runOrder));
    }

    /// The name of what ran: the strategy if there is one, else the benchmark's class and method.
    public String contestant() {
        String strategy = params.get(STRATEGY);
        if (strategy != null) return strategy;
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    /// Everything except the contestant that two results must share to be compared.
    public Map<String, String> conditions() {
        Map<String, String> conditions = new TreeMap<>(params);
        conditions.remove(STRATEGY);
        return conditions;
    }

    /// The conditions as text, such as `members=64, threads=2`.
    public String where() {
        String where =
                conditions().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "));
        return (where.isEmpty() ? "" : where + ", ") + "threads=" + threads;
    }

    /// Whether a smaller score is better: all of JMH's modes except throughput measure time.
    @JsonIgnore
    public boolean isLowerBetter() {
        return !mode.equals(THROUGHPUT);
    }

    /// Whether the score is a rate or a time, as all of JMH's own are; otherwise it is a cost such
    /// as memory.
    @JsonIgnore
    public boolean isSpeed() {
        return !isLowerBetter() || ScoreUnit.of(primaryMetric.scoreUnit).isPresent();
    }

    /// Whether the scores of both can be converted to the same unit.
    boolean hasUnitLike(JmhResult other) {
        String mine = primaryMetric.scoreUnit;
        String its = other.primaryMetric.scoreUnit;
        return ScoreUnit.of(mine)
                .flatMap(a -> ScoreUnit.of(its).map(b -> a.kind() == b.kind()))
                .orElse(mine.equals(its));
    }

    /// The mean score of each fork.
    public List<Double> forkMeans() {
        return primaryMetric.rawData.stream().map(Student::mean).toList();
    }

    /// The logarithm of the speed of each fork, in operations per second if the unit is known. The
    /// speed is the reciprocal of a time or a cost: a higher one is always better.
    List<Double> logSpeeds() {
        double factor = ScoreUnit.of(primaryMetric.scoreUnit).map(ScoreUnit::factor).orElse(1.0);
        int sign = isLowerBetter() ? -1 : 1;
        return forkMeans().stream().map(mean -> sign * Math.log(mean * factor)).toList();
    }

    /// The same by round; empty where no rounds are known.
    Map<Integer, Double> logSpeedsByRound() {
        Map<Integer, Double> speeds = new TreeMap<>();
        if (runOrder == null || runOrder.rounds.size() != primaryMetric.rawData.size()) {
            return speeds;
        }
        List<Double> inOrder = logSpeeds();
        for (int i = 0; i < inOrder.size(); i++) speeds.put(runOrder.rounds.get(i), inOrder.get(i));
        return speeds;
    }

    /// How often its run looked at the results to decide whether to go on; at least 1.
    int looks() {
        return runOrder == null ? 1 : Math.max(1, runOrder.looks);
    }

    /// The geometric mean of the forks, which lies in the middle of [#interval]. A few forks that
    /// are much faster than the others can lift JMH's own score, an arithmetic mean, out of it.
    /// Without the data of the forks, JMH's score.
    public double typicalScore() {
        List<Double> logarithms = logarithms();
        return logarithms.isEmpty() ? primaryMetric.score() : Math.exp(Student.mean(logarithms));
    }

    /// The logarithms of the means of the forks; empty if one of them has none.
    private List<Double> logarithms() {
        List<Double> logarithms = forkMeans().stream().map(Math::log).toList();
        return logarithms.stream().allMatch(Double::isFinite) ? logarithms : List.of();
    }

    /// The interval of [#typicalScore], from the means of the forks; null for fewer than two forks.
    public @Nullable Interval interval(double confidence) {
        List<Double> logarithms = logarithms();
        int n = logarithms.size();
        if (n < 2) return null;
        double mean = Student.mean(logarithms);
        double half =
                Student.quantileAbove((1 - confidence) / 2, n - 1)
                        * Math.sqrt(Student.variance(logarithms) / n);
        return new Interval(Math.exp(mean - half), Math.exp(mean + half), confidence);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
