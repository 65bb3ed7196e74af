package chatlab.server;

import java.net.InetSocketAddress;

/// How a server holds its connections: with threads for each, or one thread for all.
sealed interface Transport permits ThreadPerClient, SelectorLoop {
    /// How long clients have to take their last lines when the server closes.
    int GOODBYE_SECONDS = 2;

    int BACKLOG = 1024;

    /// Where it listens, with the port it really has.
    InetSocketAddress address();

    /// How many clients are connected now.
    int connections();

    /// Stops listening, sends what waits in every outbox and a goodbye, and ends every thread.
    /// Clients that do not read get [#GOODBYE_SECONDS]; then their connections are cut.
    void close();
}
