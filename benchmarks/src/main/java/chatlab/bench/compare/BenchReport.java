package chatlab.bench.compare;

import chatlab.bench.check.Correctness;
import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.Measurement;
import chatlab.evidence.Claim;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.evidence.Terms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The results of a run of benchmarks: the measured speeds, the strategies that are struck out, and
/// the comparisons.
///
/// @param correctness of each contestant, by name
/// @param baseline the contestant to which the others are compared
/// @param resolution what can be told apart on this machine, as a sentence; empty if not known
public record BenchReport(
        List<JmhResult> results,
        List<Contestant> contestants,
        List<Measurement.Failure> failures,
        Map<String, Correctness> correctness,
        String baseline,
        Terms terms,
        String resolution) {

    /// The winner of a cell.
    ///
    /// @param isSure it is faster than each of the others, by verdict
    public record Winner(String name, boolean isSure) {}

    List<List<Comparisons.Row>> rows() {
        return Comparisons.toBaseline(results, baseline, null, terms);
    }

    /// Why a contestant's speeds do not count; empty if they count.
    Optional<String> struckOut(String contestant) {
        return correctness.getOrDefault(contestant, Correctness.NOT_ASKED).faults().stream()
                .findFirst();
    }

    /// The hashes of the strategies' sources, by name.
    public Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>();
        for (Contestant contestant : contestants) {
            contestant.strategy().ifPresent(e -> hashes.put(contestant.name(), e.sha256()));
        }
        return hashes;
    }

    /// Whether every strategy keeps what it declares, and every contestant gave a result.
    public boolean isSound() {
        return failures.isEmpty() && correctness.values().stream().allMatch(Correctness::holds);
    }

    /// The results that count.
    public List<JmhResult> sound() {
        return results.stream().filter(r -> struckOut(r.contestant()).isEmpty()).toList();
    }

    /// The fastest of the strategies that keep what they declare. Outsiders declare nothing and do
    /// not take part. Empty if fewer than two take part.
    public Optional<Winner> winner(List<JmhResult> alike) {
        List<JmhResult> inIt =
                alike.stream()
                        .filter(r -> correctness.containsKey(r.contestant()))
                        .filter(r -> struckOut(r.contestant()).isEmpty())
                        .sorted(Comparator.comparingDouble(JmhResult::typicalScore))
                        .toList();
        if (inIt.size() < 2) {
            return Optional.empty();
        }
        JmhResult best = inIt.getFirst().isLowerBetter() ? inIt.getFirst() : inIt.getLast();
        List<Claim> claims = new ArrayList<>();
        inIt.stream().filter(r -> r != best).map(r -> Claim.faster(best, r)).forEach(claims::add);
        boolean isSure =
                Claim.judge(claims, terms).stream()
                        .map(Judgement::verdict)
                        .allMatch(ClaimVerdict.SUPPORTED::equals);
        return Optional.of(new Winner(best.contestant(), isSure));
    }
}
