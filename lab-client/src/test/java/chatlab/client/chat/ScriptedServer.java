package chatlab.client.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A server that does on each connection what a test says.
final class ScriptedServer implements AutoCloseable {
    @FunctionalInterface
    interface Conversation {
        void hold(Line line) throws IOException;
    }

    /// The server's end of one connection.
    static final class Line {
        private final Socket socket;
        private final BufferedReader in;

        /// Everything that the client sent.
        final List<String> heard = new ArrayList<>();

        private Line(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        /// Reads up to a line that begins like this; an empty text reads to the end.
        void hear(String beginning) throws IOException {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                if (!beginning.isEmpty() && line.startsWith(beginning)) {
                    return;
                }
            }
        }

        void hearToTheEnd() throws IOException {
            hear("");
        }

        void say(String... texts) throws IOException {
            for (var line : texts) {
                say((line + "\r\n").getBytes(UTF_8));
            }
        }

        void say(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /// Lets the client in and into #lab.
        ///
        /// @param news what it says in the channel at once
        void welcome(String... news) throws IOException {
            hear("USER");
            say(":s 001 ann :Welcome", ":s 422 ann :No MOTD");
            hear("PING lab-are-we-in");
            say(":ann!lab@host JOIN #lab");
            say(news);
            say(":s PONG s lab-are-we-in");
        }

        /// Confirms everything and says goodbye.
        void farewell() throws IOException {
            hear("PING lab-is-all-said");
            say(":s PONG s lab-is-all-said");
            hear("QUIT");
        }
    }

    private final ServerSocket listener;
    private final Queue<Conversation> conversations;

    /// The connections so far.
    final List<Line> lines = new ArrayList<>();

    private final Thread thread;

    /// @param conversations one per connection; after the last, connections are refused
    ScriptedServer(Conversation... conversations) throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.conversations = new ConcurrentLinkedQueue<>(List.of(conversations));
        thread = Thread.ofVirtual().name("scripted-server").start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!conversations.isEmpty()) {
            try (var socket = listener.accept()) {
                var line = new Line(socket);
                synchronized (lines) {
                    lines.add(line);
                }
                if (conversations.size() == 1) {
                    listener.close();
                }
                conversations.remove().hold(line);
            } catch (IOException _) {
                if (listener.isClosed()) {
                    return; // The test is over, or the client went away.
                }
            }
        }
    }

    /// What came on this connection. Called after the client has left.
    List<String> heard(int connection) throws InterruptedException {
        thread.join();
        synchronized (lines) {
            return lines.get(connection).heard;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (lines) {
            for (var line : lines) {
                line.socket.close();
            }
        }
    }
}
