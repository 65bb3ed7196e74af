package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/// The order of the forks of a run.
///
/// Contestants take turns: in each round every contestant of a cell is measured once, in random
/// order. If the machine warms up, or is disturbed for a minute, this affects all of them alike;
/// and no contestant gains because it always runs first, or after the same other one.
///
/// @param seed of the random order: the same seed gives the same order
public record ForkPlan(List<Group> groups, long seed) {

    /// A cell and the contestants that are compared in it.
    public record Group(Cell cell, List<Contestant> contestants) {}

    /// One fork.
    ///
    /// @param round from 1
    public record Step(int round, Subject subject) {}

    public ForkPlan {
        groups = List.copyOf(groups);
    }

    /// Plans every contestant in every cell in which it can be measured.
    public static ForkPlan of(List<Cell> cells, List<Contestant> contestants, long seed) {
        List<Group> groups = new ArrayList<>();
        for (Cell cell : cells) {
            groups.add(new Group(cell, contestants.stream().filter(cell::fits).toList()));
        }
        return new ForkPlan(groups, seed);
    }

    /// The forks of one round, in their order.
    ///
    /// @param open what is still measured
    public List<Step> round(int round, Collection<Subject> open) {
        var random = new SplittableRandom(seed + round);
        List<Step> steps = new ArrayList<>();
        for (Group group : groups) {
            List<Contestant> order = new ArrayList<>(group.contestants);
            Collections.shuffle(order, random);
            for (Contestant contestant : order) {
                var subject = new Subject(group.cell, contestant);
                if (open.contains(subject)) steps.add(new Step(round, subject));
            }
        }
        return steps;
    }

    /// All contestants in all their cells.
    public List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (Group group : groups) {
            group.contestants.forEach(c -> subjects.add(new Subject(group.cell, c)));
        }
        return subjects;
    }

    /// All contestants of the plan.
    public List<Contestant> contestants() {
        return groups.stream().flatMap(group -> group.contestants.stream()).distinct().toList();
    }
}
