package chatlab.client;

import chatlab.protocol.Message;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One person's chat: what is typed goes to the server, what the server says goes to the screen,
/// both at any time.
///
/// ## Why two threads
///
/// Reading blocks: a thread that waits for the keyboard cannot notice that the server speaks, and
/// one that waits for the server cannot notice a key. So there are two. The **listener** reads the
/// server ([#listen]); it is the thread that called [#run]. The **typist** reads the keyboard
/// ([#type]). Each waits for its own source and for nothing else.
///
/// They meet in three places, each safe in its own way:
///
/// - the [ServerLink], to which both send (the typist what is typed, the listener its PONGs): a
///   lock around each line;
/// - the [Roster], which the listener writes and the typist reads: synchronized methods;
/// - this object's fields below, through which they tell each other how far things are: the monitor
///   of `this`, with `wait` where one needs the other, always in a loop that asks again whether the
///   awaited thing is true.
///
/// Either may be the one who sees the end first: the typist when the keyboard is done, the listener
/// when the server is gone. A thread that waits for the keyboard cannot be woken for sure (a read
/// from a pipe is deaf to interrupts), but one that waits for a socket can, by closing it. So the
/// listener is the one that stays to the end, and the typist is a daemon thread, which keeps
/// nothing alive.
final class ChatClient {
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_NICKS_TRIED = 4;
    private static final String FIRST_QUESTION = "lab-are-we-in";
    private static final String LAST_QUESTION = "lab-is-all-said";

    /// How a chat ended.
    enum End {
        /// We left, and the server had carried out all that we had typed.
        LEFT,
        /// We left, and some of what we had typed had gone nowhere, as we were in no channel.
        UNSAID,
        /// The server would not have us.
        REFUSED,
        /// The server went away.
        LOST
    }

    private final Address address;
    private final String home;
    private final boolean reconnect;
    private final Roster roster;
    private final Phrases phrases;
    private final ChatConsole console;

    // Shared by the two threads; guarded by this object's monitor.

    /// The connection, from when the server has let us in until it ends; else null.
    private @Nullable ServerLink link;

    /// The server has carried out all that was typed.
    private boolean confirmed;

    /// Something was typed that could not be said.
    private boolean unsaid;

    /// The typist has said goodbye.
    private boolean leaving;

    /// There will be no further connection.
    private boolean over;

    // Only the listener uses these.

    private boolean everWelcomed;
    private int nicksRefused;

    /// @param home the channel to join first
    /// @param reconnect whether to try again when the server is lost
    ChatClient(
            Address address,
            String home,
            boolean reconnect,
            Roster roster,
            Phrases phrases,
            ChatConsole console) {
        this.address = address;
        this.home = home;
        this.reconnect = reconnect;
        this.roster = roster;
        this.phrases = phrases;
        this.console = console;
    }

    /// Chats until one side ends it. The calling thread is the listener.
    End run(ServerLink first) throws InterruptedException {
        var typist = Thread.ofPlatform().daemon().name("typist").start(this::type);
        try {
            listen(first);
            while (!isLeaving()) {
                if (!everWelcomed) {
                    return End.REFUSED;
                }
                if (!reconnect) {
                    return End.LOST;
                }
                console.print(phrases.complaint("Lost the server at " + address + "."));
                listen(connectAgain());
            }
            return leftUnsaid() ? End.UNSAID : End.LEFT;
        } finally {
            endForTypist();
            typist.interrupt();
        }
    }

    // The listener

    private void listen(ServerLink server) {
        try (server) {
            greet(server);
            for (var message = server.next(); message != null; message = server.next()) {
                roster.hear(message);
                show(message);
                answer(message, server);
            }
        } catch (IOException _) {
            // A broken connection has ended, like one that the server closed.
        } finally {
            drop(server);
        }
    }

    private void show(Message message) {
        boolean farewell = message.command().equals("ERROR") && isLeaving();
        if (!farewell) {
            phrases.heard(message).ifPresent(console::print);
        }
    }

    private void greet(ServerLink server) throws IOException {
        nicksRefused = 0;
        server.send(Message.of("NICK", roster.nick()));
        server.send(Message.of("USER", "lab", "0", "*", "Chat Lab"));
    }

    private void answer(Message message, ServerLink server) throws IOException {
        var last = message.parameters().isEmpty() ? "" : message.parameters().getLast();
        switch (message.command()) {
            case "PING" -> server.send(Message.of("PONG", last));
            case "PONG" -> answered(last, server);
            case "001" -> everWelcomed = true;
            case "376", "422" -> goHome(server);
            case "433", "437" -> anotherNick(server);
            case "431", "432" -> giveUp(server);
            default -> {}
        }
    }

    /// The end of the welcome. PONG will tell that the server is through with the JOIN, whatever it
    /// made of it.
    private void goHome(ServerLink server) throws IOException {
        var before = roster.channels();
        roster.clear();
        server.send(Message.of("JOIN", before.isEmpty() ? home : String.join(",", before)));
        server.send(Message.of("PING", FIRST_QUESTION));
    }

    private synchronized void answered(String question, ServerLink server) throws IOException {
        if (question.equals(FIRST_QUESTION)) {
            server.waitForever();
            link = server;
        } else if (question.equals(LAST_QUESTION)) {
            confirmed = true;
        }
        notifyAll();
    }

    private void anotherNick(ServerLink server) throws IOException {
        if (isIn(server)) {
            return; // It was a /nick, and we keep the one we have.
        }
        if (++nicksRefused == MOST_NICKS_TRIED) {
            giveUp(server);
            return;
        }
        roster.callMe(roster.nick() + "_");
        console.print(phrases.remark("Trying " + roster.nick() + " instead."));
        server.send(Message.of("NICK", roster.nick()));
    }

    /// Without a nick there is no way in.
    private void giveUp(ServerLink server) throws IOException {
        if (!isIn(server)) {
            server.send(Message.of("QUIT"));
        }
    }

    private synchronized boolean isIn(ServerLink server) {
        return link == server;
    }

    private synchronized boolean isLeaving() {
        return leaving;
    }

    private synchronized boolean leftUnsaid() {
        return unsaid;
    }

    /// This connection is of no more use, to either thread.
    private synchronized void drop(ServerLink server) {
        server.close();
        if (link == server) {
            link = null;
        }
        notifyAll();
    }

    private ServerLink connectAgain() throws InterruptedException {
        for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
            console.print(phrases.remark("Trying again in %d s.".formatted(pause.toSeconds())));
            Thread.sleep(pause);
            try {
                return ServerLink.open(address);
            } catch (IOException e) {
                console.print(phrases.complaint("Still no server: " + e.getMessage()));
            }
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private synchronized void endForTypist() {
        over = true;
        notifyAll();
    }

    // The typist

    private void type() {
        try {
            var farewell = Optional.<String>empty();
            while (farewell.isEmpty() && awaitLink().isPresent()) {
                var line = console.readLine(roster.channel().orElse("nowhere") + "> ");
                farewell = line == null ? Optional.of("") : act(Typed.parse(line));
            }
            leave(farewell.orElse(""));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // The chat is over, and so is this thread.
        }
    }

    /// Does what was typed.
    ///
    /// @return the last words, if these were they
    private Optional<String> act(Typed typed) throws InterruptedException {
        switch (typed) {
            case Typed.Say(var text) -> say(text);
            case Typed.Tell(var nick, var text) -> tell(nick, text);
            case Typed.Join(var channel) -> join(channel);
            case Typed.Part(var channel) -> inChannel(channel, "PART");
            case Typed.Names(var channel) -> inChannel(channel, "NAMES");
            case Typed.Who(var whom) -> inChannel(whom, "WHO");
            case Typed.Topic(var text) -> topic(text);
            case Typed.Rename(var nick) -> send(Message.of("NICK", nick));
            case Typed.Quit(var text) -> {
                return Optional.of(text);
            }
            case Typed.Help() -> help();
            case Typed.Mistake(var explanation) -> console.print(phrases.complaint(explanation));
            case Typed.Nothing() -> {}
        }
        return Optional.empty();
    }

    private void say(String text) throws InterruptedException {
        var channel = here();
        if (channel.isPresent()) {
            for (var piece : Pieces.of(text)) {
                send(Message.of("PRIVMSG", channel.get(), piece));
                console.print(phrases.said(channel.get(), piece));
            }
        }
    }

    private void tell(String nick, String text) throws InterruptedException {
        for (var piece : Pieces.of(text)) {
            send(Message.of("PRIVMSG", nick, piece));
            console.print(phrases.told(nick, piece));
        }
    }

    private void join(String channel) throws InterruptedException {
        if (roster.turnTo(channel)) {
            console.print(phrases.remark("You talk in " + channel + " now."));
        } else {
            send(Message.of("JOIN", channel));
        }
    }

    /// Sends a command about this channel or person, or about where we are if none is named.
    private void inChannel(Optional<String> named, String command) throws InterruptedException {
        var target = named.or(this::here);
        if (target.isPresent()) {
            send(Message.of(command, target.get()));
        }
    }

    private void topic(Optional<String> text) throws InterruptedException {
        var channel = here();
        if (channel.isPresent()) {
            send(
                    text.map(words -> Message.of("TOPIC", channel.get(), words))
                            .orElseGet(() -> Message.of("TOPIC", channel.get())));
        }
    }

    private Optional<String> here() {
        var channel = roster.channel();
        if (channel.isEmpty()) {
            leaveUnsaid();
            console.print(phrases.complaint("You are in no channel. /join " + home + " first."));
        }
        return channel;
    }

    private synchronized void leaveUnsaid() {
        unsaid = true;
    }

    private void help() {
        for (var verb : Verb.values()) {
            console.print(phrases.remark("%-22s %s".formatted(verb.usage(), verb.purpose())));
        }
        console.print(phrases.remark("Everything else is said to the channel. Tab completes."));
    }

    /// Sends a message; while there is no server, waits for one.
    private void send(Message message) throws InterruptedException {
        for (var server = awaitLink(); server.isPresent(); server = awaitLink()) {
            try {
                server.get().send(message);
                return;
            } catch (IOException _) {
                drop(server.get()); // The listener will see it too, and look for another.
            }
        }
    }

    /// Waits until the server has let us in; empty if the chat is over.
    private synchronized Optional<ServerLink> awaitLink() throws InterruptedException {
        while (link == null && !over) {
            wait();
        }
        return Optional.ofNullable(link);
    }

    /// Leaves when the server has carried out all that was typed. PONG tells: it answers in the
    /// order in which it was asked.
    private void leave(String farewell) throws InterruptedException {
        for (var server = awaitLink(); server.isPresent(); server = awaitLink()) {
            send(Message.of("PING", LAST_QUESTION));
            if (awaitConfirmation(server.get())) {
                sayGoodbye();
                send(farewell.isEmpty() ? Message.of("QUIT") : Message.of("QUIT", farewell));
                awaitEnd(server.get());
                return;
            }
            drop(server.get());
        }
    }

    /// Waits for the answer to the last question on this connection; false if it will not come.
    private synchronized boolean awaitConfirmation(ServerLink server) throws InterruptedException {
        long deadline = System.nanoTime() + CONFIRM_WITHIN.toNanos();
        while (!confirmed && link == server && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
        return confirmed;
    }

    private synchronized void sayGoodbye() {
        leaving = true;
    }

    /// Waits for the server to end this connection, as it does after QUIT; ends it if it does not.
    private synchronized void awaitEnd(ServerLink server) throws InterruptedException {
        long deadline = System.nanoTime() + CLOSE_WITHIN.toNanos();
        while (link == server && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
        drop(server);
    }
}
