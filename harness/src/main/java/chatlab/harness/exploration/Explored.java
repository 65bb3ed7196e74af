package chatlab.harness.exploration;

import chatlab.engine.Exploration;
import chatlab.engine.Sample;
import chatlab.evidence.race.EngineRace;
import chatlab.harness.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the exploration of one scenario has shown.
///
/// @param end why it ended
/// @param why why nothing counts, if it ended as uncontrolled; else empty
/// @param sample the random executions after the budget was used up; null if there were none
/// @param findings the promises seen broken, each once, by its cheapest schedule
/// @param races the data races of the code under test, each once
public record Explored(
        Scenario scenario,
        Exploration.End end,
        String why,
        long executions,
        @Nullable Sample sample,
        List<Finding> findings,
        List<EngineRace> races) {

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

        /// Reads what [#words] has written.
        static Finding of(List<String> words) {
            return new Finding(
                    BrokenPromise.of(words.get(0), words.get(1)),
                    words.get(2),
                    Integer.parseInt(words.get(3)),
                    Integer.parseInt(words.get(4)),
                    words.subList(5, words.size()));
        }

        /// As a child JVM says it: `promise sentence schedule preemptions stale step…`.
        List<String> words() {
            var words = new ArrayList<String>();
            words.add(promise.promise());
            words.add(promise.sentence());
            words.add(schedule);
            words.add(String.valueOf(preemptions));
            words.add(String.valueOf(staleReads));
            words.addAll(steps);
            return words;
        }

        /// Cheaper schedules are easier to understand.
        public int cost() {
            return preemptions + staleReads;
        }
    }

    /// The scenario whose finding against a promise is the cheapest, the first of several.
    public static Optional<Explored> cheapest(List<Explored> all, String promise) {
        return all.stream()
                .filter(one -> one.against(promise).isPresent())
                .min(Comparator.comparingInt(one -> one.against(promise).orElseThrow().cost()));
    }

    /// The promises seen broken.
    Set<String> broken() {
        return findings.stream()
                .map(finding -> finding.promise().promise())
                .collect(Collectors.toSet());
    }

    /// The finding against a promise.
    public Optional<Finding> against(String promise) {
        return findings.stream().filter(f -> f.promise().promise().equals(promise)).findFirst();
    }
}
