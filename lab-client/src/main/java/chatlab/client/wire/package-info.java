/// Bytes of the swarm. A [chatlab.client.wire.NonBlockingConnection] passes what it reads to
/// [chatlab.client.wire.Wire], which finds the lines and recognizes each
/// [chatlab.client.wire.Payload], the text of the swarm's messages. Read `Payload` first. `swarm`
/// calls all three; nothing here knows the swarm. [chatlab.client.wire.Address] is also used by
/// `chat`.
///
/// `Wire` and `Payload` run once for each received message: measure after a change.
@NullMarked
package chatlab.client.wire;

import org.jspecify.annotations.NullMarked;
