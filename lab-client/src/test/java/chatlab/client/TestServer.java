package chatlab.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.protocol.Message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// A small IRC server with one channel list and one lock, that does on request what a broken server
/// does. One virtual thread per client reads and, for every receiver, writes.
public final class TestServer implements AutoCloseable {
    /// The fate of one message on its way to one receiver.
    public enum Fate {
        ARRIVES,
        IS_LOST,
        COMES_TWICE,
        /// Comes after the next message of the same sender.
        COMES_LATE,
        IS_DAMAGED,
        /// The receiver is thrown out instead.
        KILLS_RECEIVER,
        /// The sender is thrown out instead.
        KILLS_SENDER
    }

    @FunctionalInterface
    public interface Mischief {
        /// Decides over one message on its way to one receiver.
        ///
        /// @param nth how many messages the server has got from this sender before
        Fate of(String sender, int nth, String receiver);
    }

    /// A line from a client; `nick` is what it was called then.
    public record Received(String nick, String line) {
        public String command() {
            int space = line.indexOf(' ');
            return space < 0 ? line : line.substring(0, space);
        }
    }

    private final ServerSocket listener;
    private final Mischief mischief;
    private final Set<Session> channel = new LinkedHashSet<>();
    private final Map<String, Session> nicks = new HashMap<>();

    /// What came, from all clients; tests read while sessions write.
    public final List<Received> log = new CopyOnWriteArrayList<>();

    // How the server differs from most; set before the first client connects.
    public final Set<String> takenNicks = new LinkedHashSet<>();
    public boolean pingsBeforeWelcome;
    public boolean endsNames = true;
    public boolean refusesJoins;

    /// Channels that nobody may join.
    public final Set<String> closedChannels = new LinkedHashSet<>();

    /// No join is answered before so many have come.
    public int joinsTogether;

    private int joins;
    public boolean answersPing = true;
    public boolean echoes;

    /// A client that sends a line with this beginning loses its connection.
    public String breaksAt = "\0";

    public String tags = "";

    public TestServer() {
        this((_, _, _) -> Fate.ARRIVES);
    }

    public TestServer(Mischief mischief) {
        this.mischief = mischief;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("test-listener").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var session = new Session(listener.accept());
                Thread.ofVirtual().name("test-session").start(session::serve);
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (var session : List.copyOf(nicks.values())) {
            session.socket.close();
        }
    }

    /// Waits until a client has sent this line.
    public synchronized void awaitLine(String line) throws InterruptedException {
        while (log.stream().noneMatch(received -> received.line().equals(line))) {
            wait();
        }
    }

    /// Ends every connection with these words.
    public synchronized void shutDown(String words) {
        for (var session : List.copyOf(nicks.values())) {
            session.end(words);
        }
    }

    /// Sends a raw line to everybody.
    public synchronized void say(String line) {
        nicks.values().forEach(session -> session.send(line));
    }

    private final class Session {
        private final Socket socket;
        private final OutputStream out;
        private final Map<Session, String> held = new LinkedHashMap<>();
        private String nick = "*";
        private boolean registered;
        private boolean ended;
        private boolean userKnown;
        private int sent;

        Session(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            out = socket.getOutputStream();
        }

        void serve() {
            try (socket;
                    var in =
                            new BufferedReader(
                                    new InputStreamReader(socket.getInputStream(), UTF_8))) {
                String line;
                while ((line = in.readLine()) != null) {
                    synchronized (TestServer.this) {
                        log.add(new Received(nick, line));
                        TestServer.this.notifyAll();
                        if (line.startsWith(breaksAt)) {
                            return;
                        }
                        if (Message.parse(line) instanceof Message message) {
                            handle(message);
                        }
                    }
                }
            } catch (IOException | InterruptedException _) {
                // The client has gone, or the test is over.
            } finally {
                synchronized (TestServer.this) {
                    channel.remove(this);
                    nicks.remove(nick, this);
                }
            }
        }

        private void handle(Message message) throws InterruptedException {
            if (ended) {
                return;
            }
            switch (message.command()) {
                case "NICK" -> nick(message.parameter(0));
                case "USER" -> {
                    if (pingsBeforeWelcome) {
                        send("PING :cookie");
                    } else {
                        welcome();
                    }
                }
                case "PONG" -> welcome();
                case "PING" -> {
                    if (answersPing) {
                        send(":test PONG test :" + message.parameter(0));
                    }
                }
                case "JOIN" -> join(message.parameter(0));
                case "PART" -> {
                    toChannel(":" + nick + "!u@h PART " + message.parameter(0));
                    channel.remove(this);
                }
                case "PRIVMSG" -> privmsg(message.parameter(0), message.parameter(1));
                case "QUIT" -> end("Closing Link: " + nick);
                default ->
                        send(":test 421 " + nick + " " + message.command() + " :Unknown command");
            }
        }

        private void nick(String wanted) {
            if (takenNicks.contains(wanted) || nicks.putIfAbsent(wanted, this) != null) {
                send(":test 433 " + nick + " " + wanted + " :Nickname is already in use");
                return;
            }
            nicks.remove(nick, this);
            nick = wanted;
            if (userKnown) {
                welcome();
            }
        }

        private void welcome() {
            userKnown = true;
            if (registered || nick.equals("*")) {
                return;
            }
            registered = true;
            send(":test 001 " + nick + " :Welcome, " + nick);
            send(":test 004 " + nick + " test test-server-1 i n");
            send(":test 422 " + nick + " :No MOTD");
        }

        private void join(String name) throws InterruptedException {
            if (refusesJoins) {
                send(":test 471 " + nick + " " + name + " :Cannot join channel (+l)");
                return;
            }
            if (closedChannels.contains(name)) {
                send(":test 473 " + nick + " " + name + " :Cannot join channel (+i)");
                return;
            }
            joins++;
            TestServer.this.notifyAll();
            while (joins < joinsTogether) {
                TestServer.this.wait();
            }
            channel.add(this);
            toChannel(":" + nick + "!u@h JOIN " + name);
            if (endsNames) {
                send(":test 353 " + nick + " = " + name + " :" + nick);
                send(":test 366 " + nick + " " + name + " :End of /NAMES list");
            }
        }

        private void toChannel(String line) {
            channel.forEach(member -> member.send(line));
        }

        private void privmsg(String target, String text) {
            String line = tags + ":" + nick + "!u@h PRIVMSG " + target + " :" + text;
            int nth = sent++;
            for (var member : List.copyOf(channel)) {
                if (member == this) {
                    if (echoes) {
                        send(line);
                    }
                    continue;
                }
                switch (mischief.of(nick, nth, member.nick)) {
                    case ARRIVES -> member.send(line);
                    case IS_LOST -> {}
                    case COMES_TWICE -> {
                        member.send(line);
                        member.send(line);
                    }
                    case COMES_LATE -> held.put(member, line);
                    case IS_DAMAGED -> member.send(line.substring(0, line.length() - 3));
                    case KILLS_RECEIVER -> member.end("Closing Link: SendQ exceeded");
                    case KILLS_SENDER -> end("Closing Link: Excess Flood");
                }
                String late = held.get(member);
                if (late != null && !late.equals(line)) {
                    held.remove(member);
                    member.send(late);
                }
            }
        }

        private void send(String line) {
            try {
                out.write((line + "\r\n").getBytes(UTF_8));
            } catch (IOException _) {
                // Its reader will notice.
            }
        }

        private void end(String words) {
            ended = true;
            send("ERROR :" + words);
            channel.remove(this);
            try {
                socket.shutdownOutput();
            } catch (IOException _) {
                // It is gone already.
            }
        }
    }
}
