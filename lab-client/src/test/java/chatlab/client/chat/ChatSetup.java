package chatlab.client.chat;

import chatlab.client.chat.ChatClient.End;
import chatlab.client.wire.Address;
import chatlab.terminal.Paint;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/// The parts of a chat in a test. Each test changes what it is about.
final class ChatSetup {
    static final Duration LONG = Duration.ofMinutes(5);
    static final Duration SHORT = Duration.ofMillis(100);

    private final Address address;
    private final ChatConsole console;
    String nick = "ann";
    Optional<String> password = Optional.empty();
    boolean reconnect;

    // By default nothing ends because it takes long, however busy the machine is.
    Duration welcome = LONG;
    Duration silence = LONG;
    Duration doubt = LONG;
    Duration giveUp = LONG;
    Duration person = LONG;
    Duration pause = SHORT;

    ChatSetup(int port, ChatConsole console) {
        address = new Address("127.0.0.1", port);
        this.console = console;
    }

    /// Chats on the calling thread.
    End run() throws Exception {
        var presence = new Presence(nick);
        var client =
                new ChatClient(
                        address,
                        new Login(password, "#lab"),
                        Optional.empty(),
                        reconnect,
                        new Patience(
                                welcome, silence, doubt, giveUp, LONG, person, LONG, pause, pause),
                        presence,
                        new Phrases(presence, Paint.NONE),
                        console);
        return client.run(ServerLink.open(address, Optional.empty(), _ -> {}));
    }

    /// Starts a chat on a thread of its own: it listens there until it ends.
    FutureTask<End> start() {
        Callable<End> run = this::run;
        var task = new FutureTask<>(run);
        Thread.ofVirtual().name("listener").start(task);
        return task;
    }
}
