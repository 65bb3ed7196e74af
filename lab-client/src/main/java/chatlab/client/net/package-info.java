/// Several servers in child JVMs, joined by a relay.
///
/// [chatlab.client.net.ServerNet] starts them, asks each what has arrived from the others, and
/// causes [chatlab.client.net.NetFault]s through their standard input. `lab net`
/// ([chatlab.client.net.NetCommand]), `lab swarm --servers` and `lab demo --servers` use it.
@NullMarked
package chatlab.client.net;

import org.jspecify.annotations.NullMarked;
