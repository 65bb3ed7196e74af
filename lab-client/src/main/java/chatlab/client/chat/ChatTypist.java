package chatlab.client.chat;

import chatlab.protocol.Message;
import chatlab.terminal.SafeText;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Reads the keyboard: sends what is typed, and leaves the chat at its end. Confined to the typist
/// thread of [ChatClient].
final class ChatTypist {
    /// The token of the PING whose answer shows that the server has processed everything typed.
    static final String LAST_QUESTION = "lab-is-all-said";

    private static final int MOST_LINES_UNASKED = 5;
    private static final int LEAST_ROOM = 40;

    private final String home;
    private final Patience patience;
    private final Presence presence;
    private final Phrases phrases;
    private final ChatConsole console;
    private final ChatMonitor monitor;
    private int questions;

    ChatTypist(
            String home,
            Patience patience,
            Presence presence,
            Phrases phrases,
            ChatConsole console,
            ChatMonitor monitor) {
        this.home = home;
        this.patience = patience;
        this.presence = presence;
        this.phrases = phrases;
        this.console = console;
        this.monitor = monitor;
    }

    /// Reads and acts until the person leaves, the input ends or the chat is over.
    void type() {
        try {
            var farewell = Optional.<String>empty();
            while (farewell.isEmpty() && canRead()) {
                var input = console.readInput();
                farewell = input == null ? Optional.of("") : actOn(input);
            }
            leave(farewell.orElse(""));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // The chat is over, and so is this thread.
        } finally {
            monitor.leaveNow(); // Without a typist the chat must not go on, whatever ended it.
        }
    }

    /// A person may leave at any time. A script's lines must all be said, so they wait until a
    /// server is there.
    private boolean canRead() throws InterruptedException {
        return console.hasPerson() ? !monitor.isOver() : monitor.awaitLink().isPresent();
    }

    /// The connection; empty if the chat is over or, for a person, if there is none now.
    private Optional<ServerLink> link() throws InterruptedException {
        return console.hasPerson() ? monitor.link(patience.person()) : monitor.awaitLink();
    }

    /// Acts on a line, or on each of several lines that were pasted.
    ///
    /// @return the text of a `/quit`; empty for anything else
    private Optional<String> actOn(String input) throws InterruptedException {
        var lines = input.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() > MOST_LINES_UNASKED
                && !console.agrees("Send these %d lines? (y/n) ".formatted(lines.size()))) {
            console.print(phrases.remark("Nothing was sent."));
            return Optional.empty();
        }
        for (var line : lines) {
            var farewell = act(line);
            if (farewell.isPresent()) {
                return farewell;
            }
        }
        return Optional.empty();
    }

    private Optional<String> act(String line) throws InterruptedException {
        try {
            return act(Typed.parse(line));
        } catch (IllegalArgumentException e) {
            // Message refuses what a line of IRC cannot hold.
            complain("This cannot be sent: " + SafeText.of(String.valueOf(e.getMessage())) + ".");
            return Optional.empty();
        }
    }

    private Optional<String> act(Typed typed) throws InterruptedException {
        switch (typed) {
            case Typed.Say(var text) -> say(text);
            case Typed.Act(var text) -> perform(text);
            case Typed.Tell(var target, var text) -> tell(target, text);
            case Typed.Join join -> join(join);
            case Typed.Part(var channel, var reason) -> part(channel, reason);
            case Typed.About about -> {
                var channel = orHere(about.channel());
                if (channel.isPresent()) {
                    send(about.in(channel.get()));
                }
            }
            case Typed.Send(var message) -> send(message);
            case Typed.Quit(var text) -> {
                return Optional.of(text);
            }
            case Typed.Help(var verb) -> help(verb);
            case Typed.Mistake(var explanation) -> complain(explanation);
            case Typed.Nothing() -> {}
        }
        return Optional.empty();
    }

    private void say(String text) throws InterruptedException {
        var here = here();
        if (here.isPresent()) {
            var channel = here.get();
            talk(channel, text, piece -> piece, piece -> phrases.said(channel, piece));
        }
    }

    private void perform(String text) throws InterruptedException {
        var here = here();
        if (here.isPresent()) {
            var channel = here.get();
            talk(channel, text, Action::of, piece -> phrases.acted(channel, piece));
        }
    }

    private void tell(String target, String text) throws InterruptedException {
        talk(target, text, piece -> piece, piece -> phrases.told(target, piece));
    }

    /// Sends a text in as many pieces as it needs, and shows each.
    private void talk(
            String target, String text, UnaryOperator<String> sent, UnaryOperator<String> shown)
            throws InterruptedException {
        for (var piece : pieces(target, text, bytes(sent.apply("")))) {
            if (!send(Message.of("PRIVMSG", target, sent.apply(piece)))) {
                return;
            }
            console.print(shown.apply(piece));
        }
    }

    /// Cuts a text so that each piece still fits after the server has put our name before it.
    ///
    /// @param extra bytes that are added to each piece
    private List<String> pieces(String target, String text, int extra) {
        int around = bytes(": PRIVMSG  :\r\n") + presence.sourceBytes() + bytes(target) + extra;
        int room = Message.MAX_BYTES - around;
        if (room < LEAST_ROOM) {
            monitor.noteUnsaid();
            complain("This name is too long: a message has no room for a text beside it.");
            return List.of();
        }
        var pieces = Pieces.of(text, room);
        if (pieces.size() > 1) {
            remark("Too long for one message: sent in %d parts.".formatted(pieces.size()));
        }
        return pieces;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Joins a channel and waits for the result, because the next line must go there or nowhere.
    private void join(Typed.Join join) throws InterruptedException {
        var channel = join.channel();
        if (presence.switchTo(channel)) {
            console.prompt(phrases.prompt());
            console.print(phrases.remark(phrases.place()));
            return;
        }
        var before = presence.channel();
        boolean done = carryOut(Message.of("JOIN", join.operands().toArray(String[]::new)));
        if (done && !Arrays.stream(channel.split(",", -1)).allMatch(presence::isIn)) {
            presence.talkNowhere();
            console.prompt(phrases.prompt());
            complain(
                    "You are not in %s, so what you type now goes nowhere. /join %s first."
                            .formatted(SafeText.of(channel), SafeText.of(before.orElse(home))));
        }
    }

    private void part(Optional<String> named, Optional<String> reason) throws InterruptedException {
        var channel = orHere(named);
        if (channel.isPresent()) {
            carryOut(
                    reason.map(text -> Message.of("PART", channel.get(), text))
                            .orElseGet(() -> Message.of("PART", channel.get())));
        }
    }

    private Optional<String> orHere(Optional<String> named) throws InterruptedException {
        return named.isPresent() ? named : here();
    }

    /// The channel that we talk in; empty if there is none, and the person knows.
    private Optional<String> here() throws InterruptedException {
        if (link().isEmpty()) {
            noteOffline();
            return Optional.empty();
        }
        var channel = presence.channel();
        if (channel.isEmpty()) {
            monitor.noteUnsaid();
            complain("You talk in no channel. /join " + home + " first.");
        }
        return channel;
    }

    private void help(Optional<Verb> asked) {
        if (asked.isPresent()) {
            var verb = asked.get();
            remark(verb.usage() + ": " + verb.purpose() + ".");
            remark("Example: " + verb.example());
            return;
        }
        for (var verb : Verb.values()) {
            remark("%-32s %s".formatted(verb.usage(), verb.purpose()));
        }
        remark("Everything else is said to the channel. Tab completes, Ctrl-D leaves.");
    }

    private void remark(String text) {
        console.print(phrases.remark(text));
    }

    private void complain(String text) {
        console.print(phrases.complaint(text));
    }

    /// Sends a message.
    ///
    /// @return false if it was not sent, and the person knows
    private boolean send(Message message) throws InterruptedException {
        if (!fits(message)) {
            return false;
        }
        for (var server = link(); server.isPresent(); server = link()) {
            if (send(message, server.get())) {
                return true;
            }
        }
        noteOffline();
        return false;
    }

    private boolean fits(Message message) {
        int tooMany = bytes(message.format()) + bytes("\r\n") - Message.MAX_BYTES;
        if (tooMany > 0) {
            monitor.noteUnsaid();
            complain(
                    "This is %d bytes too long for one line, so it was not sent."
                            .formatted(tooMany));
        }
        return tooMany <= 0;
    }

    private boolean send(Message message, ServerLink server) {
        try {
            server.send(message);
            return true;
        } catch (IOException _) {
            monitor.drop(server); // The listener notices, too, and reconnects.
            return false;
        }
    }

    private void noteOffline() {
        if (!monitor.isOver()) {
            monitor.noteUnsaid();
            complain(
                    "You are not connected now, so nothing was sent. Arrow up brings the line"
                            + " back.");
        }
    }

    /// Sends a message and waits until the server has processed it, but not for long.
    ///
    /// @return false if it was not sent, and the person knows
    private boolean carryOut(Message message) throws InterruptedException {
        var limit = console.hasPerson() ? patience.person() : patience.confirm();
        for (var server = link(); server.isPresent(); server = link()) {
            if (send(message, server.get())
                    && (ask(server.get(), "lab-is-done-" + ++questions, limit)
                            || monitor.isOpen(server.get()))) {
                return true;
            }
        }
        noteOffline();
        return false;
    }

    /// Asks whether the server has processed everything sent so far. The answer to a PING shows it:
    /// a server processes one client's messages in the order in which they came.
    private boolean ask(ServerLink server, String question, Duration limit)
            throws InterruptedException {
        return send(Message.of("PING", question), server)
                && monitor.awaitAnswer(server, question, limit);
    }

    /// Leaves after the server has processed everything typed. A script tries until one has; a
    /// person does not wait for a server that is away.
    private void leave(String farewell) throws InterruptedException {
        if (console.hasPerson()) {
            var server = monitor.link(Duration.ZERO);
            if (server.isPresent() && !leave(farewell, server.get(), patience.person())) {
                remark("The server did not confirm that it has everything you typed.");
            }
            return;
        }
        for (var server = monitor.awaitLink(); server.isPresent(); server = monitor.awaitLink()) {
            if (leave(farewell, server.get(), patience.confirm())) {
                return;
            }
            monitor.drop(server.get());
        }
    }

    private boolean leave(String farewell, ServerLink server, Duration limit)
            throws InterruptedException {
        if (!ask(server, LAST_QUESTION, limit)) {
            return false;
        }
        monitor.startLeaving();
        send(farewell.isEmpty() ? Message.of("QUIT") : Message.of("QUIT", farewell), server);
        monitor.awaitEnd(server, patience.close());
        return true;
    }
}
