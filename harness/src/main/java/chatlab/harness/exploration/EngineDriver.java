package chatlab.harness.exploration;

import chatlab.engine.execution.Moment;
import chatlab.engine.execution.Timeline;
import chatlab.harness.scenario.Driver;
import chatlab.harness.scenario.Operation;

/// Lets the engine schedule the threads of a scenario. An event is a step of its own, so another
/// thread can run right before each call and each delivery.
final class EngineDriver implements Driver {
    /// Whether only happens-before orders two moments, or the schedule too.
    private boolean onlyHappensBefore;

    /// One moment of an execution.
    private final class At implements Instant {
        private final Moment moment;

        At(Moment moment) {
            this.moment = moment;
        }

        @Override
        public boolean precedes(Instant other) {
            var later = ((At) other).moment;
            return onlyHappensBefore ? moment.happensBefore(later) : moment.isBefore(later);
        }
    }

    /// @param only whether only happens-before counts from now on
    void judgeBy(boolean only) {
        onlyHappensBefore = only;
    }

    @Override
    public Instant now() {
        return new At(Timeline.now());
    }

    @Override
    public void beforeCall(Operation operation) {
        Timeline.step("calls " + operation);
    }

    @Override
    public void beforeDelivery(String receiver, String message) {
        Timeline.step("delivers '" + message + "' to " + receiver);
    }

    @Override
    public void settle() {
        Timeline.settle();
    }
}
