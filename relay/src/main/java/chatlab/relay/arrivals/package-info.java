/// Tries a [chatlab.relay.HoldBack] in all orders in which messages can arrive.
///
/// [chatlab.relay.arrivals.ArrivalSearch] is what to read first. It runs small
/// [chatlab.relay.arrivals.Program]s again and again, each time in another order of
/// [chatlab.relay.arrivals.Step]s, without sockets, threads or clocks: so the answer is the same on
/// every machine, and what it finds can be played again. [chatlab.relay.arrivals.Execution] is one
/// such run, and the judge of it.
@NullMarked
package chatlab.relay.arrivals;

import org.jspecify.annotations.NullMarked;
