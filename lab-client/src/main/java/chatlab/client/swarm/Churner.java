package chatlab.client.swarm;

import java.util.SplittableRandom;

/// Decides when one client joins and leaves. It counts time in sent messages, so the same seed
/// gives the same joins and leaves on a fast machine and on a slow one, and they always happen
/// while messages are in flight.
final class Churner {
    private static final int LONGEST_STAY = 256;
    private static final int LONGEST_ABSENCE = 32;

    /// If more messages than this were sent since the server last answered this client, senders
    /// wait for it, so that its outbox cannot overflow.
    private static final int MOST_BEHIND = 512;

    private final SwarmClient client;
    private final SplittableRandom random;
    private long nextStep;
    private long stepBegan;
    private long upToDate;

    Churner(SwarmClient client, long seed) {
        this.client = client;
        random = new SplittableRandom(seed);
        nextStep = drawStay();
    }

    SwarmClient client() {
        return client;
    }

    /// Joins or leaves if it is time to. `confirmed[s]` is how many messages of sender `s` the
    /// server has certainly processed.
    void step(long sent, int[] confirmed) {
        if (sent < nextStep) {
            return;
        }
        switch (client.state()) {
            case IN -> {
                begin(sent, 1 + random.nextInt(LONGEST_ABSENCE));
                client.log().leaving(confirmed);
                client.leave();
            }
            case OUT -> {
                begin(sent, drawStay());
                client.join();
            }
            case CONNECTING, REGISTERING, JOINING, LEAVING, GONE -> {}
        }
    }

    private void begin(long sent, int pause) {
        stepBegan = sent;
        nextStep = sent + pause;
    }

    private int drawStay() {
        return 1 + random.nextInt(LONGEST_STAY);
    }

    /// The server has answered the step.
    void stepDone() {
        upToDate = stepBegan;
    }

    boolean isBehind(long sent) {
        return !client.isGone()
                && client.state() != SwarmClient.State.OUT
                && sent - upToDate > MOST_BEHIND;
    }

    /// Whether a step waits for the server's answer.
    boolean isMidStep() {
        return client.state() == SwarmClient.State.JOINING
                || client.state() == SwarmClient.State.LEAVING;
    }
}
