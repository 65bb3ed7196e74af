package chatlab.client.chat;

import chatlab.client.wire.Address;

import java.io.IOException;
import java.util.Optional;

/// One person's chat: typed lines go to the server, and the server's messages go to the screen,
/// both at any time.
///
/// ## Why two threads
///
/// Reading blocks: a thread that waits for the keyboard cannot notice that the server speaks, and
/// one that waits for the server cannot notice a key. So there are two threads. The **listener**
/// reads the server ([ChatListener]); it is the thread that called [#run]. The **typist** reads the
/// keyboard ([ChatTypist]). Each waits for its own source and for nothing else.
///
/// They meet in three places, each safe in its own way:
///
/// - the [ServerLink]: both send on it (the typist the typed lines, the listener its PONGs), and a
///   lock guards each line;
/// - the [Presence]: the listener writes it, the typist reads it, and its methods are synchronized;
/// - the [ChatMonitor]: they tell each other how far they are, and wait for each other there.
///
/// Either thread may see the end first: the typist when the keyboard is done, the listener when the
/// server is gone. A thread that waits for the keyboard cannot be woken reliably (a read from a
/// pipe ignores interrupts), but closing a socket wakes the thread that waits for it. So the
/// listener stays to the end, and the typist is a daemon thread, which does not keep the JVM alive.
final class ChatClient {
    private static final long LAST_KEY_MILLIS = 500;

    /// How a chat ended.
    sealed interface End {
        /// We left, and the server had processed everything that we typed.
        record Left() implements End {}

        /// We left, but some typed lines went nowhere.
        record Unsaid() implements End {}

        /// The server did not let us in.
        record Refused(Refusal why) implements End {}

        /// The server went away.
        record Lost() implements End {}
    }

    private final Address address;
    private final Optional<TlsClient> tls;
    private final boolean reconnect;
    private final Phrases phrases;
    private final ChatConsole console;
    private final ChatMonitor monitor = new ChatMonitor();
    private final ChatListener listener;
    private final ChatTypist typist;

    /// @param login what to say to the server first
    /// @param tls how to check the server's certificate; empty for a connection without TLS
    /// @param reconnect whether to connect again when the server is lost
    ChatClient(
            Address address,
            Login login,
            Optional<TlsClient> tls,
            boolean reconnect,
            Patience patience,
            Presence presence,
            Phrases phrases,
            ChatConsole console) {
        this.address = address;
        this.tls = tls;
        this.reconnect = reconnect;
        this.phrases = phrases;
        this.console = console;
        listener = new ChatListener(login, patience, presence, phrases, console, monitor);
        typist = new ChatTypist(login.channel(), patience, presence, phrases, console, monitor);
    }

    /// Chats until one side ends it. The calling thread is the listener.
    End run(ServerLink first) throws InterruptedException {
        monitor.attempt(first);
        console.prompt(Phrases.OFFLINE);
        var thread = Thread.ofPlatform().daemon().name("typist").start(typist::type);
        try {
            var link = first;
            while (true) {
                var refusal = listener.listen(link);
                if (monitor.isLeaving()) {
                    break;
                }
                if (refusal.isPresent() && (refusal.get().isFinal() || !reconnect)) {
                    return new End.Refused(refusal.get());
                }
                if (!reconnect) {
                    return new End.Lost();
                }
                console.print(phrases.complaint(loss(refusal)));
                var next = connectAgain();
                if (next.isEmpty()) {
                    break;
                }
                link = next.get();
            }
            return monitor.hasUnsaid() ? new End.Unsaid() : new End.Left();
        } finally {
            monitor.end();
            thread.interrupt();
            if (console.hasPerson()) {
                thread.join(LAST_KEY_MILLIS); // it restores the terminal
            }
        }
    }

    private String loss(Optional<Refusal> refusal) {
        return refusal.map(why -> why.sentence(address))
                .orElse("Lost the server at " + address + ".");
    }

    /// Tries until a server answers.
    ///
    /// @return empty if the typist leaves meanwhile
    private Optional<ServerLink> connectAgain() throws InterruptedException {
        while (true) {
            var pause = listener.nextPause();
            console.print(phrases.remark("Trying again in %d s.".formatted(pause.toSeconds())));
            if (!monitor.pause(pause)) {
                return Optional.empty();
            }
            try {
                return Optional.of(ServerLink.open(address, tls, monitor::attempt));
            } catch (IOException e) {
                if (monitor.isLeaving()) {
                    return Optional.empty();
                }
                console.print(phrases.complaint("Still no server: " + e.getMessage()));
            }
        }
    }
}
