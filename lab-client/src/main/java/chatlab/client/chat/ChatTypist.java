package chatlab.client.chat;

import chatlab.protocol.Message;

import java.io.IOException;
import java.util.Optional;

/// Reads the keyboard: sends what is typed, and leaves the chat at its end. Confined to the typist
/// thread of [ChatClient].
final class ChatTypist {
    /// The token of the PING whose answer shows that the server has processed everything typed.
    static final String LAST_QUESTION = "lab-is-all-said";

    private final String home;
    private final Presence presence;
    private final Phrases phrases;
    private final ChatConsole console;
    private final ChatMonitor monitor;

    ChatTypist(
            String home,
            Presence presence,
            Phrases phrases,
            ChatConsole console,
            ChatMonitor monitor) {
        this.home = home;
        this.presence = presence;
        this.phrases = phrases;
        this.console = console;
        this.monitor = monitor;
    }

    /// Reads and acts until the person leaves, the input ends or the chat is over.
    void type() {
        try {
            var farewell = Optional.<String>empty();
            while (farewell.isEmpty() && monitor.awaitLink().isPresent()) {
                var line = console.readLine(presence.channel().orElse("nowhere") + "> ");
                farewell = line == null ? Optional.of("") : act(Typed.parse(line));
            }
            leave(farewell.orElse(""));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // The chat is over, and so is this thread.
        }
    }

    /// Does what was typed.
    ///
    /// @return the text of a `/quit`; empty for anything else
    private Optional<String> act(Typed typed) throws InterruptedException {
        switch (typed) {
            case Typed.Say(var text) -> say(text);
            case Typed.Tell(var nick, var text) -> tell(nick, text);
            case Typed.Join(var channel) -> join(channel);
            case Typed.Part(var channel) -> sendAbout(channel, "PART");
            case Typed.Names(var channel) -> sendAbout(channel, "NAMES");
            case Typed.Who(var whom) -> sendAbout(whom, "WHO");
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
        if (presence.switchTo(channel)) {
            console.print(phrases.remark("You talk in " + channel + " now."));
        } else {
            send(Message.of("JOIN", channel));
        }
    }

    /// Sends a command about the named channel or person, or about our current channel if none is
    /// named.
    private void sendAbout(Optional<String> named, String command) throws InterruptedException {
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
        var channel = presence.channel();
        if (channel.isEmpty()) {
            monitor.noteUnsaid();
            console.print(phrases.complaint("You are in no channel. /join " + home + " first."));
        }
        return channel;
    }

    private void help() {
        for (var verb : Verb.values()) {
            console.print(phrases.remark("%-22s %s".formatted(verb.usage(), verb.purpose())));
        }
        console.print(phrases.remark("Everything else is said to the channel. Tab completes."));
    }

    /// Sends a message; without a server, waits for one.
    private void send(Message message) throws InterruptedException {
        for (var server = monitor.awaitLink(); server.isPresent(); server = monitor.awaitLink()) {
            try {
                server.get().send(message);
                return;
            } catch (IOException _) {
                monitor.drop(server.get()); // The listener notices, too, and reconnects.
            }
        }
    }

    /// Leaves after the server has processed everything typed. The answer to a PING shows it: a
    /// server processes one client's messages in the order in which they came.
    private void leave(String farewell) throws InterruptedException {
        for (var server = monitor.awaitLink(); server.isPresent(); server = monitor.awaitLink()) {
            send(Message.of("PING", LAST_QUESTION));
            if (monitor.awaitConfirmation(server.get())) {
                monitor.startLeaving();
                send(farewell.isEmpty() ? Message.of("QUIT") : Message.of("QUIT", farewell));
                monitor.awaitEnd(server.get());
                return;
            }
            monitor.drop(server.get());
        }
    }
}
