package chatlab.relay;

import java.util.List;

/// The orderings, and how to open a relay with one.
public final class Relays {
    private Relays() {}

    /// The orderings that the lab brings along, the weakest first.
    public static List<RelayEntry> list() {
        return List.of();
    }

    /// Joins the net, or begins one if no peer answers.
    ///
    /// Returns after the first view. Later views follow as soon as other servers are found.
    ///
    /// @throws Refused if an option is wrong, the port or the name is in use
    public static Relay open(RelayOptions options, Relay.Listener listener) throws Refused {
        throw new Refused(Refused.Reason.WRONG_USAGE, "No ordering is called " + options.ordering());
    }
}
