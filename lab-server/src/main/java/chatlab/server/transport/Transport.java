package chatlab.server.transport;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/// Accepts connections and reads them: with threads for each client, or with one thread for all.
public sealed interface Transport permits ThreadPerClient, SelectorLoop {
    /// How long clients have to read their last lines when the server closes.
    int GOODBYE_SECONDS = 2;

    int BACKLOG = 1024;

    /// Where the server listens, with the actual port.
    InetSocketAddress address();

    /// How many clients are connected now.
    int connections();

    /// Completes with the reason if the transport can serve no more, which nobody asked it to: a
    /// bug, or a system without resources. Its other methods still work.
    CompletionStage<Throwable> failure();

    /// Stops listening, sends what waits in every outbox and a goodbye, and ends every thread.
    /// Clients that do not read have [#GOODBYE_SECONDS]; then their connections are cut.
    void close();
}
