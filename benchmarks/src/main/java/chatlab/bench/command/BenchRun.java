package chatlab.bench.command;

import chatlab.bench.chart.Figure;
import chatlab.bench.check.Correctness;
import chatlab.bench.check.RaceAnswer;
import chatlab.bench.compare.Amount;
import chatlab.bench.compare.BenchReport;
import chatlab.bench.compare.UntilDecided;
import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.Calibration;
import chatlab.bench.run.Fork;
import chatlab.bench.run.ForkPlan;
import chatlab.bench.run.Interruption;
import chatlab.bench.run.JmhFork;
import chatlab.bench.run.Measurement;
import chatlab.bench.run.Stopping;
import chatlab.bench.run.Timing;
import chatlab.evidence.Evidence;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.evidence.Terms;
import chatlab.terminal.OutputOptions;
import chatlab.terminal.ProgressLine;
import chatlab.terminal.RoughTime;

import com.fasterxml.jackson.databind.node.ArrayNode;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// One run of a plan: the check of the strategies, the calibration, the measurement, and the files
/// that it leaves.
final class BenchRun implements AutoCloseable {
    private final ForkPlan plan;
    private final StoppingOptions until;
    private final Duration usualTime;
    private final OutputOptions results;
    private final PrintWriter err;
    private final BenchListener listener;
    private final Fork fork = new JmhFork();
    private final Timing timing = Timing.SHORT;
    private final Interruption interruption = Interruption.listen();

    /// @param usualTime how long the run may take if the user does not say
    /// @param listener hears of everything that a person at a terminal would see
    BenchRun(
            ForkPlan plan,
            StoppingOptions until,
            Duration usualTime,
            OutputOptions results,
            PrintWriter err,
            BenchListener listener) {
        this.plan = plan;
        this.until = until;
        this.usualTime = usualTime;
        this.results = results;
        this.err = err;
        this.listener = listener;
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
            long seed,
            boolean isWhole) {

        /// Writes the files of the run, if `--out` asks for them.
        void write(int exitCode) throws IOException {
            if (evidence == null) return;
            ResultFiles.write(evidence, "bench", jmh, report, measurement.order());
            evidence.note("seed", seed);
            evidence.note("resolution", report.resolution());
            evidence.note("correctness", report.correctness());
            evidence.note("sha256", report.hashes());
            evidence.finish(exitCode);
        }
    }

    /// Says how long the run takes, and asks the user if that is long.
    boolean isAgreed(LengthOptions length) {
        var most = until.time(usualTime);
        if (most.isPresent()) return length.isAgreed("At most", most.get(), err);
        int forks = until.fixedRounds() * plan.subjects().size();
        return length.isAgreed(
                "%d forks in %d rounds, about".formatted(forks, until.fixedRounds()),
                timing.fork().multipliedBy(forks),
                err);
    }

    /// Checks each strategy, then measures all contestants.
    ///
    /// @param judge judges all comparisons of the run
    /// @return empty if there is no result at all
    Optional<Measured> measure(
            List<RaceAnswer> races,
            String baseline,
            Terms terms,
            BiFunction<List<JmhResult>, Set<String>, List<Judgement>> judge)
            throws IOException, InterruptedException {
        var evidence = results.beginEvidence().orElse(null);
        if (evidence != null) Figure.rehearse();
        var correctness = correctness(races);
        Set<String> struckOut = new HashSet<>();
        correctness.forEach((name, answer) -> {
            if (!answer.holds()) struckOut.add(name);
        });
        var stopping =
                until.stopping(plan, timing, usualTime, found -> judge.apply(found, struckOut));
        String resolution = resolution(stopping, terms);
        if (!resolution.isEmpty()) {
            err.println(resolution);
            listener.resolves(resolution);
        }
        var measurement = new Measurement(plan, timing, fork);
        boolean isWhole;
        try (var progress = progress()) {
            isWhole = measurement.run(stopping, interruption, listener(progress));
        }
        measurement.failures().forEach(failure -> err.println(failure.sentence()));
        if (!isWhole) err.println("Interrupted; the finished forks are kept.");
        if (measurement.isEmpty()) {
            err.println("Nothing was measured.");
            return Optional.empty();
        }
        String run = evidence == null ? "" : evidence.environment().started().toString();
        var jmh = measurement.jmh(run, stopping);
        var report =
                new BenchReport(
                        measurement.results(run, stopping),
                        plan.contestants(),
                        measurement.failures(),
                        correctness,
                        baseline,
                        terms,
                        resolution);
        return Optional.of(new Measured(evidence, measurement, jmh, report, plan.seed(), isWhole));
    }

    /// What can be told apart here in the time that is left, as a sentence: 5 s of calibration.
    /// Empty for a fixed number of rounds.
    private String resolution(Stopping stopping, Terms terms) throws IOException {
        if (until.time(usualTime).isEmpty()) return "";
        var first = plan.groups().getFirst();
        Calibration calibration;
        try (var progress = progress()) {
            show(progress, "how noisy is this machine?");
            calibration =
                    Calibration.run(
                            first.cell(),
                            first.contestants().getFirst(),
                            timing,
                            fork,
                            interruption);
        }
        if (calibration.isEmpty()) return "";
        Duration time = stopping.left(0, calibration.average());
        int subjects = plan.subjects().size();
        int rounds = calibration.rounds(time, subjects);
        if (rounds < UntilDecided.FIRST_LOOK) {
            return "In %s this machine runs about %d rounds of these %d forks, and a verdict takes %d."
                            .formatted(
                                    RoughTime.of(time), rounds, subjects, UntilDecided.FIRST_LOOK)
                    + " Name fewer strategies or cells, or give it more --time.";
        }
        double ratio =
                calibration.smallestRatio(
                        rounds, subjects - plan.groups().size(), stopping.looks(), terms);
        return "On this machine, in %s, differences under %s x will stay open."
                .formatted(RoughTime.of(time), Amount.digits(ratio));
    }

    /// Silent if a program listens.
    private ProgressLine progress() {
        return listener == BenchListener.NONE ? results.progress() : new ProgressLine(err, false);
    }

    private void show(ProgressLine progress, String what) {
        progress.show(what);
        listener.at(what, null);
    }

    private Measurement.Listener listener(ProgressLine progress) {
        return new Measurement.Listener() {
            @Override
            public void next(ForkPlan.Step step, int subjects, Duration left) {
                progress.show(place(step, subjects, left));
                var subject = step.subject();
                listener.at(
                        "round %d, %s at %s"
                                .formatted(
                                        step.round(), subject.contestant().name(), subject.cell()),
                        left);
            }

            @Override
            public void measured(ForkPlan.Step step, RunResult result) {
                listener.measured(step, result);
            }
        };
    }

    /// The text of the progress line.
    private static String place(ForkPlan.Step step, int subjects, Duration left) {
        return "round %d, %s at %s: %d still measured, %s left"
                .formatted(
                        step.round(),
                        step.subject().contestant().name(),
                        step.subject().cell(),
                        subjects,
                        RoughTime.of(left));
    }

    @Override
    public void close() {
        interruption.close();
    }

    private Map<String, Correctness> correctness(List<RaceAnswer> races)
            throws IOException, InterruptedException {
        Map<String, Correctness> answers = new LinkedHashMap<>();
        try (var progress = progress()) {
            for (Contestant contestant : plan.contestants()) {
                if (contestant.strategy().isEmpty() || interruption.isStopped()) continue;
                show(progress, "does " + contestant.name() + " keep what it declares?");
                var answer = Correctness.of(contestant.strategy().get(), races);
                answers.put(contestant.name(), answer);
                listener.checked(contestant.name(), answer);
            }
        }
        return answers;
    }
}
