package chatlab.site.irc;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.protocol.LineDecoder;
import chatlab.protocol.LineDecoder.Line;
import chatlab.protocol.Message;
import chatlab.site.Routes;
import chatlab.site.SiteSocket;
import chatlab.site.SocketLimits;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;

/// One web client of a chat server: passes the lines of IRC between its WebSocket and a connection
/// of its own to the server, as [IRCv3](https://ircv3.net/specs/extensions/websocket) specifies.
/// One message is one line without its end.
///
/// To the server this is a client like any other, with the same limits and the same outbox. The
/// bridge queues nothing: it reads one line from the server, and reads the next when the browser
/// has taken it. So if a browser is slow, its connection fills, then its outbox, and the server's
/// policy decides. What a browser sends too fast waits in the same way.
public final class IrcBridge implements SiteSocket.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(IrcBridge.class);

    private static final String BINARY = "binary.ircv3.net";
    private static final List<String> SUBPROTOCOLS = List.of("text.ircv3.net", BINARY);

    /// A longer message closes the socket. The server answers a line that is just too long with
    /// 417.
    private static final int MOST_BYTES = 2 * (Message.MAX_TAG_BYTES + Message.MAX_BYTES);

    /// The chat server has its own limits, for all its clients; this one is for what no person and
    /// no client needs.
    private static final SocketLimits LIMITS = new SocketLimits(MOST_BYTES, 1_000, 5_000);

    /// Small, so that the server soon learns that a browser is slow.
    private static final int RECEIVE_BUFFER = 64 * 1024;

    private static final int CONNECT_MILLIS = 5_000;
    private static final int NORMAL = 1000;
    private static final int POLICY = 1008;
    private static final int TRY_LATER = 1013;

    private final SiteSocket browser;
    private final Socket server;

    private IrcBridge(SiteSocket browser, Socket server) {
        this.browser = browser;
        this.server = server;
    }

    /// Where the chat server is. Called on a virtual thread for each new socket.
    @FunctionalInterface
    public interface Server {
        /// Finds the server, or starts it.
        ///
        /// @throws IOException with a sentence for the user, if there is none
        InetSocketAddress address() throws IOException;
    }

    /// Adds a WebSocket for web clients.
    public static Routes addTo(Routes routes, String path, Server server) {
        return routes.socket(path, LIMITS, SUBPROTOCOLS, browser -> open(browser, server));
    }

    private static SiteSocket.Listener open(SiteSocket browser, Server server) {
        var socket = new Socket();
        try {
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
            socket.setTcpNoDelay(true); // each message is written at once
            socket.connect(server.address(), CONNECT_MILLIS);
        } catch (IOException e) {
            LOG.debug("no chat server", e);
            close(socket);
            browser.close(TRY_LATER, "The chat server does not answer.");
            return _ -> {};
        }
        var bridge = new IrcBridge(browser, socket);
        Thread.ofVirtual().name("web client " + socket.getLocalPort()).start(bridge::passOn);
        return bridge;
    }

    @Override
    public void text(String message) {
        int end = message.length();
        // Some clients send the line's end too.
        while (end > 0 && isLineEnd(message.charAt(end - 1))) end--;
        var line = message.substring(0, end);
        if (line.chars().anyMatch(letter -> isLineEnd((char) letter))) {
            browser.close(POLICY, "One message must be one line.");
            return;
        }
        try {
            server.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
        } catch (IOException _) {
            // The thread that reads the server sees its end, and tells the browser.
        }
    }

    private static boolean isLineEnd(char letter) {
        return letter == '\r' || letter == '\n';
    }

    /// Bytes that are not UTF-8 become U+FFFD, as they do for every client of the server.
    @Override
    public void binary(byte[] message) {
        text(new String(message, UTF_8));
    }

    @Override
    public void closed() {
        close(server);
    }

    private void passOn() {
        boolean isBinary = browser.subprotocol().equals(BINARY);
        try (server) {
            var in = server.getInputStream();
            var lines = new LineDecoder();
            var bytes = new byte[8 * 1024];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                lines.feed(ByteBuffer.wrap(bytes, 0, n));
                for (var line = lines.next(); line != null; line = lines.next()) {
                    if (!(line instanceof Line.Text(var text, _)))
                        continue; // the server sends none
                    if (isBinary) browser.send(text.getBytes(UTF_8));
                    else browser.send(text);
                }
            }
        } catch (IOException e) {
            LOG.debug("a web client or its connection to the server is gone", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        browser.close(NORMAL, "The chat server has closed the connection.");
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // The connection is gone either way.
        }
    }
}
