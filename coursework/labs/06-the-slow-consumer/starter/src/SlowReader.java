import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client of the chat that joins #lab and reads what is said there.
///
/// TODO Once it has joined, it must stop reading, but stay connected until it is interrupted.
///
/// Run: `java src/SlowReader.java 8080`
public final class SlowReader {
    private SlowReader() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
        try (var socket = new Socket()) {
            // A small buffer, so that the server's writes block soon.
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            send(socket, "NICK slow");
            send(socket, "USER slow 0 * :A slow reader");
            send(socket, "JOIN #lab");
            var lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("PING")) send(socket, line.replaceFirst("PING", "PONG"));
                if (line.contains(" 366 ")) System.out.println("I am in."); // the end of the names
            }
        }
        System.out.println("The server has ended the connection.");
    }

    private static void send(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
