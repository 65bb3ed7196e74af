package chatlab.step.outcome;

import chatlab.harness.scenario.Scenario;
import chatlab.harness.scenario.ScenarioRun;
import chatlab.strategies.Guarantee;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The outcome of a run.
///
/// @param findings the guarantees seen broken, none if all held
/// @param facts the members at the end and what arrived, such as `ann, bob are in`
public record Outcome(List<BrokenPromise> findings, String facts) {
    public Outcome {
        findings = List.copyOf(findings);
    }

    /// The outcome of a run whose threads have all ended.
    public static Outcome of(ScenarioRun run) {
        var findings =
                run.violations().stream()
                        .map(v -> new BrokenPromise(v.guarantee(), v.sentence()))
                        .toList();
        return new Outcome(findings, run.facts());
    }

    /// Calls that never return.
    public static Outcome stuck(Scenario scenario, String sentence) {
        var guarantee = scenario.isHostile() ? scenario.guarantee() : null;
        return new Outcome(List.of(new BrokenPromise(guarantee, sentence)), "");
    }

    public boolean isWhole() {
        return findings.isEmpty();
    }

    /// The first finding against one of these guarantees, or against what every strategy owes.
    public Optional<BrokenPromise> against(Collection<Guarantee> guarantees) {
        return findings.stream()
                .filter(f -> f.guarantee() == null || guarantees.contains(f.guarantee()))
                .findFirst();
    }

    /// One sentence without a full stop.
    public String sentence() {
        if (isWhole()) return facts;
        return findings.stream()
                .map(BrokenPromise::sentence)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /// As the child process hands it over: lines of a guarantee and a sentence, then the facts.
    public String encode() {
        return findings.stream()
                        .map(f -> f.promise() + "\t" + f.sentence().replace('\n', ' ') + "\n")
                        .collect(Collectors.joining())
                + facts;
    }

    public static Outcome decode(String text) {
        var findings = new ArrayList<BrokenPromise>();
        var facts = "";
        for (var line : text.split("\n", -1)) {
            int tab = line.indexOf('\t');
            if (tab < 0) facts = line;
            else {
                findings.add(BrokenPromise.of(line.substring(0, tab), line.substring(tab + 1)));
            }
        }
        return new Outcome(findings, facts);
    }
}
