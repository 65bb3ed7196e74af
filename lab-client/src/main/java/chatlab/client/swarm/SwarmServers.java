package chatlab.client.swarm;

import chatlab.client.audit.ReceiveLog;

import java.net.InetSocketAddress;
import java.util.List;

/// Where the clients of a swarm connect. A single server needs an address only; several servers
/// have more to tell. Called on the swarm's thread.
@FunctionalInterface
interface SwarmServers {
    /// Where a client connects.
    ///
    /// @param client its index in the swarm
    InetSocketAddress address(int client);

    /// The senders are sending.
    ///
    /// @param nanos since the first message
    /// @param sent how many messages each sender has sent so far
    default void sending(long nanos, int[] sent) throws SwarmException, InterruptedException {}

    /// Whether all that was to happen to the servers has happened.
    default boolean isUndisturbed() {
        return true;
    }

    /// Whether nothing is on its way between servers. A PONG says nothing of that: it comes from
    /// the client's own server.
    default boolean isQuiet() throws SwarmException, InterruptedException {
        return true;
    }

    /// The servers have refused a message and told its sender.
    default void refused(int client, int sequence) {}

    /// The run has ended.
    ///
    /// @param sent how many messages of each sender the servers have taken
    default void ended(List<ReceiveLog> logs, int[] sent) {}
}
