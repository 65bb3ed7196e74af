package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;

import org.openjdk.jmh.results.RunResult;

import java.io.IOException;

/// Measures one contestant under one set of conditions, in a JVM that is started for it.
@FunctionalInterface
public interface Fork {

    /// Returns JMH's result.
    ///
    /// @throws IOException with a sentence for the user, if there is no result
    RunResult run(Cell cell, Contestant contestant, Timing timing) throws IOException;
}
