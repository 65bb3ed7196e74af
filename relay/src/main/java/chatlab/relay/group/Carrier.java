package chatlab.relay.group;

import chatlab.relay.Refused;

/// Brings packets to all servers. Called by one thread, except where noted.
interface Carrier {

    /// Whether an event that is sent now has a chance. Any thread may call it.
    ///
    /// @throws Refused if not
    void mustBeReady() throws Refused;

    /// Sends a packet, or gives it up.
    ///
    /// @throws Refused if the packet is given up
    /// @throws InterruptedException if the relay closes
    void carry(Packet packet) throws Refused, InterruptedException;
}
