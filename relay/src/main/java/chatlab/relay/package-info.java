/// Broadcast between the servers of one net: the same guarantees as between threads, where locks
/// end.
///
/// Read [chatlab.relay.Relay] first. It sends bytes to all servers of a net, the sender included.
/// What may be lost, and which servers see which order, depends on the *ordering*
/// ([chatlab.relay.Ordering], [chatlab.relay.RelayGuarantee]). [chatlab.relay.Relays] lists the
/// orderings and opens a relay. [chatlab.relay.LocalNet] is a net inside one JVM, for tests.
///
/// This package knows nothing about chat: an event is a byte array.
@NullMarked
package chatlab.relay;

import org.jspecify.annotations.NullMarked;
