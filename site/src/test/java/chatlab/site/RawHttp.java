package chatlab.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A connection on which a test can send what no browser would: forged hosts, origins and paths.
final class RawHttp implements AutoCloseable {
    private static final int MILLIS = 60_000;

    private final Socket socket;
    private final DataInputStream in;

    RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /// @param head the status line and the headers
    record Response(List<String> head, String body) {
        int status() {
            return Integer.parseInt(head.getFirst().split(" ", -1)[1]);
        }

        String header(String name) {
            var prefix = name.toLowerCase(Locale.ROOT) + ": ";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    /// Sends one request on a connection of its own.
    ///
    /// @param head the request line and the headers
    static Response send(int port, String body, String... head) throws IOException {
        try (var http = new RawHttp(port)) {
            http.write(body, head);
            return http.read();
        }
    }

    void write(String body, String... head) throws IOException {
        var text = String.join("\r\n", head) + "\r\n\r\n" + body;
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    Response read() throws IOException {
        var head = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) head.add(line);
        var response = new Response(head, "");
        var length = response.header("Content-Length");
        if (response.status() == 101 || length.isEmpty()) return response;
        return new Response(head, new String(in.readNBytes(Integer.parseInt(length)), UTF_8));
    }

    private String line() throws IOException {
        var bytes = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException("the server closed the connection");
            if (next != '\r') bytes.append((char) next);
        }
        return new String(bytes.toString().getBytes(ISO_8859_1), UTF_8);
    }

    /// One frame that the server sent.
    @SuppressWarnings("ArrayRecordComponent") // read once
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, UTF_8);
        }

        /// Of a frame that closes the socket.
        int code() {
            return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        }
    }

    Frame frame() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        long length = in.readUnsignedByte() & 0x7F;
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = in.readLong();
        return new Frame(opcode, in.readNBytes((int) length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
