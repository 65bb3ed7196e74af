package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;
import chatlab.client.swarm.SwarmException;

import java.io.IOException;
import java.util.concurrent.Executors;

/// Fault `garbage`: random lines and one line that is far too long.
final class Garbage {
    private final FaultSetup setup;

    Garbage(FaultSetup setup) {
        this.setup = setup;
    }

    FaultReport run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        try (var server = setup.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var address = server.awaitReady().address();
            var noise = new Noise(setup.seed());
            int connections = 0;
            long endless = 0;
            for (int sent = 0; sent < setup.sizes().lines(); connections++) {
                try (var client = new RawClient(address)) {
                    if (connections % 2 == 0) { // the others send garbage before they register
                        client.send("NICK noise");
                        client.send("USER noise 0 * :noise");
                    }
                    var reading = threads.submit(client::rest);
                    sent += send(client, noise, Math.min(1000, setup.sizes().lines() - sent));
                    client.hangUp();
                    reading.cancel(true);
                }
            }
            try (var client = new RawClient(address)) {
                client.sendRaw(new byte[1_000_000]);
                client.send("");
                endless = client.until("417").size();
            }
            var result = setup.swarm(address, 1);
            server.stop();
            var complaints = server.complaints();
            return new FaultReport(
                    Fault.GARBAGE,
                    result.audit().clean() && complaints.isEmpty() && endless > 0,
                    FaultReport.withLog(
                            complaints,
                            "%d random lines (seed %d) over %d connections"
                                    .formatted(setup.sizes().lines(), setup.seed(), connections),
                            "the server answered a line of 1 MB with 417",
                            "afterwards %d others exchanged %d messages; lost %d"
                                    .formatted(
                                            setup.sizes().readers(),
                                            result.sent(),
                                            result.audit().lost())));
        }
    }

    /// Sends noise until `lines` are sent or the server ends the connection, as after a QUIT.
    private static int send(RawClient client, Noise noise, int lines) {
        for (int sent = 1; sent <= lines; sent++) {
            try {
                client.sendRaw(noise.line());
            } catch (IOException _) {
                return sent;
            }
        }
        return lines;
    }
}
