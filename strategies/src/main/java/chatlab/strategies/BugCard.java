package chatlab.strategies;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a strategy as broken on purpose and says how, for tools and tests.
///
/// The marked class is its correct twin minus one thing. Its comment tells people the rest: why it
/// breaks, what users of a chat see, and how to fix it.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BugCard {

    /// The bug's standard name, such as "lost update".
    String bug();

    /// The family after Lu et al., "Learning from mistakes" (ASPLOS 2008), and three more.
    Family family();

    /// The declared guarantees that the bug breaks first; others may fall with them.
    ///
    /// Empty if only progress is lost: a call may never return, and the family says why.
    Guarantee[] breaks();

    /// The name of the correct strategy from which it differs by one thing.
    String twin();

    /// The tools that can show the bug; empty if only reasoning can.
    Tool[] shownBy();

    /// Kinds of concurrency bugs.
    enum Family {
        /// Steps that belong together are not one step.
        ATOMICITY_VIOLATION,
        /// Two steps that must happen in one order can happen in the other.
        ORDER_VIOLATION,
        /// A thread does not see what another has written, or sees it in another order.
        VISIBILITY,
        /// Threads wait for each other forever.
        DEADLOCK,
        /// A thread waits for a signal that has already passed.
        LIVENESS
    }

    /// Tools of the lab.
    enum Tool {
        /// Stress tests of two threads.
        JCSTRESS,
        /// A situation arranged by latches.
        RENDEZVOUS,
        /// The engine: all interleavings of small programs within a bound, and stale reads.
        ENGINE,
        /// Repeated calls from two threads, in a JVM that is killed once it hangs.
        WATCHDOG,
        /// Two threads stepped one access at a time.
        STEPPER,
        /// The chat itself under load.
        SWARM
    }
}
