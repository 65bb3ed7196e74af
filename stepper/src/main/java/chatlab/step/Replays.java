package chatlab.step;

import chatlab.catalogue.CatalogueEntry;
import chatlab.step.Witness.Verdict;

import java.io.IOException;
import java.time.Duration;

/// Plays a witness again and again, ten times in each child JVM, and counts how often the same
/// comes out.
final class Replays {
    private static final int IN_ONE_JVM = 10;

    private Replays() {}

    /// How many of so many times it was reproduced.
    ///
    /// @param limit how long one step may take
    static int reproduced(Witness witness, CatalogueEntry entry, int times, Duration limit)
            throws IOException, InterruptedException, PerformanceException {
        int reproduced = 0;
        for (int done = 0; done < times; done += IN_ONE_JVM) {
            try (var theatre = new Theatre(entry, witness.thePlay(), limit)) {
                for (int i = done; i < Math.min(times, done + IN_ONE_JVM); i++) {
                    if (isReproduced(witness, theatre)) {
                        reproduced++;
                    } else if (i > done && !theatre.isEachFresh()) {
                        theatre.makeEachFresh(true); // what earlier runs left may have changed it
                        if (isReproduced(witness, theatre)) reproduced++;
                    }
                }
            }
        }
        return reproduced;
    }

    private static boolean isReproduced(Witness witness, Theatre theatre)
            throws IOException, InterruptedException, PerformanceException {
        try {
            var result = theatre.play(witness.theSchedule());
            return witness.verdict(result.outcome()) == Verdict.REPRODUCED;
        } catch (ScheduleException _) {
            return false;
        }
    }
}
