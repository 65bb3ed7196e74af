package chatlab.step.outcome;

import chatlab.step.scenario.Operation;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// What was called and what arrived, each with its instants on one clock that counts events.
///
/// Written by all threads of a scenario, read by the arbiter when they have ended.
public final class CallHistory {

    /// The message that is broadcast when all threads have ended, to see who is reached.
    public static final String LAST = "last";

    /// The instant of what has not happened.
    static final int NEVER = Integer.MAX_VALUE;

    /// More calls, or deliveries, than any scenario makes; what goes beyond is not recorded.
    private static final int LONGEST = 256;

    // Arrays, not collections: only the strategy steps into the lines of collections.
    private final Call[] calls = new Call[LONGEST];
    private final Arrival[] arrivals = new Arrival[LONGEST];
    private int callCount;
    private int arrivalCount;
    private int now;

    /// One call of the strategy.
    public static final class Call {
        final String thread;
        final Operation operation;
        final int began;
        int ended = NEVER;
        public @Nullable Object result;
        public @Nullable Throwable thrown;

        Call(String thread, Operation operation, int began) {
            this.thread = thread;
            this.operation = operation;
            this.began = began;
        }

        /// Such as `ann's join(carol)`.
        @Override
        public String toString() {
            return thread + "'s " + operation;
        }

        boolean returned(Object value) {
            return value.equals(result);
        }

        /// Whether it was over before the other began.
        boolean precedes(Call other) {
            return ended < other.began;
        }
    }

    /// One `deliver` that began.
    record Arrival(String receiver, String message, int at) {}

    public synchronized Call begin(String thread, Operation operation) {
        var call = new Call(thread, operation, now++);
        if (callCount < LONGEST) calls[callCount++] = call;
        return call;
    }

    public synchronized void end(Call call, @Nullable Object result, @Nullable Throwable thrown) {
        call.result = result;
        call.thrown = thrown;
        call.ended = now++;
    }

    public synchronized void arrive(String receiver, String message) {
        if (arrivalCount < LONGEST) {
            arrivals[arrivalCount++] = new Arrival(receiver, message, now++);
        }
    }

    public synchronized List<Call> calls() {
        return List.of(Arrays.copyOf(calls, callCount));
    }

    synchronized List<Arrival> arrivals() {
        return List.of(Arrays.copyOf(arrivals, arrivalCount));
    }
}
