package chatlab.bench.command;

import chatlab.bench.check.Correctness;
import chatlab.bench.run.ForkPlan.Step;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;

import java.time.Duration;

/// Hears how far a run is, on the thread of the run.
interface BenchListener {
    /// Ignores it.
    BenchListener NONE =
            new BenchListener() {
                @Override
                public void at(String what, @Nullable Duration left) {}

                @Override
                public void checked(String strategy, Correctness answer) {}

                @Override
                public void resolves(String sentence) {}

                @Override
                public void measured(Step step, RunResult result) {}
            };

    /// Hears what begins now.
    ///
    /// @param left at most how long the run will take; null: not known yet
    void at(String what, @Nullable Duration left);

    void checked(String strategy, Correctness answer);

    /// Hears what can be told apart in this run.
    void resolves(String sentence);

    void measured(Step step, RunResult result);
}
