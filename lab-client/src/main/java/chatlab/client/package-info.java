/// The terminal client; the swarm, a seeded crowd of clients; the audit, which says what got lost;
/// and the demo, which shows all of it in under a minute.
///
/// Read in this order: [chatlab.client.ChatClient] (two threads: one types, one listens),
/// [chatlab.client.Audit] (what "lost" means, exactly), [chatlab.client.Swarm] (one thread that
/// drives a thousand connections), [chatlab.client.Window] (how to wait without sleeping).
@NullMarked
package chatlab.client;

import org.jspecify.annotations.NullMarked;
