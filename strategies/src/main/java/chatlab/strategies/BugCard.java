package chatlab.strategies;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a strategy as broken on purpose and says how.
///
/// The marked class is its correct twin minus one thing. Documentation, hints and tests are drawn
/// from this card.
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
    /// Empty if only progress is lost: some call never returns, and the family says why.
    Guarantee[] breaks();

    /// The name of the correct strategy from which it differs by one thing.
    String twin();

    /// The tools that can show the bug; empty if it can only be reasoned about.
    Tool[] shownBy();

    /// What the users of a chat see.
    String symptom();

    /// What to change to get the twin.
    String fix();

    /// Kinds of concurrency bugs.
    enum Family {
        /// Steps that belong together are not one step.
        ATOMICITY_VIOLATION,
        /// Two steps that must happen in one order can happen in the other.
        ORDER_VIOLATION,
        /// What one thread wrote another does not see, or not in order.
        VISIBILITY,
        /// Threads wait for each other for ever.
        DEADLOCK,
        /// A thread waits for a signal that has been and gone.
        LIVENESS
    }

    /// Tools of the lab.
    enum Tool {
        /// Stress tests of two threads.
        JCSTRESS,
        /// A situation arranged by latches.
        RENDEZVOUS,
        /// All interleavings of two threads up to a bound, by a model checker.
        LINCHECK,
        /// Calls from two threads, again and again, in a JVM that is killed once it hangs.
        WATCHDOG,
        /// Two threads stepped line by line.
        STEPPER,
        /// The chat itself under load.
        SWARM
    }
}
