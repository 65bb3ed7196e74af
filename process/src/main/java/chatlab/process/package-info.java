/// The one place that starts child processes.
///
/// Read [ChildCommand] first: it says what to run, and starts it. Either `run` waits for the end
/// and returns everything that was printed ([Ended]), or `start` returns a [ChildProcess] to talk
/// to. Both kill the child with all its descendants at a deadline, when the caller is done, and
/// when this JVM shuts down.
///
/// Every module that needs a child calls this package: the race tests, the stepper, the swarm's
/// servers, the grader's sandbox. It knows none of them.
@NullMarked
package chatlab.process;

import org.jspecify.annotations.NullMarked;
