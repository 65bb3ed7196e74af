package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;

import java.util.ArrayList;
import java.util.List;

/// The forks of a run, in the order in which they run.
///
/// Contestants take turns: in each round every contestant of a cell is measured once, A B C in the
/// first round and C B A in the next. If the machine warms up, or is disturbed for a minute, this
/// affects all of them alike.
public record ForkPlan(List<Step> steps, int rounds) {

    /// A cell and the contestants that are compared in it.
    public record Group(Cell cell, List<Contestant> contestants) {}

    /// One fork.
    ///
    /// @param round from 1
    /// @param place in the order of the run, from 1
    public record Step(int place, int round, Cell cell, Contestant contestant) {}

    public static ForkPlan interleaved(List<Group> groups, int rounds) {
        List<Step> steps = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Group group : groups) {
                var order = round % 2 == 1 ? group.contestants : group.contestants.reversed();
                for (Contestant contestant : order) {
                    steps.add(new Step(steps.size() + 1, round, group.cell, contestant));
                }
            }
        }
        return new ForkPlan(List.copyOf(steps), rounds);
    }

    /// Plans every contestant in every cell in which it can be measured.
    public static ForkPlan interleaved(List<Cell> cells, List<Contestant> contestants, int rounds) {
        return interleaved(
                cells.stream()
                        .map(cell ->
                                new Group(cell, contestants.stream().filter(cell::fits).toList()))
                        .toList(),
                rounds);
    }

    /// All contestants of the plan.
    public List<Contestant> contestants() {
        return steps.stream().map(Step::contestant).distinct().toList();
    }
}
