package chatlab.step.witness;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.exploration.Stepping;
import chatlab.harness.exploration.Stepping.SteppingException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Replays witnesses in a child JVM, which it keeps for the next one. Confined to one thread.
public final class Replayer implements AutoCloseable {
    private @Nullable Stepping stepping;

    /// How many of so many replays show the same.
    ///
    /// @throws IOException if no child JVM can be started
    public int reproduced(Witness witness, CatalogueEntry entry, int times)
            throws IOException, InterruptedException {
        int reproduced = 0;
        try {
            var child = child(witness, entry);
            for (int i = 0; i < times; i++) {
                var outcome = child.pause(witness.schedule()).outcome();
                if (witness.verdict(outcome) == Witness.Verdict.REPRODUCED) reproduced++;
            }
        } catch (SteppingException e) {
            // The schedule does not fit, and never will; or the child has ended.
            if (e.kind() == SteppingException.Kind.FAILED) close();
        }
        return reproduced;
    }

    private Stepping child(Witness witness, CatalogueEntry entry) throws IOException {
        var scenario = witness.theScenario();
        var memory = witness.theMemory();
        if (stepping != null && stepping.turnTo(entry, scenario, memory)) return stepping;
        close();
        var child = new Stepping(entry, scenario, memory);
        stepping = child;
        return child;
    }

    @Override
    public void close() {
        if (stepping != null) stepping.close();
        stepping = null;
    }
}
