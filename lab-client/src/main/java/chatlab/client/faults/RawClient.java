package chatlab.client.faults;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client that sends exactly what it is given, valid or not, on a blocking socket. Used by one
/// thread at a time.
final class RawClient implements AutoCloseable {
    /// Small, so that the server soon notices a client that does not read.
    private static final int SMALL_BUFFER = 4096;

    /// As large as the system makes it.
    static final int USUAL_BUFFER = 0;

    private static final int CONNECT_MILLIS = 10_000;

    /// Longer than any timeout of the server that a fault waits for.
    private static final int READ_MILLIS = 180_000;

    private final Socket socket = new Socket();
    private final BufferedReader in;
    private final OutputStream out;

    RawClient(InetSocketAddress server) throws IOException {
        this(server, SMALL_BUFFER);
    }

    RawClient(InetSocketAddress server, int receiveBuffer) throws IOException {
        try {
            if (receiveBuffer != USUAL_BUFFER) socket.setReceiveBufferSize(receiveBuffer);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(server, CONNECT_MILLIS);
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Connects and registers.
    ///
    /// @throws IOException also if the server ends the connection before its welcome
    static RawClient registered(InetSocketAddress server, String nick) throws IOException {
        var client = new RawClient(server);
        try {
            client.register(nick);
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    /// Connects, registers and joins a channel.
    static RawClient in(InetSocketAddress server, String nick, String channel) throws IOException {
        var client = registered(server, nick);
        client.join(channel);
        return client;
    }

    void register(String nick) throws IOException {
        send("NICK " + nick);
        send("USER lab 0 * :a client");
        until("376");
    }

    void join(String channel) throws IOException {
        send("JOIN " + channel);
        until("366");
    }

    void send(String line) throws IOException {
        sendRaw((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /// Reads up to and including the first line with this command, and returns what was read.
    List<String> until(String command) throws IOException {
        return linesTo(" " + command + " ");
    }

    /// Reads up to the first line that contains this, and returns that line.
    String lineWith(String part) throws IOException {
        return linesTo(part).getLast();
    }

    /// Reads up to and including the first line that contains this.
    List<String> linesTo(String part) throws IOException {
        var read = new ArrayList<String>();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            read.add(line);
            if (line.contains(part)) {
                return read;
            }
        }
        throw new IOException("the connection ended before " + part.strip());
    }

    /// Reads everything up to the end of the connection, however it ends.
    List<String> rest() {
        var read = new ArrayList<String>();
        for (var line = lineOrEnd(); line != null; line = lineOrEnd()) {
            read.add(line);
        }
        return read;
    }

    /// The next line; null at the end of the connection, however it ends.
    @Nullable String lineOrEnd() {
        try {
            return in.readLine();
        } catch (IOException _) {
            return null;
        }
    }

    /// Closes the connection; a thread that reads from it sees its end.
    void hangUp() {
        try {
            socket.close();
        } catch (IOException _) {
            // The connection is gone, as intended.
        }
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() {
        hangUp();
    }
}
