/// `lab faults`: how a chat server copes with clients that misbehave.
///
/// Read [chatlab.client.faults.Fault] first, the list of faults. [chatlab.client.faults.Faults]
/// runs each fault against a server of its own, which [chatlab.client.faults.FaultSetup] starts,
/// and returns a [chatlab.client.faults.FaultReport]. [chatlab.client.faults.RawClient] is the
/// client that misbehaves.
///
/// To add a fault: a constant in `Fault`, a class that runs it, a case in `Faults`.
@NullMarked
package chatlab.client.faults;

import org.jspecify.annotations.NullMarked;
