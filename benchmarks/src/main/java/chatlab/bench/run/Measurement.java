package chatlab.bench.run;

import chatlab.bench.run.ForkPlan.Step;
import chatlab.evidence.JmhResult;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;

import org.openjdk.jmh.results.RunResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The execution of a plan, and its results so far. Confined to one thread.
public final class Measurement {

    /// Hears how far a measurement is, on its thread.
    public interface Listener {
        /// Hears before each fork which one is next, how many subjects are still measured, and how
        /// much time is left.
        void next(Step step, int subjects, Duration left);

        /// Hears after each fork what it measured.
        default void measured(Step step, RunResult result) {}
    }

    /// A fork that has run.
    ///
    /// @param place in the order of the run, from 1
    record Done(int place, Step step, RunResult result) {}

    /// A fork that gave no result, and why.
    public record Failure(Subject subject, String reason) {
        public String sentence() {
            return "%s gave no result at %s: %s"
                    .formatted(subject.contestant().name(), subject.cell(), reason);
        }
    }

    /// After so many forks their average time says more than the expectation.
    private static final int FEW = 3;

    private final ForkPlan plan;
    private final Timing timing;
    private final Fork fork;
    private final List<Done> done = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private Duration spent = Duration.ZERO;
    private int started;

    public Measurement(ForkPlan plan, Timing timing, Fork fork) {
        this.plan = plan;
        this.timing = timing;
        this.fork = fork;
    }

    /// Runs the plan, round by round. What has failed in a cell is not tried there again.
    ///
    /// @return false if the run was interrupted before its end
    public boolean run(Stopping stopping, Interruption interruption, Listener listener) {
        Collection<Subject> open = plan.subjects();
        for (int round = 1; !open.isEmpty(); round++) {
            for (Step step : plan.round(round, open)) {
                if (interruption.isStopped()) return false;
                Duration left = stopping.left(started, averageFork());
                if (!left.isPositive()) return true;
                listener.next(step, open.size(), left);
                if (!hasFailed(step.subject()) && !measure(step, interruption, listener)) {
                    return false;
                }
            }
            open = stopping.next(round, () -> results("", stopping));
        }
        return true;
    }

    private boolean measure(Step step, Interruption interruption, Listener listener) {
        long begun = System.nanoTime();
        started++;
        try {
            var subject = step.subject();
            var result = fork.run(subject.cell(), subject.contestant(), timing);
            done.add(new Done(started, step, result));
            listener.measured(step, result);
        } catch (IOException e) {
            if (interruption.isStopped()) return false; // it was stopped, it did not fail
            failures.add(new Failure(step.subject(), String.valueOf(e.getMessage())));
        }
        spent = spent.plusNanos(System.nanoTime() - begun);
        return true;
    }

    /// How long a fork takes: as expected at first, later on average.
    private Duration averageFork() {
        return started < FEW ? timing.fork() : spent.dividedBy(started);
    }

    public boolean isEmpty() {
        return done.isEmpty();
    }

    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /// The results as one JMH file.
    ///
    /// @param run identifies this run
    public ArrayNode jmh(String run, Stopping stopping) {
        double seconds = averageFork().toMillis() / 1000.0;
        return Merge.merge(bySubject().values(), run, stopping.looks(), seconds);
    }

    /// The same, read.
    public List<JmhResult> results(String run, Stopping stopping) {
        try {
            return JmhResult.parse(jmh(run, stopping).toString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("JMH wrote something that is not JSON", e);
        }
    }

    /// The forks of each subject in the order of the run; the subjects in the order of the plan.
    Map<Subject, List<Done>> bySubject() {
        Map<Subject, List<Done>> subjects = new LinkedHashMap<>();
        plan.subjects().forEach(subject -> subjects.put(subject, new ArrayList<>()));
        for (Done one : done) {
            subjects.computeIfAbsent(one.step.subject(), _ -> new ArrayList<>()).add(one);
        }
        subjects.values().removeIf(List::isEmpty);
        return subjects;
    }

    /// The contestants and cells, in the order of time.
    public List<String> order() {
        return done.stream()
                .map(one -> one.step.subject())
                .map(subject -> subject.contestant().name() + " at " + subject.cell())
                .toList();
    }

    private boolean hasFailed(Subject subject) {
        return failures.stream().anyMatch(failure -> failure.subject.equals(subject));
    }
}
