package chatlab.client.demo;

import chatlab.client.swarm.SwarmResult;

import org.jspecify.annotations.Nullable;

/// The demo's result for one strategy.
///
/// @param twin the correct strategy that this one is a broken twin of; null if it is not broken on
///   purpose
/// @param errors exceptions that the strategy threw
record DemoRun(String strategy, @Nullable String twin, SwarmResult swarm, long errors) {
    boolean isBrokenOnPurpose() {
        return twin != null;
    }

    Judgment judgment() {
        return Judgment.of(isBrokenOnPurpose(), swarm.audit().clean() && errors == 0);
    }
}
