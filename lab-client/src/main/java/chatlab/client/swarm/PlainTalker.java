package chatlab.client.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.client.audit.ReceiveLog;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.BitSet;

/// One client of a [PlainSwarm], as a beginner writes it: a socket, a thread that reads lines, and
/// a method that sends some. A churner connects again and again, each time by a new socket.
///
/// All fields are guarded by the monitor of the swarm, which calls every method with it.
final class PlainTalker {
    private static final int CONNECT_MILLIS = 5_000;

    enum State {
        OUT,
        /// Connected, and it is unknown whether it is in the channel.
        JOINING,
        IN,
        /// It has ended its output, and reads until the server ends the rest.
        LEAVING,
        /// The server has cut it off.
        GONE
    }

    /// Receives what the server sends, on the thread that reads it, without the monitor.
    interface Listener {
        void line(PlainTalker talker, String line);

        void ended(PlainTalker talker, Socket connection, String reason);
    }

    private final int index;
    private final ReceiveLog log;
    private final Listener listener;
    private State state = State.OUT;
    private Socket socket = new Socket();
    private @Nullable String lastWords;

    // Its latest mark: the number, who has not heard it, whether anybody has, and how often and
    // when it was said.
    private int mark;
    private BitSet unheard = new BitSet();
    private boolean isHeard;
    private int repeats;
    private long saidAt;

    PlainTalker(int index, ReceiveLog log, Listener listener) {
        this.index = index;
        this.log = log;
        this.listener = listener;
    }

    int index() {
        return index;
    }

    ReceiveLog log() {
        return log;
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
    }

    int mark() {
        return mark;
    }

    BitSet unheard() {
        return unheard;
    }

    boolean isHeard() {
        return isHeard;
    }

    int repeats() {
        return repeats;
    }

    long saidAt() {
        return saidAt;
    }

    @Nullable String lastWords() {
        return lastWords;
    }

    void lastWords(String words) {
        lastWords = words;
    }

    boolean isOn(Socket connection) {
        return socket == connection;
    }

    void connect(InetSocketAddress server) throws IOException {
        var connection = new Socket();
        socket = connection;
        connection.setTcpNoDelay(true);
        connection.connect(server, CONNECT_MILLIS);
        state = State.JOINING;
        Thread.ofVirtual().name("plain swarm " + index).start(() -> read(connection));
    }

    private void read(Socket connection) {
        var reason = "the server closed the connection";
        try (connection;
                var in =
                        new BufferedReader(
                                new InputStreamReader(connection.getInputStream(), UTF_8))) {
            in.lines().forEach(line -> listener.line(this, line));
        } catch (IOException | UncheckedIOException e) {
            reason = String.valueOf(e.getMessage());
        }
        listener.ended(this, connection, reason);
    }

    /// Begins a new mark, to be said next.
    ///
    /// @param listeners who should hear it
    void newMark(BitSet listeners) {
        mark++;
        unheard = listeners;
        isHeard = false;
        repeats = 0;
    }

    /// A client has heard the latest mark.
    void heardBy(int listener) {
        unheard.clear(listener);
        isHeard = true;
    }

    /// Sends whole lines, the last of which is the latest mark.
    void say(byte[] lines, long now) {
        saidAt = now;
        repeats++;
        try {
            socket.getOutputStream().write(lines);
        } catch (IOException _) {
            // The thread that reads hears of it, too.
        }
    }

    /// Ends its output. What is on its way to it still arrives.
    void leave() {
        state = State.LEAVING;
        try {
            socket.shutdownOutput();
        } catch (IOException _) {
            // The thread that reads hears of it, too.
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // Nobody uses this connection any more.
        }
    }
}
