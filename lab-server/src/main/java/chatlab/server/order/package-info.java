/// `lab order`: what a relay's order of one's own keeps, tried without a net.
///
/// [chatlab.server.order.OrderCommand] runs the search of [chatlab.relay.arrivals], and
/// [chatlab.server.order.OrderSearch] makes a [chatlab.evidence.race.RaceReport] of what it finds, so
/// that reports and grades read it as they read what `lab race` finds about a strategy.
@NullMarked
package chatlab.server.order;

import org.jspecify.annotations.NullMarked;
