package chatlab.bench.command;

import chatlab.bench.chart.Figure;
import chatlab.bench.check.Correctness;
import chatlab.bench.check.RaceAnswer;
import chatlab.bench.compare.BenchReport;
import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.ForkPlan;
import chatlab.bench.run.Interruption;
import chatlab.bench.run.JmhFork;
import chatlab.bench.run.Measurement;
import chatlab.bench.run.Merge;
import chatlab.evidence.Evidence;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Terms;
import chatlab.terminal.OutputOptions;
import chatlab.terminal.RoughTime;

import com.fasterxml.jackson.databind.node.ArrayNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of a plan: the check of the strategies, the measurement, and the files that it leaves.
final class BenchRun implements AutoCloseable {
    private final ForkPlan plan;
    private final LengthOptions length;
    private final OutputOptions results;
    private final PrintWriter err;
    private final Interruption interruption = Interruption.listen();

    BenchRun(ForkPlan plan, LengthOptions length, OutputOptions results, PrintWriter err) {
        this.plan = plan;
        this.length = length;
        this.results = results;
        this.err = err;
    }

    /// What was measured.
    ///
    /// @param jmh the results as one JMH file
    /// @param isWhole false if the run was interrupted
    record Measured(
            Evidence.@Nullable Run evidence,
            Measurement measurement,
            ArrayNode jmh,
            BenchReport report,
            boolean isWhole) {

        /// Writes the files of the run, if `--out` asks for them.
        void write(int exitCode) throws IOException {
            if (evidence == null) return;
            ResultFiles.write(evidence, "bench", jmh, report, measurement.order());
            evidence.note("correctness", report.correctness());
            evidence.note("sha256", report.hashes());
            evidence.finish(exitCode);
        }
    }

    /// Says how long the run takes, and asks the user if that is long.
    boolean isAgreed() {
        int forks = plan.steps().size();
        return length.isAgreed(
                "%d forks in %d rounds,".formatted(forks, plan.rounds()),
                length.timing().fork().multipliedBy(forks),
                err);
    }

    /// Checks each strategy, then measures all contestants.
    ///
    /// @return empty if there is no result at all
    Optional<Measured> measure(List<RaceAnswer> races, String baseline, Terms terms)
            throws IOException, InterruptedException {
        var evidence = results.beginEvidence().orElse(null);
        if (evidence != null) Figure.rehearse();
        var correctness = correctness(races);
        var measurement = new Measurement(plan, length.timing(), new JmhFork());
        boolean isWhole;
        try (var progress = results.progress()) {
            isWhole =
                    measurement.run(
                            interruption,
                            (step, forks, left) -> progress.show(place(step, forks, left)));
        }
        measurement.failures().forEach(failure -> err.println(failure.sentence()));
        if (!isWhole) err.println("Interrupted; the finished forks are kept.");
        if (measurement.done().isEmpty()) {
            err.println("Nothing was measured.");
            return Optional.empty();
        }
        String run = evidence == null ? "" : evidence.environment().started().toString();
        var jmh = Merge.merge(measurement.byPair().values(), run);
        var report =
                new BenchReport(
                        JmhResult.parse(jmh.toString()),
                        plan.contestants(),
                        measurement.failures(),
                        correctness,
                        baseline,
                        terms);
        return Optional.of(new Measured(evidence, measurement, jmh, report, isWhole));
    }

    /// The text of the progress line.
    private static String place(ForkPlan.Step step, int forks, Duration left) {
        return "round %d, %s at %s: fork %d of %d, %s left"
                .formatted(
                        step.round(),
                        step.contestant().name(),
                        step.cell(),
                        step.place(),
                        forks,
                        RoughTime.of(left));
    }

    @Override
    public void close() {
        interruption.close();
    }

    private Map<String, Correctness> correctness(List<RaceAnswer> races)
            throws IOException, InterruptedException {
        Map<String, Correctness> answers = new LinkedHashMap<>();
        try (var progress = results.progress()) {
            for (Contestant contestant : plan.contestants()) {
                if (contestant.strategy().isEmpty() || interruption.isStopped()) continue;
                progress.show("does " + contestant.name() + " keep what it declares?");
                answers.put(contestant.name(), Correctness.of(contestant.strategy().get(), races));
            }
        }
        return answers;
    }
}
