package chatlab.engine.models;

import chatlab.engine.execution.Models;

/// Models `jdk.internal.vm.SharedThreadContainer`, through which thread pools start their threads.
public final class SharedThreadContainer {
    private SharedThreadContainer() {}

    public static SharedThreadContainer create(String name) {
        return new SharedThreadContainer();
    }

    public void start(Thread thread) {
        Models.start(thread);
    }

    public void close() {}
}
