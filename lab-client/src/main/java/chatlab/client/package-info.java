/// Everything that talks to a chat server as a client; one package for each role:
///
/// - `chat`: the terminal client, `lab client`; start with `ChatClient`;
/// - `wire`: how the swarm reads and writes bytes;
/// - `audit`: what a client received, and what "lost" means exactly; start with `Audit`;
/// - `swarm`: many clients driven by one thread, `lab swarm`; start with `Swarm`;
/// - `child`: a chat server in a child JVM;
/// - `demo` and `faults`: run swarms against child servers, `lab demo` and `lab faults`.
///
/// Arrows: `demo` and `faults` use `swarm`, `audit` and `child`; `swarm` uses `audit` and `wire`;
/// `chat` uses `wire` for a server's address only.
@NullMarked
package chatlab.client;

import org.jspecify.annotations.NullMarked;
