package chatlab.step.execution;

import chatlab.harness.scenario.Driver;
import chatlab.harness.scenario.Operation;

/// Runs the threads of a scenario in the child JVM, where the debugger stops them. Its clock counts
/// events; the history calls it under its own lock.
final class StepDriver implements Driver {
    private int events;

    private record Count(int events) implements Instant {
        @Override
        public boolean precedes(Instant other) {
            return other instanceof Count(int later) && events < later;
        }
    }

    @Override
    public Instant now() {
        return new Count(events++);
    }

    /// The debugger stops each thread here, before each of its operations.
    @Override
    public void beforeCall(Operation operation) {}

    @Override
    public void beforeDelivery(String receiver, String message) {}

    /// The debugger lets the strategy's own threads go on here, until each waits or has ended.
    @Override
    public void settle() {}
}
