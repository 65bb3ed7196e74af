package chatlab.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.client.TestServer.Fate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A small server for clients that know no IRC, with one lock, that does on request what a broken
/// server does.
public final class PlainServer implements AutoCloseable {
    @FunctionalInterface
    public interface Mischief {
        /// Decides over one line on its way to one receiver, the connections being numbered from 0.
        Fate of(String line, int receiver);
    }

    private final ServerSocket listener;
    private final Mischief mischief;
    private final List<Socket> channel = new ArrayList<>();
    private final List<Socket> everybody = new ArrayList<>();

    /// By sender and receiver.
    private final Map<List<Socket>, String> held = new HashMap<>();

    public PlainServer(Mischief mischief) {
        this.mischief = mischief;
        try {
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("plain test listener").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                synchronized (this) {
                    everybody.add(client);
                    channel.add(client);
                }
                Thread.ofVirtual().name("plain test client").start(() -> serve(client));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client;
                var in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
            in.lines().forEach(line -> say(client, line));
            synchronized (this) {
                channel.remove(client);
                send(client, "Closing link");
            }
        } catch (IOException | UncheckedIOException _) {
            // The client has gone, or the test is over.
        }
    }

    private synchronized void say(Socket sender, String text) {
        var line = "guest" + sender.getPort() + ": " + text;
        for (var member : List.copyOf(channel)) {
            if (member == sender) continue;
            switch (mischief.of(text, everybody.indexOf(member))) {
                case ARRIVES -> send(member, line);
                case IS_LOST -> {}
                case COMES_TWICE -> {
                    send(member, line);
                    send(member, line);
                }
                case COMES_LATE -> held.put(List.of(sender, member), line);
                case IS_DAMAGED -> send(member, line.substring(0, line.length() - 3));
                case KILLS_RECEIVER -> end(member);
                case KILLS_SENDER -> end(sender);
            }
            var late = held.get(List.of(sender, member));
            if (late != null && !late.equals(line)) {
                held.remove(List.of(sender, member));
                send(member, late);
            }
        }
    }

    private static void send(Socket client, String line) {
        try {
            client.getOutputStream().write((line + "\n").getBytes(UTF_8));
        } catch (IOException _) {
            // Its reader will notice.
        }
    }

    private void end(Socket client) {
        channel.remove(client);
        send(client, "Closing link");
        try {
            client.shutdownOutput();
        } catch (IOException _) {
            // It is gone already.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (var client : everybody) client.close();
    }
}
