package chatlab.client.chat;

import chatlab.protocol.Message;

import java.io.IOException;

/// Reads the server: shows its messages and answers those that need an answer. Confined to the
/// listener thread of [ChatClient].
final class ChatListener {
    private static final int MOST_NICKS_TRIED = 4;
    private static final String FIRST_QUESTION = "lab-are-we-in";

    private final String home;
    private final Presence presence;
    private final Phrases phrases;
    private final ChatConsole console;
    private final ChatMonitor monitor;
    private boolean everWelcomed;
    private int nicksRefused;

    ChatListener(
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

    /// Whether any server has let us in so far.
    boolean wasWelcomed() {
        return everWelcomed;
    }

    /// Registers on this connection and reads it until it ends.
    void listen(ServerLink server) {
        try (server) {
            greet(server);
            for (var message = server.next(); message != null; message = server.next()) {
                presence.hear(message);
                show(message);
                answer(message, server);
            }
        } catch (IOException _) {
            // A broken connection has ended, like one that the server closed.
        } finally {
            monitor.drop(server);
        }
    }

    private void greet(ServerLink server) throws IOException {
        nicksRefused = 0;
        server.send(Message.of("NICK", presence.nick()));
        server.send(Message.of("USER", "lab", "0", "*", "Chat Lab"));
    }

    private void show(Message message) {
        boolean farewell = message.command().equals("ERROR") && monitor.isLeaving();
        if (!farewell) {
            phrases.heard(message).ifPresent(console::print);
        }
    }

    private void answer(Message message, ServerLink server) throws IOException {
        var last = message.parameters().isEmpty() ? "" : message.parameters().getLast();
        switch (message.command()) {
            case "PING" -> server.send(Message.of("PONG", last));
            case "PONG" -> answered(last, server);
            case "001" -> everWelcomed = true;
            case "376", "422" -> goHome(server);
            case "433", "437" -> tryAnotherNick(server);
            case "431", "432" -> giveUp(server);
            default -> {}
        }
    }

    /// The welcome is complete: joins our channels. The PONG shows that the server has processed
    /// the JOIN, with whatever result.
    private void goHome(ServerLink server) throws IOException {
        var before = presence.channels();
        presence.clear();
        server.send(Message.of("JOIN", before.isEmpty() ? home : String.join(",", before)));
        server.send(Message.of("PING", FIRST_QUESTION));
    }

    private void answered(String question, ServerLink server) throws IOException {
        if (question.equals(FIRST_QUESTION)) {
            server.waitForever();
            monitor.open(server);
        } else if (question.equals(ChatTypist.LAST_QUESTION)) {
            monitor.confirm();
        }
    }

    private void tryAnotherNick(ServerLink server) throws IOException {
        if (monitor.isOpen(server)) {
            return; // It was a /nick, and we keep the nick that we have.
        }
        if (++nicksRefused == MOST_NICKS_TRIED) {
            giveUp(server);
            return;
        }
        presence.callMe(presence.nick() + "_");
        console.print(phrases.remark("Trying " + presence.nick() + " instead."));
        server.send(Message.of("NICK", presence.nick()));
    }

    /// Without a nick nobody can register.
    private void giveUp(ServerLink server) throws IOException {
        if (!monitor.isOpen(server)) {
            server.send(Message.of("QUIT"));
        }
    }
}
