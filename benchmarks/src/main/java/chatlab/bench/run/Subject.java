package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;
import chatlab.evidence.JmhResult;

/// A contestant under one set of conditions. Its forks are one sample.
public record Subject(Cell cell, Contestant contestant) {

    /// Whether this is what a result measures.
    public boolean isOf(JmhResult result) {
        return result.contestant().equals(contestant.name())
                && result.threads() == cell.threads()
                && result.benchmark().equals(cell.question().benchmark())
                && result.conditions().equals(cell.params());
    }
}
