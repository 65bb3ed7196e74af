package chatlab.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.protocol.Message;
import chatlab.protocol.Source;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;

/// One client that knows no IRC. A line that it sends is said in `#lab`; what others say there
/// reaches it as `nick: text`. It registers nothing: its nick is `guest` and its port.
///
/// To the chat server this is a client like any other, on a connection of its own, with the same
/// strategy and the same outbox. Nothing is queued here: one thread reads the client and writes to
/// the server, the other reads the server and writes to the client. If the client does not read,
/// its connection fills, then its outbox, and the server's policy decides.
final class PlainClient {
    private static final Logger LOG = LoggerFactory.getLogger(PlainClient.class);

    private static final String CHANNEL = "#lab";

    /// In characters. With its source, a line of this length fits into a message of IRC, whatever
    /// the characters are: each has at most 3 bytes in UTF-8 for each `char`.
    private static final int LONGEST = 120;

    private static final int CONNECT_MILLIS = 5_000;

    private final Socket client;
    private final InetSocketAddress address;
    private final Socket server = new Socket();

    PlainClient(Socket client, InetSocketAddress address) {
        this.client = client;
        this.address = address;
    }

    int port() {
        return client.getPort();
    }

    /// Serves the client to its end. Runs on a thread of its own.
    void run() {
        try (client;
                server) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(address, CONNECT_MILLIS);
            var nick = "guest" + port();
            send(Message.of("NICK", nick));
            send(Message.of("USER", nick, "0", "*", "a plain client"));
            send(Message.of("JOIN", CHANNEL));
            Thread.ofVirtual().name("plain client " + port() + " input").start(this::readClient);
            readServer();
        } catch (IOException e) {
            LOG.debug("a plain client is gone", e);
        }
    }

    /// Says what the client types. At its end, the server hears of it after all its lines. A client
    /// that has ended its output may still read, so nothing is closed here.
    private void readClient() {
        try {
            var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) say(line);
        } catch (IOException e) {
            LOG.debug("a plain client was cut off", e);
        }
        try {
            send(Message.of("QUIT"));
        } catch (IOException e) {
            LOG.debug("the server was gone first", e);
        }
    }

    /// A long line becomes several messages.
    private void say(String line) throws IOException {
        var text = line.replace("\0", "").stripTrailing();
        while (!text.isEmpty()) {
            int end = Math.min(text.length(), LONGEST);
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) end--;
            send(Message.of("PRIVMSG", CHANNEL, text.substring(0, end)));
            text = text.substring(end);
        }
    }

    private void readServer() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!(Message.parse(line) instanceof Message message)) continue;
            switch (message.command()) {
                case "PING" -> send(Message.of("PONG", message.parameter(0)));
                case "PRIVMSG", "NOTICE" -> show(message);
                case "ERROR" -> write(message.parameter(0));
                default -> {} // what a client of IRC would want to know
            }
        }
    }

    private void show(Message message) throws IOException {
        var source = message.source();
        boolean isOfTheChannel = message.parameter(0).equals(CHANNEL);
        if (source != null && isOfTheChannel) {
            write(Source.parse(source).nick() + ": " + message.parameter(1));
        }
    }

    private void write(String line) throws IOException {
        client.getOutputStream().write((line + "\n").getBytes(UTF_8));
    }

    /// Two threads send: the one that reads the client, and the one that answers a PING.
    private synchronized void send(Message message) throws IOException {
        server.getOutputStream().write(message.encode());
    }

    void close() {
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            LOG.debug("the connection was gone already", e);
        }
    }
}
