package chatlab.relay.arrivals;

import chatlab.relay.RelayGuarantee;

/// Something that a [chatlab.relay.HoldBack] did wrong.
///
/// @param sentence without a full stop
public record Finding(RelayGuarantee guarantee, String sentence) {}
