package chatlab.relay;

import java.util.List;
import java.util.function.Function;

/// A relay that orders by a [HoldBack].
///
/// @param name what it is called: all servers of a net must have the same
/// @param start makes the object of a server of this name
public record OwnOrder(String name, Function<String, HoldBack> start) {
    /// What it promises before anybody has tried it: as much as `causal`.
    public static final List<RelayGuarantee> PROMISED =
            List.of(
                    RelayGuarantee.NO_DUPLICATION,
                    RelayGuarantee.RELIABLE,
                    RelayGuarantee.FIFO_ORDER,
                    RelayGuarantee.CAUSAL_ORDER,
                    RelayGuarantee.AGREEMENT);
}
