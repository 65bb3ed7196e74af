/// What can be known of a relay without a server.
///
/// [RelaysCommand] is `lab relays`, which lists them and says what each promises. [OrderCommand] is
/// `lab order`: it runs the search of [chatlab.relay.arrivals] on an order of one's own, and
/// [OrderSearch] makes a [chatlab.evidence.race.RaceReport] of what it finds, so that reports and
/// grades read it as they read what `lab race` finds about a strategy.
@NullMarked
package chatlab.server.relays;

import org.jspecify.annotations.NullMarked;
