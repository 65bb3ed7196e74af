package chatlab.client.demo;

import chatlab.client.swarm.SwarmResult;

import org.jspecify.annotations.Nullable;

/// The demo's result for one strategy.
///
/// @param twin the correct strategy that this one is a broken twin of; null if it is not broken on
///   purpose
/// @param errors exceptions that the strategy threw
record DemoRun(String strategy, @Nullable String twin, SwarmResult swarm, long errors) {
    /// How the observation compares with the strategy's claim.
    enum Judgment {
        /// Not broken on purpose, and no fault was seen.
        OK,
        /// Not broken on purpose, but a fault was seen.
        BROKEN,
        /// Broken on purpose, and a fault was seen.
        CAUGHT,
        /// Broken on purpose, but no fault was seen.
        MISSED;

        boolean isGood() {
            return this == OK || this == CAUGHT;
        }
    }

    boolean isBrokenOnPurpose() {
        return twin != null;
    }

    Judgment judgment() {
        boolean faultless = swarm.audit().clean() && errors == 0;
        if (isBrokenOnPurpose()) {
            return faultless ? Judgment.MISSED : Judgment.CAUGHT;
        }
        return faultless ? Judgment.OK : Judgment.BROKEN;
    }
}
