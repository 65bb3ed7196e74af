package chatlab.step.execution;

import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.request.StepRequest;

import org.jspecify.annotations.Nullable;

/// One thread of a run, as its scheduler sees it. Confined to the stepper's thread.
public final class SteppedThread {

    /// What a lane waits for.
    sealed interface Wait {
        /// A monitor that another thread holds.
        record Monitor(ObjectReference monitor) implements Wait {}

        /// A `notify`, inside `Object.wait`.
        record Notification(ObjectReference monitor) implements Wait {}

        /// An `unpark`.
        ///
        /// @param blocker what the thread says that it waits for, often a lock
        record Permit(@Nullable ObjectReference blocker) implements Wait {}

        /// Anything: it turns in circles, and will until another thread does something.
        ///
        /// @param at how many steps had been taken when it was found to
        record Change(int at) implements Wait {}
    }

    /// What a thread did in some steps of its own, so that it can do it again in one leap.
    ///
    /// @param events how many steps the debugger reported, those included that are passed by
    /// @param operations how many operations it came to the beginning of
    public record Way(int events, int operations) {}

    private final String name;
    private final ThreadReference thread;
    private final boolean isOfScenario;

    /// Made when the lane first takes a step; enabled from then on, unless it runs freely.
    @Nullable StepRequest stepping;

    @Nullable Wait wait;

    /// Whether an `unpark` came that no `park` has used up.
    boolean hasPermit;

    boolean hasEnded;

    /// How often it was found to turn in circles since any thread has got anywhere.
    int circles;

    /// Where its last step led.
    @Nullable Location location;

    /// How many steps the debugger has reported.
    public int events;

    /// How many of its operations have been begun.
    public int operations;

    /// Whether it stands right before an operation.
    boolean isBeforeOperation;

    /// A thread that has just been started.
    ///
    /// @param isOfScenario whether it is a thread of the scenario, and not one of the strategy's
    ///   own
    SteppedThread(String name, ThreadReference thread, boolean isOfScenario) {
        this.name = name;
        this.thread = thread;
        this.isOfScenario = isOfScenario;
    }

    public String name() {
        return name;
    }

    ThreadReference thread() {
        return thread;
    }

    boolean isOfScenario() {
        return isOfScenario;
    }

    @Override
    public String toString() {
        return name;
    }
}
