package chatlab.step.witness;

import chatlab.catalogue.CatalogueEntry;
import chatlab.step.execution.RunException;
import chatlab.step.execution.Runner;
import chatlab.step.schedule.ScheduleException;
import chatlab.step.witness.Witness.Verdict;

import java.io.IOException;
import java.time.Duration;

/// Plays a witness again and again, ten times in each child JVM, and counts how often the same
/// comes out.
public final class Replays {
    private static final int IN_ONE_JVM = 10;

    private Replays() {}

    /// How many of so many times it was reproduced.
    ///
    /// @param limit how long one step may take
    public static int reproduced(Witness witness, CatalogueEntry entry, int times, Duration limit)
            throws IOException, InterruptedException, RunException {
        int reproduced = 0;
        for (int done = 0; done < times; done += IN_ONE_JVM) {
            try (var runner = new Runner(entry, witness.theSetup(), limit)) {
                for (int i = done; i < Math.min(times, done + IN_ONE_JVM); i++) {
                    if (isReproduced(witness, runner)) {
                        reproduced++;
                    } else if (i > done && !runner.isEachFresh()) {
                        runner.makeEachFresh(true); // what earlier runs left may have changed it
                        if (isReproduced(witness, runner)) reproduced++;
                    }
                }
            }
        }
        return reproduced;
    }

    private static boolean isReproduced(Witness witness, Runner runner)
            throws IOException, InterruptedException, RunException {
        try {
            var result = runner.play(witness.theSchedule());
            return witness.verdict(result.outcome()) == Verdict.REPRODUCED;
        } catch (ScheduleException _) {
            return false;
        }
    }
}
