package chatlab.engine.strategies;

import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;

/// A subscriber that notes what it gets. Not instrumented: a delivery is one step.
final class Guest implements Subscriber<String> {
    private final String name;
    private final List<String> got = new ArrayList<>();

    Guest(String name) {
        this.name = name;
    }

    @Override
    public boolean deliver(String message) {
        got.add(message);
        return true;
    }

    List<String> got() {
        return got;
    }

    @Override
    public String toString() {
        return name;
    }
}
