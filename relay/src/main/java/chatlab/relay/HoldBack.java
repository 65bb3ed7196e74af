package chatlab.relay;

import java.util.List;
import java.util.Map;

/// Decides when one server of a net delivers what has arrived: a relay of one's own, in one class.
///
/// `--relay src/Mine.java` makes one object for each server, with the constructor that takes the
/// server's name, and a new one whenever servers have come or gone (a *view*). One thread at a time
/// calls it. What the lab sees to, so that the class need not:
///
/// - A message goes to all servers, also back to its sender.
/// - Nothing is lost. Messages of one server arrive at another in the order sent, each of them
///   once. How long each takes, nobody knows: so messages of two servers arrive in any order.
/// - Only messages of this view arrive.
public interface HoldBack {

    /// This server is about to send a message.
    ///
    /// @return its stamp, which travels with it: numbers by names of servers
    Map<String, Integer> send();

    /// A message has arrived; it may be one of this server's own.
    ///
    /// @return the messages to deliver now, in this order; perhaps none
    List<Arrival> receive(Arrival message);

    /// The view is over, because a server has crashed, left or joined. Nothing more will arrive,
    /// and this object is not called again.
    ///
    /// @return the messages that still wait, in the order to deliver them: what is left out, is
    ///   lost to this server
    List<Arrival> end();
}
