package chatlab.bench.command;

import chatlab.bench.chart.Charts;
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
import chatlab.bench.run.Timing;
import chatlab.evidence.Evidence;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Terms;
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

/// A plan from the question whether it may run to the files that it leaves.
final class BenchRun implements AutoCloseable {
    /// Whoever starts something longer is asked whether that is meant.
    static final Duration LONG = Duration.ofMinutes(10);

    private final ForkPlan plan;
    private final Timing timing;
    private final OutputOptions results;
    private final PrintWriter err;
    private final Interruption interruption = Interruption.listen();

    BenchRun(ForkPlan plan, Timing timing, OutputOptions results, PrintWriter err) {
        this.plan = plan;
        this.timing = timing;
        this.results = results;
        this.err = err;
    }

    /// What was measured.
    ///
    /// @param jmh the results as one file of JMH's
    /// @param isWhole false if it was interrupted
    record Measured(
            Evidence.@Nullable Run evidence,
            Measurement measurement,
            ArrayNode jmh,
            BenchReport findings,
            boolean isWhole) {

        /// Leaves the files of the run, if they are wanted.
        void leave(int exitCode) throws IOException {
            if (evidence == null) return;
            evidence.write("bench.json", jmh);
            List<Figure> figures = new Charts(findings).all();
            for (Figure figure : figures) figure.writeTo(evidence);
            evidence.writeText(
                    "bench.html", BenchPage.html(findings, figures, evidence.environment()));
            evidence.note("order", measurement.order());
            evidence.note("margin", findings.terms().margin());
            evidence.note("correctness", findings.correctness());
            evidence.note("sha256", findings.hashes());
            evidence.finish(exitCode);
        }
    }

    /// Says how long it will take, and asks about that if it is long.
    boolean isAgreed(boolean unasked) {
        var time = timing.fork().multipliedBy(plan.steps().size());
        err.println(
                "%d forks in %d rounds, about %s."
                        .formatted(plan.steps().size(), plan.rounds(), RoughTime.of(time)));
        return unasked || time.compareTo(LONG) <= 0 || results.isAgreed("Go on?");
    }

    /// Asks everybody whether they are correct, then measures.
    ///
    /// @return empty if there is no result at all
    Optional<Measured> measure(List<RaceAnswer> races, String baseline, Terms terms)
            throws IOException, InterruptedException {
        var evidence = results.beginEvidence().orElse(null);
        if (evidence != null) Figure.rehearse();
        var correctness = correctness(races);
        var measurement = new Measurement(plan, timing, new JmhFork());
        boolean isWhole;
        try (var progress = results.progress()) {
            isWhole =
                    measurement.run(
                            interruption,
                            (step, forks, left) -> progress.show(place(step, forks, left)));
        }
        measurement.failures().forEach(failure -> err.println(failure.sentence()));
        if (!isWhole) err.println("Interrupted; what is finished is kept.");
        if (measurement.done().isEmpty()) {
            err.println("Nothing was measured.");
            return Optional.empty();
        }
        String run = evidence == null ? "" : evidence.environment().started().toString();
        var jmh = Merge.merge(measurement.byPair().values(), run);
        var findings =
                new BenchReport(
                        JmhResult.parse(jmh.toString()),
                        plan.contestants(),
                        measurement.failures(),
                        correctness,
                        baseline,
                        terms);
        return Optional.of(new Measured(evidence, measurement, jmh, findings, isWhole));
    }

    /// What runs, which round, how far, how long still.
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
