package chatlab.relay.group;

import chatlab.relay.Refusals;
import chatlab.relay.Refused;

import org.jgroups.BytesMessage;
import org.jgroups.JChannel;

/// Sends packets as messages to the group; what they may suffer is up to the stack.
record GroupCarrier(JChannel channel, String server) implements Carrier {
    @Override
    public void mustBeReady() {}

    @Override
    public void carry(Packet packet) throws Refused {
        try {
            channel.send(new BytesMessage(null, packet.bytes()));
        } catch (Exception e) { // JGroups declares no less; it throws after the channel is closed
            throw Refusals.closed(server);
        }
    }
}
