package chatlab.bench;

import java.util.ArrayList;
import java.util.List;

/// The forks of a run, in the order in which they run.
///
/// Whoever is compared takes turns: in each round every cell is measured by every contestant once,
/// A B C in the first round and C B A in the next. A machine that warms up, or is disturbed for a
/// minute, then weighs on all of them alike.
record Plan(List<Step> steps, int rounds) {

    /// One fork.
    ///
    /// @param round from 1
    /// @param place in the order of the run, from 1
    record Step(int place, int round, Cell cell, Contestant contestant) {}

    static Plan interleaved(List<Cell> cells, List<Contestant> contestants, int rounds) {
        List<Step> steps = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            List<Contestant> order = round % 2 == 1 ? contestants : contestants.reversed();
            for (Cell cell : cells) {
                for (Contestant contestant : order) {
                    if (cell.fits(contestant)) {
                        steps.add(new Step(steps.size() + 1, round, cell, contestant));
                    }
                }
            }
        }
        return new Plan(List.copyOf(steps), rounds);
    }
}
