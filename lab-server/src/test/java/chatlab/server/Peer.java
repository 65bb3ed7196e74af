package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.protocol.Message;
import chatlab.protocol.Parsed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client that does what a test tells it, on a real socket. A read that takes a minute fails.
final class Peer implements AutoCloseable {
    private static final int WATCHDOG_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;
    private int pings;

    Peer(ChatServer server) throws IOException {
        this(new Socket(server.address().getAddress(), server.address().getPort()));
    }

    /// Speaks over an open connection.
    Peer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(WATCHDOG_MILLIS);
        socket.setTcpNoDelay(true);
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
    }

    /// Connects and registers, and reads the whole welcome.
    static Peer registered(ChatServer server, String nick) throws IOException {
        var peer = new Peer(server);
        peer.register(nick);
        peer.until("376");
        return peer;
    }

    /// Asks for registration, and reads nothing.
    void register(String nick) throws IOException {
        send("NICK " + nick);
        send("USER " + nick + " 0 * :" + nick + " of the tests");
    }

    /// Like [#registered], and joins channels and reads their names.
    static Peer in(ChatServer server, String nick, String... channels) throws IOException {
        var peer = registered(server, nick);
        for (var channel : channels) {
            peer.send("JOIN " + channel);
            peer.until("366");
        }
        return peer;
    }

    void send(String line) throws IOException {
        sendRaw((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// The next line; null at the end.
    String line() throws IOException {
        return in.readLine();
    }

    Message next() throws IOException {
        Parsed parsed = Message.parse(line());
        assertThat(parsed).isInstanceOf(Message.class);
        return (Message) parsed;
    }

    /// Reads up to and including the first message with this command.
    List<Message> until(String command) throws IOException {
        var read = new ArrayList<Message>();
        do {
            read.add(next());
        } while (!read.getLast().command().equals(command));
        return read;
    }

    /// All unread lines before the server's answer to a PING sent now.
    List<String> drain() throws IOException {
        var token = "drain" + ++pings;
        send("PING " + token);
        var lines = new ArrayList<String>();
        for (String line = line(); !line.endsWith(" " + token); line = line()) lines.add(line);
        return lines;
    }

    /// What the server answers to a command.
    List<String> ask(String line) throws IOException {
        send(line);
        return drain();
    }

    /// Stops sending, like a client whose user has closed the window.
    void hangUp() throws IOException {
        socket.shutdownOutput();
    }

    /// Reads and ignores everything up to the end of the connection.
    void skipAll() {
        try {
            while (in.readLine() != null) {}
        } catch (IOException _) {
            // This is the end, too.
        }
    }

    /// Ends the connection at once.
    void cut() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
