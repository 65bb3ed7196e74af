package chatlab.bench.compare;

import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.BenchQuestion;
import chatlab.bench.run.Cell;
import chatlab.evidence.Claim;
import chatlab.evidence.JmhResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A speed that the lab promises of a strategy: a claim about two contestants in one cell.
public record Target(Cell cell, String subject, String than, double byAtLeast) {

    /// At most 10 % slower. On a shared machine it takes hours to see a smaller difference.
    private static final double NOT_SLOWER = 0.9;

    /// What is left of the bound's speed if each delivery may throw without harm to the others. The
    /// bound does without that; docs/benchmarks.md says what it costs.
    private static final double GUARDED_64 = 0.8;

    private static final double GUARDED_1024 = 0.65;

    /// All promises about the lab's strategies.
    public static List<Target> all() {
        List<Target> targets = new ArrayList<>();
        targets.add(new Target(alone(64), "snapshot", Contestant.BOUND, GUARDED_64));
        targets.add(new Target(alone(1024), "snapshot", Contestant.BOUND, GUARDED_1024));
        for (int members : List.of(64, 1024)) {
            targets.add(new Target(alone(members), "striped", "cow", NOT_SLOWER));
        }
        for (int members : List.of(8, 64, 1024)) {
            for (String churn : List.of("0", "1:1000", "1:10", "1:1")) {
                Cell cell = churning(members, churn);
                targets.add(new Target(cell, "snapshot", "cow", NOT_SLOWER));
            }
        }
        targets.add(new Target(churning(1024, "0"), "striped", "cow", NOT_SLOWER));
        targets.add(new Target(churning(1024, "0"), "lazy-snapshot", "cow", NOT_SLOWER));
        targets.add(new Target(churning(1024, "1:1"), "lazy-snapshot", "cow", 1.3));
        targets.add(new Target(joining(10_000), "striped", "cow", 5));
        targets.add(new Target(joining(100_000), "striped", "cow", 10));
        targets.add(new Target(joining(10_000), "snapshot", "cow", NOT_SLOWER));
        return targets;
    }

    /// The claim, if both were measured.
    Optional<Claim> claim(List<JmhResult> results) {
        return result(results, subject)
                .flatMap(fast ->
                        result(results, than).map(slow -> new Claim(fast, slow, byAtLeast)));
    }

    @Override
    public String toString() {
        return "%s is at least %s times as fast as %s (%s: %s)"
                .formatted(subject, Amount.factor(byAtLeast), than, cell.question(), cell);
    }

    private Optional<JmhResult> result(List<JmhResult> results, String contestant) {
        return results.stream()
                .filter(r -> r.benchmark().equals(cell.question().benchmark()))
                .filter(r -> r.contestant().equals(contestant))
                .filter(r -> r.conditions().equals(cell.params()) && r.threads() == cell.threads())
                .findFirst();
    }

    private static Cell alone(int members) {
        return new Cell(
                BenchQuestion.MEMBERS,
                Map.of("members", String.valueOf(members), "sink", "read"),
                1);
    }

    private static Cell churning(int members, String churn) {
        return new Cell(
                BenchQuestion.CHURN,
                Map.of("members", String.valueOf(members), "churn", churn, "sink", "read"),
                2);
    }

    private static Cell joining(int members) {
        return new Cell(BenchQuestion.JOINS, Map.of("members", String.valueOf(members)), 2);
    }
}
