/// `lab swarm`: a seeded swarm of clients that loads any IRC server, and the report on its audit.
///
/// Read [chatlab.client.swarm.Swarm] first: one thread, five phases. It drives
/// [chatlab.client.swarm.SwarmClients], each a [chatlab.client.swarm.SwarmClient] that speaks IRC
/// over [chatlab.client.swarm.SwarmConnections]. [chatlab.client.swarm.Traffic] decides what is
/// sent when, [chatlab.client.swarm.Receipts] and [chatlab.client.swarm.Window] how far a sender
/// may run ahead (waiting without sleeping), and [chatlab.client.swarm.Churner] when a client joins
/// or leaves. [chatlab.client.swarm.SwarmCommand] calls all of this and prints a
/// [chatlab.client.swarm.SwarmReport].
///
/// [chatlab.client.swarm.PlainSwarm] is the same for clients that know no IRC.
///
/// `demo` and `faults` call [chatlab.client.swarm.Swarm#run] and share
/// [chatlab.terminal.OutputOptions]. The JSON of [chatlab.client.swarm.SwarmDocument] is a
/// documented format: do not change its names.
@NullMarked
package chatlab.client.swarm;

import org.jspecify.annotations.NullMarked;
