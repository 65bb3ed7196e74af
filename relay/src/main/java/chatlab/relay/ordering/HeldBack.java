package chatlab.relay.ordering;

import chatlab.relay.Arrival;
import chatlab.relay.HoldBack;
import chatlab.relay.OwnOrder;

import org.jgroups.Address;
import org.jgroups.Message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// A [HoldBack] of somebody's own as the order of a view.
///
/// What it does wrong costs the messages in question, never the server: they are lost here, and the
/// person who runs the server is told.
final class HeldBack implements ViewOrder<Address, Message> {
    private final OwnOrder order;
    private final HoldBack hold;
    private final Function<Address, String> names;
    private final Consumer<String> notice;

    /// Those that a stamp may name, by name: this server, and those of which messages have come.
    private final Map<String, Address> servers = new HashMap<>();

    private final IdentityHashMap<Arrival, Message> waiting = new IdentityHashMap<>();

    /// @param names the names of servers by their addresses
    /// @param notice takes a sentence
    HeldBack(
            OwnOrder order,
            Address self,
            Function<Address, String> names,
            Consumer<String> notice) {
        this.order = order;
        this.hold = order.start().apply(names.apply(self));
        this.names = names;
        this.notice = notice;
        servers.put(names.apply(self), self);
    }

    @Override
    public Map<Address, Long> stamp() {
        var clock = new LinkedHashMap<Address, Long>();
        try {
            for (var entry : hold.send().entrySet()) {
                var server = servers.get(entry.getKey());
                if (server == null) {
                    notice.accept(
                            "%s stamps a message with %s, from which it has got none."
                                    .formatted(order.name(), entry.getKey()));
                } else {
                    clock.put(server, (long) entry.getValue());
                }
            }
        } catch (Throwable e) { // whatever it throws
            failed("send", e);
        }
        return clock;
    }

    @Override
    public List<Message> received(Address from, Map<Address, Long> clock, Message message) {
        servers.put(names.apply(from), from);
        var stamp = new LinkedHashMap<String, Integer>();
        clock.forEach((server, number) -> stamp.put(names.apply(server), number.intValue()));
        var arrival = new Arrival(names.apply(from), stamp);
        waiting.put(arrival, message);
        try {
            return messages(hold.receive(arrival));
        } catch (Throwable e) { // whatever it throws
            failed("receive", e);
            return List.of();
        }
    }

    @Override
    public List<Message> end() {
        try {
            return messages(hold.end());
        } catch (Throwable e) { // whatever it throws
            failed("end", e);
            return List.of();
        }
    }

    private List<Message> messages(List<Arrival> arrivals) {
        var messages = new ArrayList<Message>();
        for (var arrival : arrivals) {
            var message = waiting.remove(arrival);
            if (message != null) messages.add(message);
            else notice.accept(order.name() + " delivers a message twice, or one of its own.");
        }
        return messages;
    }

    private void failed(String method, Throwable why) {
        notice.accept("%s failed in %s: %s.".formatted(order.name(), method, why));
    }
}
