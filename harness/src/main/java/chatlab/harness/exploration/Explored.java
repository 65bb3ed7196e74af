package chatlab.harness.exploration;

import chatlab.engine.Exploration;
import chatlab.harness.scenario.Scenario;

import java.util.List;
import java.util.Optional;

/// What the exploration of one scenario has shown.
///
/// @param end why it ended
/// @param why why nothing counts, if it ended as uncontrolled; else empty
/// @param findings the promises seen broken, each once, by its cheapest schedule
/// @param races accesses that happens-before does not order, in words
public record Explored(
        Scenario scenario,
        Exploration.End end,
        String why,
        long executions,
        List<Finding> findings,
        List<String> races) {

    public Explored {
        findings = List.copyOf(findings);
        races = List.copyOf(races);
    }

    /// A schedule that breaks a promise.
    ///
    /// @param schedule in the words of [chatlab.engine.execution.Schedule]
    /// @param steps what happens, one step in each line; a line with the number of steps at the end
    ///   stands for those that are left out
    public record Finding(
            BrokenPromise promise,
            String schedule,
            int preemptions,
            int staleReads,
            List<String> steps) {
        public Finding {
            steps = List.copyOf(steps);
        }

        /// Cheaper schedules are easier to understand.
        public int cost() {
            return preemptions + staleReads;
        }
    }

    /// The finding against a promise.
    public Optional<Finding> against(String promise) {
        return findings.stream().filter(f -> f.promise().promise().equals(promise)).findFirst();
    }
}
