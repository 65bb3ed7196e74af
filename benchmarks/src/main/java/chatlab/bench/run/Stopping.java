package chatlab.bench.run;

import chatlab.evidence.JmhResult;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/// Decides how long a measurement goes on.
public interface Stopping {

    /// What is measured in the next round; empty ends the measurement.
    ///
    /// @param rounds how many have been measured
    /// @param results computes the results so far
    Collection<Subject> next(int rounds, Supplier<List<JmhResult>> results);

    /// How much time is left, to the knowledge of this moment; zero ends the measurement within a
    /// round.
    ///
    /// @param forks how many have been started
    /// @param average how long a fork takes
    Duration left(int forks, Duration average);

    /// How often [#next] may look at the results, and the end of the run once more.
    int looks();

    /// A fixed number of rounds, whatever they show.
    static Stopping after(int rounds, ForkPlan plan) {
        return new Stopping() {
            @Override
            public Collection<Subject> next(int done, Supplier<List<JmhResult>> results) {
                return done < rounds ? plan.subjects() : List.of();
            }

            @Override
            public Duration left(int forks, Duration average) {
                int toGo = rounds * plan.subjects().size() - forks;
                return average.multipliedBy(Math.max(1, toGo));
            }

            @Override
            public int looks() {
                return 1;
            }
        };
    }
}
