package chatlab.harness.scenario;

import chatlab.harness.child.TestMessage;
import chatlab.harness.scenario.Operation.Broadcast;
import chatlab.harness.scenario.Operation.Join;
import chatlab.strategies.Subscriber;

import java.util.concurrent.CountDownLatch;

/// A subscriber of a scenario: records each message, then acts as its [Behavior] says.
///
/// Like a user of the chat it is equal to itself only, and its hash code is any number, so a
/// strategy cannot tell the two apart.
public final class RecordingSubscriber implements Subscriber<TestMessage> {
    /// How a message begins that was sent from inside `deliver`.
    private static final String ECHO = "from ";

    private final String name;
    private final Behavior behavior;
    private final ScenarioRun run;

    /// What arrived, in order, joined by commas.
    private String inbox = "";

    RecordingSubscriber(String name, Behavior behavior, ScenarioRun run) {
        this.name = name;
        this.behavior = behavior;
        this.run = run;
    }

    String inbox() {
        return inbox;
    }

    @Override
    public boolean deliver(TestMessage received) {
        var message = received.text();
        run.driver.beforeDelivery(name, message);
        var delivery = run.history.deliver(name, message);
        if (!message.equals(RecordedHistory.LAST)) {
            inbox = inbox.isEmpty() ? message : inbox + ", " + message;
        }
        switch (behavior) {
            case TAKES -> {}
            case LEAVES -> run.strategy.leave(this);
            case JOINS -> run.call(name, new Join(ScenarioRun.GUEST));
            case BROADCASTS -> {
                if (!message.startsWith(ECHO)) {
                    run.call(name, new Broadcast(ECHO + name + ", on " + message));
                }
            }
            case THROWS -> throw new IllegalStateException(name + " refuses");
            case WAITS_FOR_BOB -> await(run.bobEnded);
            case WAITS_FOR_ANOTHER -> {
                run.bothInside.countDown();
                await(run.bothInside);
            }
        }
        run.history.delivered(delivery);
        return true;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// The same in every JVM, so that a strategy that hashes its subscribers runs alike in all. The
    /// engine makes it the identity hash code, too.
    @Override
    public int hashCode() {
        return TestMessage.spread(name);
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
