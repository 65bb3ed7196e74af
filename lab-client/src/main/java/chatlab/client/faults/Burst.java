package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Fault `burst`: one client sends thousands of lines in one write. Every member of the channel
/// that reads gets them all in order, and none is disconnected.
final class Burst {
    private static final int READERS = 32;
    private static final String TEXT = "z".repeat(80);

    private final FaultSetup setup;

    Burst(FaultSetup setup) {
        this.setup = setup;
    }

    FaultReport run() throws ServerFailedException, IOException, InterruptedException {
        int lines = setup.sizes().burst();
        var readers = new ArrayList<RawClient>();
        try (var server = setup.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var address = server.awaitReady().address();
            var reading = new ArrayList<Future<Integer>>();
            for (int i = 0; i < READERS; i++) {
                var reader = member(address, "reader" + i);
                readers.add(reader);
                reading.add(threads.submit(() -> inOrder(reader, lines)));
            }
            int whole = 0;
            try (var sender = member(address, "sender")) {
                sender.sendRaw(burst(lines));
                for (var reader : reading) {
                    if (reader.get() == lines) whole++;
                }
            } catch (ExecutionException e) {
                throw new IOException("a reader failed: " + e.getMessage(), e);
            }
            server.stop();
            var complaints = server.complaints();
            return new FaultReport(
                    Fault.BURST,
                    whole == READERS && complaints.isEmpty(),
                    FaultReport.withLog(
                            complaints,
                            "one client sent %d lines in one write; %d of %d readers got all of them in order"
                                    .formatted(lines, whole, READERS)));
        } finally {
            readers.forEach(RawClient::close);
        }
    }

    private static RawClient member(InetSocketAddress server, String nick) throws IOException {
        var client = new RawClient(server, RawClient.USUAL_BUFFER);
        client.register(nick);
        client.join(FaultSetup.CHANNEL);
        return client;
    }

    private static byte[] burst(int lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append("PRIVMSG %s :%d %s\r\n".formatted(FaultSetup.CHANNEL, i, TEXT));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads until all lines or the end of the connection have come.
    ///
    /// @return how many lines came in order
    private static int inOrder(RawClient reader, int lines) {
        int next = 0;
        while (next < lines) {
            var line = reader.lineOrEnd();
            if (line == null) return next;
            if (line.contains(" PRIVMSG %s :%d ".formatted(FaultSetup.CHANNEL, next))) next++;
        }
        return next;
    }
}
