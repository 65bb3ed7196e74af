package chatlab.relay;

import chatlab.relay.group.GroupRelay;
import chatlab.relay.group.Stack;
import chatlab.relay.ordering.Orderings;

import java.util.List;

/// The orderings, and how to open a relay with one.
public final class Relays {
    private Relays() {}

    /// The orderings that the lab brings along, the weakest first.
    public static List<RelayEntry> list() {
        return Orderings.entries();
    }

    /// What an ordering is called and promises.
    ///
    /// @param ordering a name, or the path of an XML file with a JGroups stack, which promises what
    ///   the topmost protocol with an [Ordering] says
    /// @throws Refused if there is no such ordering, or the file cannot be used
    public static RelayEntry find(String ordering) throws Refused {
        return Stack.find(ordering).entry();
    }

    /// Joins the net, or begins one if no peer answers.
    ///
    /// Returns after the first view. Later views follow as soon as other servers are found.
    ///
    /// @throws Refused if an option is wrong, or the port or the name is in use
    public static Relay open(RelayOptions options, Relay.Listener listener) throws Refused {
        return GroupRelay.open(options, listener);
    }

    /// Joins the net, or begins one, with an order of one's own instead of the one that the options
    /// name.
    ///
    /// @throws Refused if an option is wrong, or the port or the name is in use
    public static Relay open(RelayOptions options, OwnOrder own, Relay.Listener listener)
            throws Refused {
        return GroupRelay.open(options, own, listener);
    }
}
