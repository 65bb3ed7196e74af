package chatlab.client.chat;

import chatlab.client.wire.Address;

import java.io.IOException;
import java.time.Duration;

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
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// How a chat ended.
    enum End {
        /// We left, and the server had processed everything that we typed.
        LEFT,
        /// We left, but some typed lines went nowhere because we were in no channel.
        UNSAID,
        /// The server did not let us in.
        REFUSED,
        /// The server went away.
        LOST
    }

    private final Address address;
    private final boolean reconnect;
    private final Phrases phrases;
    private final ChatConsole console;
    private final ChatMonitor monitor = new ChatMonitor();
    private final ChatListener listener;
    private final ChatTypist typist;

    /// @param home the channel to join first
    /// @param reconnect whether to connect again when the server is lost
    ChatClient(
            Address address,
            String home,
            boolean reconnect,
            Presence presence,
            Phrases phrases,
            ChatConsole console) {
        this.address = address;
        this.reconnect = reconnect;
        this.phrases = phrases;
        this.console = console;
        listener = new ChatListener(home, presence, phrases, console, monitor);
        typist = new ChatTypist(home, presence, phrases, console, monitor);
    }

    /// Chats until one side ends it. The calling thread is the listener.
    End run(ServerLink first) throws InterruptedException {
        var thread = Thread.ofPlatform().daemon().name("typist").start(typist::type);
        try {
            listener.listen(first);
            while (!monitor.isLeaving()) {
                if (!listener.wasWelcomed()) {
                    return End.REFUSED;
                }
                if (!reconnect) {
                    return End.LOST;
                }
                console.print(phrases.complaint("Lost the server at " + address + "."));
                listener.listen(connectAgain());
            }
            return monitor.hasUnsaid() ? End.UNSAID : End.LEFT;
        } finally {
            monitor.end();
            thread.interrupt();
        }
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
}
