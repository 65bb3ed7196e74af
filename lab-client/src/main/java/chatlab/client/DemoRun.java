package chatlab.client;

import org.jspecify.annotations.Nullable;

/// What the demo saw of one strategy.
///
/// @param twin the correct strategy that this one is a broken twin of; null if it is not broken on
///   purpose
/// @param errors exceptions that the strategy threw
record DemoRun(String strategy, @Nullable String twin, SwarmResult swarm, long errors) {
    /// What to make of it.
    enum Verdict {
        /// Not broken on purpose, and nothing was seen to be wrong.
        OK,
        /// Not broken on purpose, and yet something is wrong.
        BROKEN,
        /// Broken on purpose, and the audit has seen it.
        CAUGHT,
        /// Broken on purpose, and the audit has not seen it.
        MISSED;

        boolean isGood() {
            return this == OK || this == CAUGHT;
        }
    }

    boolean isBrokenOnPurpose() {
        return twin != null;
    }

    Verdict verdict() {
        boolean faultless = swarm.audit().clean() && errors == 0;
        if (isBrokenOnPurpose()) {
            return faultless ? Verdict.MISSED : Verdict.CAUGHT;
        }
        return faultless ? Verdict.OK : Verdict.BROKEN;
    }
}
