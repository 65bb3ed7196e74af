package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;

import java.util.ArrayList;
import java.util.List;

/// The forks of a run, in the order in which they run.
///
/// Whoever is compared takes turns: in each round every cell is measured by each of its contestants
/// once, A B C in the first round and C B A in the next. A machine that warms up, or is disturbed
/// for a minute, then weighs on all of them alike.
public record ForkPlan(List<Step> steps, int rounds) {

    /// A cell and who is compared in it.
    public record Heat(Cell cell, List<Contestant> contestants) {}

    /// One fork.
    ///
    /// @param round from 1
    /// @param place in the order of the run, from 1
    public record Step(int place, int round, Cell cell, Contestant contestant) {}

    public static ForkPlan interleaved(List<Heat> heats, int rounds) {
        List<Step> steps = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Heat heat : heats) {
                var order = round % 2 == 1 ? heat.contestants : heat.contestants.reversed();
                for (Contestant contestant : order) {
                    steps.add(new Step(steps.size() + 1, round, heat.cell, contestant));
                }
            }
        }
        return new ForkPlan(List.copyOf(steps), rounds);
    }

    /// Everybody in every cell in which they can be measured.
    public static ForkPlan interleaved(List<Cell> cells, List<Contestant> contestants, int rounds) {
        return interleaved(
                cells.stream()
                        .map(cell ->
                                new Heat(cell, contestants.stream().filter(cell::fits).toList()))
                        .toList(),
                rounds);
    }

    /// Everybody who is measured somewhere.
    public List<Contestant> contestants() {
        return steps.stream().map(Step::contestant).distinct().toList();
    }
}
