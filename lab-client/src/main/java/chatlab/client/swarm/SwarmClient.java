package chatlab.client.swarm;

import chatlab.client.audit.ReceiveLog;
import chatlab.client.wire.NonBlockingConnection;
import chatlab.client.wire.Payload;
import chatlab.client.wire.Wire;
import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.protocol.Source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One client of the swarm as IRC sees it: it registers, joins, leaves and answers PING, and sends
/// PING itself to find out how far the server is. Confined to the swarm's thread.
final class SwarmClient implements Wire.Handler {
    private static final int MAX_REFUSED_NICKS = 8;

    /// Receives what happens to a client.
    interface Events {
        void joined(SwarmClient client);

        void left(SwarmClient client);

        void received(SwarmClient client, int sender, int sequence, long sentAt);

        /// The servers have refused a message of this client, and have told it so.
        void refused(SwarmClient client, int sequence);

        /// The server has answered a JOIN, but the client is not a member.
        void notJoined(SwarmClient client);

        /// The connection has ended.
        void ended(SwarmClient client, String reason);

        /// The client has something to send, after it had nothing.
        void hasOutput(SwarmClient client);
    }

    enum State {
        CONNECTING,
        REGISTERING,
        OUT,
        JOINING,
        IN,
        LEAVING,
        GONE
    }

    private final int index;
    private final SwarmNick nicks;
    private final String channel;
    private final NonBlockingConnection connection;
    private final Events events;
    private final ReceiveLog log;
    private final PingQueue pings = new PingQueue();
    private State state = State.CONNECTING;
    private String nick;
    private int refusedNicks;
    private boolean joinEchoed;
    private String software = "unknown";
    private @Nullable String complaint;
    private @Nullable String lastWords;

    /// @param index the client's place among all clients of the swarm
    SwarmClient(
            int index,
            SwarmNick nicks,
            String channel,
            ReceiveLog log,
            NonBlockingConnection connection,
            Events events) {
        this.index = index;
        this.nicks = nicks;
        this.channel = channel;
        this.log = log;
        this.connection = connection;
        this.events = events;
        nick = nicks.afterRefusals(0);
    }

    int index() {
        return index;
    }

    String nick() {
        return nick;
    }

    State state() {
        return state;
    }

    boolean isGone() {
        return state == State.GONE;
    }

    ReceiveLog log() {
        return log;
    }

    NonBlockingConnection connection() {
        return connection;
    }

    /// What the server calls itself, once the client is registered.
    String software() {
        return software;
    }

    /// The last error that the server sent to this client, if any.
    Optional<String> complaint() {
        return Optional.ofNullable(complaint);
    }

    /// What the client waits for, as the object of "waits for"; empty if it waits for nothing.
    Optional<String> waitsFor() {
        String said = complaint == null ? "" : " (the server said: " + complaint + ")";
        return switch (state) {
            case CONNECTING -> Optional.of("its connection");
            case REGISTERING -> Optional.of("a welcome up to 376 or 422" + said);
            case JOINING -> Optional.of("its JOIN to be confirmed" + said);
            case LEAVING -> Optional.of("its PART to be confirmed" + said);
            case OUT, IN ->
                    pings.isEmpty()
                            ? Optional.empty()
                            : Optional.of("an answer to its PING" + said);
            case GONE -> Optional.empty();
        };
    }

    /// Whether the client waits for nothing.
    boolean isIdle() {
        return waitsFor().isEmpty();
    }

    void register() {
        state = State.REGISTERING;
        send("NICK " + nick);
        send("USER lab 0 * :Chat Lab swarm");
    }

    void join() {
        state = State.JOINING;
        joinEchoed = false;
        send("JOIN " + channel);
        ping(this::joinAnswered);
    }

    void leave() {
        state = State.LEAVING;
        send("PART " + channel);
        ping(this::left);
    }

    /// Stops to read, or begins again.
    void pause(boolean isOn) throws IOException {
        if (state != State.GONE) connection.pause(isOn);
    }

    void quit() {
        send("QUIT :the swarm is done");
    }

    /// Sends PING; `answered` runs when the server has answered (see [PingQueue]).
    void ping(Runnable answered) {
        send("PING " + pings.add(answered));
    }

    /// Sends bytes that are whole lines.
    void send(byte[] lines) {
        if (state != State.GONE && connection.send(lines)) {
            events.hasOutput(this);
        }
    }

    private void send(String line) {
        send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /// The connection has ended. An ERROR from the server is a better reason than `reason`.
    void ended(String reason) {
        if (state == State.GONE) {
            return;
        }
        state = State.GONE;
        pings.clear();
        connection.close();
        events.ended(this, lastWords == null ? reason : lastWords);
    }

    @Override
    public void payload(int sender, int sequence, long sentAt) {
        log.received(sender, sequence);
        events.received(this, sender, sequence, sentAt);
    }

    @Override
    public void damaged() {
        log.damaged();
    }

    @Override
    public void message(Message message) {
        switch (message.command()) {
            case "PING" -> send(Message.of("PONG", last(message)).encode());
            case "PONG" -> pings.answered(last(message));
            case "ERROR" -> lastWords = "ERROR " + last(message);
            case "JOIN" -> joinEchoed |= isMine(message);
            case "PART" -> partEchoed(message);
            case "KICK" -> kicked(message);
            case "FAIL" -> failed(message);
            default -> Numeric.of(message.command()).ifPresent(known -> reply(known, message));
        }
    }

    private void reply(Numeric numeric, Message message) {
        switch (numeric) {
            case RPL_WELCOME -> welcomed(message);
            case RPL_MYINFO -> software = message.optional(2).orElse(software);
            case RPL_ENDOFMOTD, ERR_NOMOTD -> registered();
            case RPL_ENDOFNAMES -> named(message);
            case ERR_NICKNAMEINUSE -> nickRefused(message);
            default -> {
                if (numeric.name().startsWith("ERR_")) {
                    complaint = message.command() + " " + last(message);
                }
            }
        }
    }

    private void welcomed(Message message) {
        nick = message.optional(0).orElse(nick);
        log.named(nick);
    }

    private void registered() {
        if (state == State.REGISTERING) {
            state = State.OUT;
            complaint = null;
        }
    }

    private void nickRefused(Message message) {
        complaint = message.command() + " " + last(message);
        if (state == State.REGISTERING && refusedNicks < MAX_REFUSED_NICKS) {
            refusedNicks++;
            nick = nicks.afterRefusals(refusedNicks);
            send("NICK " + nick);
        }
    }

    private void named(Message message) {
        if (message.optional(1).orElse("").equalsIgnoreCase(channel)) {
            joined();
        }
    }

    private void joinAnswered() {
        if (joinEchoed) {
            joined();
        } else if (state == State.JOINING) {
            state = State.OUT;
            events.notJoined(this);
        }
    }

    private void joined() {
        if (state == State.JOINING) {
            state = State.IN;
            events.joined(this);
        }
    }

    private void partEchoed(Message message) {
        if (isMine(message)) {
            left();
        }
    }

    private void left() {
        if (state == State.LEAVING) {
            state = State.OUT;
            events.left(this);
        }
    }

    /// A server of a net tells which message its relay has refused, by the beginning of the text.
    private void failed(Message message) {
        complaint = "FAIL " + last(message);
        if (!message.parameter(0).equals("PRIVMSG")) return;
        message.optional(3)
                .flatMap(Payload::sequenceIn)
                .ifPresent(sequence -> events.refused(this, sequence));
    }

    /// With KICK the lab's server undoes a join if the broadcast strategy threw in it.
    private void kicked(Message message) {
        if (!message.optional(1).orElse("").equalsIgnoreCase(nick)) {
            return;
        }
        complaint = "KICK " + last(message);
        if (state == State.JOINING) {
            joinEchoed = false;
        } else {
            lastWords = complaint;
            ended(complaint);
        }
    }

    private boolean isMine(Message message) {
        return message.source() != null
                && Source.parse(message.source()).nick().equalsIgnoreCase(nick);
    }

    private static String last(Message message) {
        return message.parameters().isEmpty() ? "" : message.parameters().getLast();
    }
}
