package chatlab.engine.execution;

import chatlab.engine.execution.Step.Kind;
import chatlab.engine.memory.Clock;

/// Calls of thread-safe JDK classes that the engine does not look into.
final class Opaque {
    private final Execution execution;

    Opaque(Execution execution) {
        this.execution = execution;
    }

    void call(Object receiver, int place) {
        execution.point(place);
        execution.touch(receiver, true);
        var viewer = execution.running().viewer();
        var shadow = execution.memory().shadow(receiver);
        if (shadow.state() instanceof Clock earlier) viewer.acquire(earlier);
        shadow.state(viewer.release());
        execution.progress();
        execution
                .tracer()
                .step(Kind.SYNCHRONIZATION, "calls " + Words.some(receiver.getClass()), place);
    }
}
