package chatlab.harness.scenario;

import chatlab.harness.scenario.Operation.Broadcast;
import chatlab.harness.scenario.Operation.Join;
import chatlab.strategies.Subscriber;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CountDownLatch;

/// A subscriber of a scenario: records each message, then acts as its [Behavior] says.
public final class RecordingSubscriber implements Subscriber<String> {
    /// How a message begins that was sent from inside `deliver`.
    private static final String ECHO = "from ";

    private final String name;
    private Behavior behavior = Behavior.TAKES;
    private @Nullable ScenarioRun scenarioRun;

    /// What arrived, in order, joined by commas.
    private String inbox = "";

    RecordingSubscriber(String name) {
        this.name = name;
    }

    String inbox() {
        return inbox;
    }

    /// Joins a run, with an empty inbox.
    void enter(ScenarioRun entered, Behavior played) {
        scenarioRun = entered;
        behavior = played;
        inbox = "";
    }

    @Override
    public boolean deliver(String message) {
        var on = scenarioRun;
        if (on == null) throw new IllegalStateException(name + " is in no run");
        on.driver.beforeDelivery(name, message);
        on.history.deliver(name, message);
        if (!message.equals(RecordedHistory.LAST)) {
            inbox = inbox.isEmpty() ? message : inbox + ", " + message;
        }
        switch (behavior) {
            case TAKES -> {}
            case LEAVES -> on.strategy.leave(this);
            case JOINS -> on.call(name, new Join(ScenarioRun.GUEST));
            case BROADCASTS -> {
                if (!message.startsWith(ECHO))
                    on.call(name, new Broadcast(ECHO + name + ", on " + message));
            }
            case THROWS -> throw new IllegalStateException(name + " refuses");
            case WAITS_FOR_BOB -> await(on.bobEnded);
            case WAITS_FOR_ANOTHER -> {
                on.bothInside.countDown();
                await(on.bothInside);
            }
        }
        return true;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The same in every JVM, so that a strategy that hashes its subscribers runs alike in all.
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return name;
    }
}
