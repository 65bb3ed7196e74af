package chatlab.relay.group;

import chatlab.relay.OwnOrder;
import chatlab.relay.Refused;
import chatlab.relay.Refused.Reason;
import chatlab.relay.Relay;
import chatlab.relay.RelayOptions;
import chatlab.relay.RelayStats;
import chatlab.relay.Server;
import chatlab.relay.View;
import chatlab.relay.ordering.Causal;

import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.protocols.ReliableMulticast;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.stack.IpAddress;
import org.jspecify.annotations.Nullable;

import java.net.BindException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

/// A relay over a JGroups group.
public final class GroupRelay implements Relay {
    private static final String GROUP = "lab";
    private static final long FINISH_MILLIS = 500;
    private static final long LEAVE_MILLIS = 1000;

    /// A server that has crashed keeps its name until the others notice.
    private static final int NAME_ATTEMPTS = 12;

    private static final long NAME_PAUSE_MILLIS = 500;
    private static final long PEERS_MILLIS = 5000;

    private final Settings settings;
    private final Server self;
    private final JChannel channel;
    private final Incoming incoming;
    private final Outgoing outgoing;
    private final Thread peers;

    private volatile View view = new View(0, List.of(), List.of(), List.of(), false); // read by all
    private List<Address> members = List.of(); // used by the one thread that brings views

    private GroupRelay(
            Settings settings, Server self, JChannel channel, Incoming incoming, long incarnation) {
        this.settings = settings;
        this.self = self;
        this.channel = channel;
        this.incoming = incoming;
        boolean isRaft = channel.getProtocolStack().findProtocol(RAFT.class) != null;
        var carrier =
                isRaft
                        ? new RaftCarrier(channel, incarnation, incoming)
                        : new GroupCarrier(channel, self.name());
        this.outgoing = new Outgoing(self, incarnation, carrier, incoming);
        this.peers = Thread.ofVirtual().name("relay peers").unstarted(this::nameMissingPeers);
    }

    /// Joins the group.
    ///
    /// @throws Refused if the options are wrong, or the port or the name is in use
    public static Relay open(RelayOptions options, Listener listener) throws Refused {
        return open(Stack.find(options.ordering()), options, null, listener);
    }

    /// Joins the group with an order of one's own.
    ///
    /// @throws Refused if the options are wrong, or the port or the name is in use
    public static Relay open(RelayOptions options, OwnOrder own, Listener listener) throws Refused {
        return open(Stack.of(own), options, own, listener);
    }

    private static Relay open(
            Stack stack, RelayOptions options, @Nullable OwnOrder own, Listener listener)
            throws Refused {
        var settings = Settings.of(stack, options);
        var key = options.key() == null ? null : KeyFile.read(options.key());
        for (int attempt = 1; ; attempt++) {
            try {
                return openOnce(settings, options, own, key, listener);
            } catch (NotAdmitted e) {
                if (attempt == NAME_ATTEMPTS) {
                    throw new Refused(
                            Reason.NOT_OPENED,
                            options.server() + " was not let in: " + e.getMessage(),
                            e);
                }
                pause();
            }
        }
    }

    private static void pause() throws Refused {
        try {
            Thread.sleep(NAME_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Reason.NOT_OPENED, "The relay was not opened: it was interrupted.");
        }
    }

    /// The others objected.
    private static final class NotAdmitted extends Exception {
        private static final long serialVersionUID = 1;

        NotAdmitted(SecurityException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static GroupRelay openOnce(
            Settings settings,
            RelayOptions options,
            @Nullable OwnOrder own,
            @Nullable SSLContext key,
            Listener listener)
            throws Refused, NotAdmitted {
        long incarnation = ThreadLocalRandom.current().nextLong();
        var incoming = new Incoming(listener, incarnation);
        var channel = channel(settings);
        channel.setName(options.server());
        channel.addAddressGenerator(() -> Names.address(options.server(), incarnation));
        var stack = channel.getProtocolStack();
        ((Faulty) stack.findProtocol(Faulty.class)).obey(options.faults());
        ((Admission) stack.findProtocol(Admission.class))
                .ask(settings.stack().entry().name(), incoming::notice);
        if (own != null) {
            ((Causal) stack.findProtocol(Causal.class))
                    .orderBy(own, address -> Names.server(address).name(), incoming::notice);
        }
        stack.getTransport().setSocketFactory(new GateFactory(key, incoming::notice));
        var relay =
                new GroupRelay(
                        settings, new Server(options.server()), channel, incoming, incarnation);
        channel.setReceiver(relay.new GroupReceiver());
        try {
            channel.connect(GROUP);
        } catch (Exception e) { // JGroups declares no less
            incoming.close();
            channel.close();
            throw notConnected(options, e);
        }
        relay.start();
        return relay;
    }

    private static JChannel channel(Settings settings) throws Refused {
        var configurator = settings.configurator();
        try {
            return new JChannel(configurator);
        } catch (Exception e) { // JGroups declares no less
            throw Stack.wrong(
                    "The relay %s cannot be built: %s."
                            .formatted(settings.stack().entry().name(), Stack.reason(e)),
                    e);
        }
    }

    private static Refused notConnected(RelayOptions options, Exception e) throws NotAdmitted {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SecurityException objection) throw new NotAdmitted(objection);
            if (cause instanceof BindException) {
                return new Refused(
                        Reason.NOT_OPENED,
                        "The relay cannot listen on %s port %d: %s. Choose another port."
                                .formatted(options.address(), options.port(), Stack.reason(cause)),
                        e);
            }
        }
        return new Refused(
                Reason.NOT_OPENED,
                ("The relay cannot start: %s. Is the stack complete? Compare it with `lab relays"
                                + " fifo`.")
                        .formatted(Stack.reason(e)),
                e);
    }

    private void start() {
        outgoing.start();
        peers.start();
    }

    @Override
    public void send(byte[] event) throws Refused {
        outgoing.send(event);
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public RelayStats stats() {
        return new RelayStats(
                outgoing.sent(),
                incoming.returned(),
                incoming.received(),
                outgoing.refused(),
                outgoing.packets(),
                incoming.packets(),
                retransmissions());
    }

    private long retransmissions() {
        var stack = channel.getProtocolStack();
        if (stack.findProtocol(NAKACK2.class) instanceof NAKACK2 old) {
            return old.getXmitResponsesSent();
        }
        if (stack.findProtocol(ReliableMulticast.class) instanceof ReliableMulticast newer) {
            return newer.getXmitResponsesSent();
        }
        return 0;
    }

    @Override
    public void close() {
        peers.interrupt();
        try {
            outgoing.finish(FINISH_MILLIS);
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            incoming.close();
        }
    }

    /// Leaving waits for others, who may be gone: it has a thread of its own and a limit.
    private void leave() throws InterruptedException {
        var leaving = Thread.ofVirtual().name("relay leave").start(channel::close);
        leaving.join(LEAVE_MILLIS);
        outgoing.close();
    }

    /// Says once which peers nobody answers for. JGroups keeps looking for them.
    private void nameMissingPeers() {
        try {
            TimeUnit.MILLISECONDS.sleep(PEERS_MILLIS);
        } catch (InterruptedException e) {
            return; // closed
        }
        Set<String> present = new HashSet<>();
        for (var member : channel.getView().getMembers()) {
            Object address = channel.down(new Event(Event.GET_PHYSICAL_ADDRESS, member));
            if (address instanceof IpAddress ip) {
                present.add(ip.getIpAddress().getHostAddress() + ":" + ip.getPort());
            }
        }
        for (var peer : settings.peers()) {
            if (present.contains(peer.toString())) continue;
            incoming.notice(
                    "No server of this net answers at %s. %s keeps looking for it."
                            .formatted(peer, self));
        }
    }

    /// Called by threads of JGroups.
    private final class GroupReceiver implements Receiver {
        @Override
        public void receive(Message message) {
            try {
                incoming.packet(
                        Packet.of(message.getArray(), message.getOffset(), message.getLength()));
            } catch (Packet.Unreadable why) {
                incoming.unreadable(Names.server(message.getSrc()).name(), why);
            }
        }

        @Override
        public void viewAccepted(org.jgroups.View now) {
            var joined = new ArrayList<>(now.getMembers());
            joined.removeAll(members);
            var left = new ArrayList<>(members);
            left.removeAll(now.getMembers());
            members = List.copyOf(now.getMembers());
            view =
                    new View(
                            view.number() + 1,
                            servers(members),
                            servers(joined),
                            servers(left),
                            now instanceof MergeView);
            incoming.view(view);
        }

        private static List<Server> servers(List<Address> addresses) {
            return addresses.stream().map(Names::server).toList();
        }
    }
}
