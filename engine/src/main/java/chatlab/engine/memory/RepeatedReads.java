package chatlab.engine.memory;

import java.util.ArrayList;
import java.util.List;

/// Tells when a thread reads the same again and again without writing anything: it spins.
///
/// A loop that makes progress sees something new in each round: another variable, or another value.
public final class RepeatedReads {
    private record Read(int place, Variable variable, Write write) {
        boolean isSame(int place, Variable variable, Write write) {
            return this.place == place && this.variable == variable && this.write == write;
        }
    }

    /// A longer round is not recognized; such a thread ends at the limit of steps.
    private static final int LONGEST_ROUND = 40;

    private final List<Read> sinceProgress = new ArrayList<>();
    private final List<Read> firstReads = new ArrayList<>();
    private int nothingNew;
    private int hints;

    void read(int place, Variable variable, Write write) {
        for (var read : sinceProgress) {
            if (read.isSame(place, variable, write)) {
                nothingNew++;
                return;
            }
        }
        nothingNew = 0;
        if (sinceProgress.size() == LONGEST_ROUND) sinceProgress.clear();
        var read = new Read(place, variable, write);
        sinceProgress.add(read);
        firstReads.add(read);
    }

    /// Returns true if the thread has read the variable there before: it is in a loop.
    boolean hasRead(int place, Variable variable) {
        for (var read : firstReads) {
            if (read.place == place && read.variable == variable) return true;
        }
        return false;
    }

    /// The thread says that it spins: `Thread.yield`, `onSpinWait` or `sleep`.
    public void hint() {
        hints++;
    }

    /// The thread has written something: it makes progress.
    public void progress() {
        nothingNew = 0;
        hints = 0;
        sinceProgress.clear();
    }

    /// Returns true if the thread has gone round at least twice and seen nothing new.
    public boolean isSpinning() {
        return hints > 1 || nothingNew > 2 * sinceProgress.size() + 2;
    }
}
