package chatlab.relay;

/// One server's membership in a net of servers that broadcast events to each other.
///
/// All methods may be called by any thread.
public interface Relay extends AutoCloseable {

    /// The longest event, in bytes.
    int MAX_EVENT = 60_000;

    /// Sends an event to all servers of the net, this one included.
    ///
    /// Events of one thread are sent in the order of its calls. A return means that the event is on
    /// its way, and no more: it may still be lost, or refused later ([Listener#refused(byte\[\],
    /// Refused)]), as the ordering permits. The call waits while too many events are unsent, except
    /// in a call of the listener, which never waits.
    ///
    /// @param event at most [#MAX_EVENT] bytes; the caller must not change it afterwards
    /// @throws Refused if the event was not sent and will never arrive anywhere
    void send(byte[] event) throws Refused;

    /// The servers that this one can reach now, as of the last call of [Listener#view(View)].
    View view();

    /// What has happened so far.
    RelayStats stats();

    /// Leaves the net within two seconds. Afterwards the listener is not called any more.
    ///
    /// Events sent before go out first, if that is possible in this time. Must not be called by the
    /// listener.
    @Override
    void close();

    /// Learns what arrives.
    ///
    /// The relay calls a listener from different threads, but its calls never overlap, and one call
    /// sees all effects of the calls before it. Before the first event there is a first view. While
    /// a call lasts, nothing arrives, so a slow listener slows the whole net down. A listener may
    /// call [Relay#send(byte\[\])].
    interface Listener {

        /// An event has arrived. The array belongs to the listener.
        ///
        /// @param from the server that sent it, perhaps this one
        void received(Server from, byte[] event);

        /// Other servers can be reached than before.
        ///
        /// A view is not ordered against events, unless the ordering says so: an event of a server
        /// that has left the view may still arrive for a moment.
        void view(View view);

        /// An event of this server was refused after [Relay#send(byte\[\])] had returned.
        ///
        /// @param why with [Refused.Reason#IN_DOUBT] the event may still arrive, here and elsewhere
        default void refused(byte[] event, Refused why) {}

        /// Something that the person who runs this server should read. Each cause is told once.
        default void notice(String sentence) {}
    }
}
