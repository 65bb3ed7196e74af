package chatlab.relay.ordering;

import java.util.List;
import java.util.Map;

/// When one server delivers the messages of one view. Messages of one server arrive in the order
/// sent. Not safe for use by several threads.
///
/// @param <S> a server
/// @param <M> a message
interface ViewOrder<S, M> {

    /// The clock for the next message of this server.
    Map<S, Long> stamp();

    /// A message has arrived.
    ///
    /// @param clock what its sender's [#stamp()] returned
    /// @return the messages to deliver now, in this order
    List<M> received(S from, Map<S, Long> clock, M message);

    /// Nothing more will arrive.
    ///
    /// @return the messages that still wait, in the order to deliver them
    List<M> end();
}
