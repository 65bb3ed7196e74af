/// The listener, and the threads that read clients.
///
/// - **Read first:** [ThreadPerClient], then [Connection].
/// - **In:** [ThreadPerClient] gives each client its own threads. [SelectorLoop] serves all clients
///   with one thread; a [LoopClient] is one of them, and a [PlainWire] or a [TlsWire] has its
///   bytes. [Tls] holds the certificate, for both.
/// - **Callers:** `ChatServer` starts a [Transport] and closes it. A transport creates sessions and
///   outboxes, and passes each line to `command`.
/// - **Change freely:** how bytes are read. Not without thought: a session belongs to the thread
///   that reads its client.
@NullMarked
package chatlab.server.transport;

import org.jspecify.annotations.NullMarked;
