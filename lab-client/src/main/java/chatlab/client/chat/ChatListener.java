package chatlab.client.chat;

import chatlab.protocol.Message;
import chatlab.terminal.SafeText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the server: shows its messages and answers those that need an answer. Confined to the
/// listener thread of [ChatClient].
final class ChatListener {
    private static final int MOST_NICKS_TRIED = 4;
    private static final String FIRST_QUESTION = "lab-are-we-in";
    private static final String SILENCE_QUESTION = "lab-are-you-there";

    /// How far we are in waiting for a silent server.
    private enum Silence {
        NONE,
        ASKED,
        DOUBTED
    }

    private final Login login;
    private final Patience patience;
    private final Presence presence;
    private final Phrases phrases;
    private final ChatConsole console;
    private final ChatMonitor monitor;

    private Duration pause;

    // The state of one connection.
    private boolean welcomed;
    private final List<String> nicksTaken = new ArrayList<>();
    private @Nullable Refusal refusal;
    private String lastWords = "";
    private Silence silence = Silence.NONE;

    /// The channel that we want to talk in after the welcome.
    private Optional<String> destination = Optional.empty();

    ChatListener(
            Login login,
            Patience patience,
            Presence presence,
            Phrases phrases,
            ChatConsole console,
            ChatMonitor monitor) {
        this.login = login;
        this.patience = patience;
        this.presence = presence;
        this.phrases = phrases;
        this.console = console;
        this.monitor = monitor;
        pause = patience.firstPause();
    }

    /// How long to wait before the next attempt to connect. Grows until a server lets us in.
    Duration nextPause() {
        var now = pause;
        pause = patience.nextPause(pause);
        return now;
    }

    /// Registers on this connection and reads it until it ends.
    ///
    /// @return why the server did not let us in; empty if it did
    Optional<Refusal> listen(ServerLink server) {
        monitor.attempt(server);
        welcomed = false;
        nicksTaken.clear();
        refusal = null;
        lastWords = "";
        silence = Silence.NONE;
        try (server) {
            server.waitAtMost(patience.welcome());
            greet(server);
            for (var message = next(server); message != null; message = next(server)) {
                hear(message);
                answer(message, server);
            }
        } catch (IOException _) {
            // A broken connection has ended, like one that the server closed.
        } finally {
            monitor.drop(server);
            console.prompt(Phrases.OFFLINE);
        }
        return welcomed ? Optional.empty() : Optional.of(whyRefused(server));
    }

    private void greet(ServerLink server) throws IOException {
        if (login.password().isPresent()) {
            server.send(Message.of("PASS", login.password().get()));
        }
        server.send(Message.of("NICK", presence.nick()));
        server.send(Message.of("USER", "lab", "0", "*", "Chat Lab"));
    }

    private Refusal whyRefused(ServerLink server) {
        return server.stranger()
                .orElseGet(() -> refusal == null ? new Refusal.Closed(lastWords) : refusal);
    }

    /// Waits for the next message. A server that is silent for long is asked whether it is still
    /// there: a connection that breaks without a word looks like one on which nobody speaks.
    ///
    /// @return null when the connection has ended, or the server does not answer
    private @Nullable Message next(ServerLink server) throws IOException {
        while (true) {
            try {
                var message = server.next();
                if (message != null) {
                    noteSound(server);
                }
                return message;
            } catch (SocketTimeoutException _) {
                if (!isStillThere(server)) {
                    return null;
                }
            }
        }
    }

    private void noteSound(ServerLink server) throws IOException {
        if (silence == Silence.NONE) {
            return;
        }
        if (silence == Silence.DOUBTED) {
            console.print(phrases.remark("The server answers again."));
        }
        silence = Silence.NONE;
        server.waitAtMost(patience.silence());
    }

    /// Takes the next step after a silence.
    ///
    /// @return false if the server counts as lost
    private boolean isStillThere(ServerLink server) throws IOException {
        if (!monitor.isOpen(server)) {
            refusal = new Refusal.Mute(patience.welcome());
            return false;
        }
        return switch (silence) {
            case NONE -> {
                silence = Silence.ASKED;
                server.waitAtMost(patience.doubt());
                server.sendIfFree(Message.of("PING", SILENCE_QUESTION));
                yield true;
            }
            case ASKED -> {
                silence = Silence.DOUBTED;
                server.waitAtMost(patience.giveUp());
                console.print(
                        phrases.complaint(
                                "The server does not answer. Waiting %d s more."
                                        .formatted(patience.giveUp().toSeconds())));
                yield true;
            }
            case DOUBTED -> {
                console.print(phrases.complaint("The server still does not answer."));
                yield false;
            }
        };
    }

    private void hear(Message message) {
        var before = presence.channel();
        presence.hear(message);
        boolean farewell = message.command().equals("ERROR") && monitor.isLeaving();
        if (!farewell) {
            phrases.heard(message).ifPresent(console::print);
        }
        var after = presence.channel();
        if (!before.equals(after)) {
            showPlace();
            if (!message.command().equals("JOIN")) {
                console.print(phrases.remark(phrases.place()));
            }
        }
    }

    private void showPlace() {
        console.prompt(phrases.prompt());
    }

    private void answer(Message message, ServerLink server) throws IOException {
        var last = message.parameters().isEmpty() ? "" : message.parameters().getLast();
        switch (message.command()) {
            case "PING" -> server.send(Message.of("PONG", last));
            case "PONG" -> answered(last, server);
            case "001" -> {
                welcomed = true;
                pause = patience.firstPause();
            }
            case "376", "422" -> goHome(server);
            case "433", "437" -> tryAnotherNick(server);
            case "431", "432" ->
                    giveUp(new Refusal.InvalidNick(SafeText.of(presence.nick())), server);
            case "464" -> giveUp(new Refusal.Password(login.password().isPresent()), server);
            case "465" -> giveUp(new Refusal.Banned(SafeText.of(last)), server);
            case "ERROR" -> lastWords = SafeText.of(last);
            default -> {}
        }
    }

    /// The welcome is complete: joins our channels. The PONG shows that the server has processed
    /// the JOINs, with whatever result.
    private void goHome(ServerLink server) throws IOException {
        if (monitor.isOpen(server)) {
            return; // The person has asked for the message of the day again.
        }
        var before = presence.channels();
        destination = before.isEmpty() ? Optional.of(login.channel()) : presence.channel();
        presence.clear();
        for (var channel : before.isEmpty() ? List.of(login.channel()) : before) {
            server.send(Message.of("JOIN", channel));
        }
        server.send(Message.of("PING", FIRST_QUESTION));
    }

    private void answered(String question, ServerLink server) throws IOException {
        if (!question.equals(FIRST_QUESTION)) {
            monitor.answer(question);
            return;
        }
        server.waitAtMost(patience.silence());
        if (!destination.map(presence::switchTo).orElse(false)) {
            presence.talkNowhere();
            console.print(phrases.remark(phrases.place()));
        }
        showPlace();
        monitor.open(server);
    }

    private void tryAnotherNick(ServerLink server) throws IOException {
        if (monitor.isOpen(server)) {
            return; // It was a /nick, and we keep the nick that we have.
        }
        nicksTaken.add(presence.nick());
        if (nicksTaken.size() == MOST_NICKS_TRIED) {
            giveUp(new Refusal.NicksTaken(List.copyOf(nicksTaken)), server);
            return;
        }
        presence.callMe(presence.nick() + "_");
        console.print(phrases.remark("Trying " + presence.nick() + " instead."));
        server.send(Message.of("NICK", presence.nick()));
    }

    /// Without a nick or the password nobody can register. After the welcome, the same replies
    /// answer a `/nick` or a `/raw OPER`.
    private void giveUp(Refusal why, ServerLink server) throws IOException {
        if (!welcomed) {
            refusal = why;
            server.send(Message.of("QUIT"));
        }
    }
}
