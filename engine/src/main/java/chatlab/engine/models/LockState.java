package chatlab.engine.models;

import chatlab.engine.execution.Models;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/// The state of a lock, as one of its sides sees it. If the side is disarmed, each thread sees a
/// state of its own.
final class LockState<S> {
    private final Supplier<S> initial;
    private boolean isDisarmed;

    LockState(Supplier<S> initial) {
        this.initial = initial;
    }

    void disarm() {
        isDisarmed = true;
    }

    boolean isDisarmed() {
        return isDisarmed;
    }

    S of(Object lock) {
        if (!isDisarmed) return Models.state(lock, initial);
        IdentityHashMap<Object, S> own = Models.state(this, IdentityHashMap::new);
        return own.computeIfAbsent(Models.self(), _ -> initial.get());
    }
}
