package chatlab.server.session;

import chatlab.protocol.Message;
import chatlab.protocol.Numeric;
import chatlab.server.channel.User;
import chatlab.server.delivery.Capability;
import chatlab.server.delivery.EncodedMessage;
import chatlab.server.delivery.Outbox;
import chatlab.server.limits.TokenBucket;
import chatlab.server.watch.LogEvent;
import chatlab.server.watch.LogField;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// One client's conversation with the server.
///
/// Confined to the thread that reads the client. What other threads see of the client is its
/// [User]; what the heartbeat sees is its [KeepAlive].
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final Network network;
    private final Outbox outbox;
    private final InetAddress address;
    private final User user;
    private final KeepAlive keepAlive;
    private final Registration registration = new Registration();
    private final Login login = new Login();
    private final SortedMap<String, String> watched = new TreeMap<>();
    private @Nullable String quitReason;

    /// Where answers go while a command with a label is handled.
    private @Nullable LabeledResponse response;

    private int batches;

    public Session(Network network, Outbox outbox, InetAddress address) {
        this.network = network;
        this.outbox = outbox;
        this.address = address;
        user = new User(outbox, address, network.server());
        keepAlive = new KeepAlive(user, outbox, network.config().limits(), network.server());
    }

    public Network network() {
        return network;
    }

    public User user() {
        return user;
    }

    public KeepAlive keepAlive() {
        return keepAlive;
    }

    public Registration registration() {
        return registration;
    }

    public Login login() {
        return login;
    }

    /// Limits how fast this client may send; empty if it may send at any speed.
    public Optional<TokenBucket> bucket() {
        return TokenBucket.of(network.config().limits(), address);
    }

    /// The nicks that the client watches, as it wrote them, by their folded form. Only [Watchers]
    /// changes this.
    public SortedMap<String, String> watched() {
        return watched;
    }

    /// Answers the client, and waits for room if necessary.
    public void send(Message message) {
        send(new EncodedMessage(message));
    }

    /// As [#send(Message)], for a message that others get, too.
    public void send(EncodedMessage message) {
        var mine = message.forClientWith(user.capabilities());
        if (mine == null) return;
        if (response == null) put(mine);
        else response.add(message);
    }

    /// Sends a form of a message that is made for this client.
    void put(EncodedMessage form) {
        try {
            outbox.put(form);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the server closes; the next read ends the session
        }
    }

    /// Handles a command to whose answers the client wants to see its label.
    public void handleLabeled(String label, Runnable command) {
        response = new LabeledResponse(this, label);
        try {
            command.run();
        } finally {
            var ended = response;
            response = null;
            ended.end();
        }
    }

    /// Answers with messages that belong together. They are a batch if the client knows batches.
    public void sendBatch(String type, List<String> parameters, List<EncodedMessage> messages) {
        if (!user.has(Capability.BATCH)) {
            messages.forEach(this::send);
            return;
        }
        Map<String, String> tags = response == null ? Map.of() : response.giveLabelAway();
        var batch = new AnswerBatch(this, tags, type, parameters);
        messages.forEach(batch::add);
        batch.end();
    }

    /// A name for a batch that this client has not seen yet.
    String nextBatch() {
        return Integer.toString(++batches);
    }

    /// Answers that a command has failed, with a standard reply of IRCv3.
    ///
    /// @param code of the registry of IRCv3
    /// @param context words, and the description
    public void fail(String command, String code, String... context) {
        standardReply("FAIL", command, code, context);
    }

    /// Answers that something about a command is doubtful.
    public void warn(String command, String code, String... context) {
        standardReply("WARN", command, code, context);
    }

    private void standardReply(String kind, String command, String code, String... context) {
        var parameters = new ArrayList<String>(List.of(command, code));
        for (int i = 0; i < context.length - 1; i++) parameters.add(word(context[i]));
        parameters.add(context[context.length - 1]);
        send(Message.from(network.server(), kind, parameters.toArray(String[]::new)));
    }

    /// Answers with a numeric. The last parameter may be any text; of the others only the first
    /// word is sent.
    public void reply(Numeric numeric, String... parameters) {
        for (int i = 0; i < parameters.length - 1; i++) parameters[i] = word(parameters[i]);
        send(Message.reply(network.server(), numeric, user.nick(), parameters));
    }

    /// Answers with as many numerics as the words need. The words are their last parameters.
    public void replyWords(Numeric numeric, List<String> words, String... parameters) {
        replyPacked(numeric, words, ' ', parameters);
    }

    /// As [#replyWords], with commas between the words.
    public void replyList(Numeric numeric, List<String> words, String... parameters) {
        replyPacked(numeric, words, ',', parameters);
    }

    private void replyPacked(
            Numeric numeric, List<String> words, char separator, String... parameters) {
        var all = Arrays.copyOf(parameters, parameters.length + 1);
        all[parameters.length] = "";
        var empty = Message.reply(network.server(), numeric, user.nick(), all).encode();
        for (var line : Packed.lines(words, separator, Message.MAX_BYTES - empty.length)) {
            all[parameters.length] = line;
            reply(numeric, all);
        }
    }

    /// A middle parameter that repeats what a client sent. It cannot hold every text.
    private static String word(String text) {
        int space = text.indexOf(' ');
        var first = space < 0 ? text : text.substring(0, space);
        return first.isEmpty() || first.startsWith(":") ? "*" : first;
    }

    /// Ends the session after the current command.
    public void quit(String reason) {
        quitReason = reason;
    }

    /// Why the session must end after the current command, if it must.
    public Optional<String> quitReason() {
        return Optional.ofNullable(quitReason);
    }

    /// Takes the user out of everything, tells the peers why, and closes the connection after what
    /// waits has been sent. Called once, when there is nothing more to read.
    ///
    /// @param clientsReason why there is nothing more; the server's own reason, if any, replaces it
    public void end(String clientsReason) {
        var reason = outbox.reason().isEmpty() ? clientsReason : outbox.reason();
        network.acts().quit(user, reason);
        if (user.isRegistered()) {
            LOG.info(
                    "{} has left ({})",
                    LogField.of("nick", user.nick()),
                    LogField.printable("reason", reason),
                    LogEvent.QUIT);
        }
        network.watchers().clear(this);
        network.disconnected(this, address);
        user.disconnect(reason);
    }
}
