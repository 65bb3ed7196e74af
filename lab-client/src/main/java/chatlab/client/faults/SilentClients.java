package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;
import chatlab.client.swarm.SwarmException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Fault `silent`: connections that send nothing are told so and closed, and other clients are not
/// affected.
final class SilentClients {
    private final FaultSetup setup;

    SilentClients(FaultSetup setup) {
        this.setup = setup;
    }

    FaultReport run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        try (var server = setup.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var address = server.awaitReady().address();
            var clients = new ArrayList<RawClient>();
            for (int i = 0; i < setup.sizes().silent(); i++) {
                clients.add(new RawClient(address));
            }
            var result = setup.swarm(address, 1);
            var farewells =
                    threads.invokeAll(
                            clients.stream()
                                    .<Callable<List<String>>>map(client -> client::rest)
                                    .toList());
            long told =
                    farewells.stream()
                            .filter(words ->
                                    words.resultNow().toString().contains("Registration timeout"))
                            .count();
            clients.forEach(RawClient::close);
            server.stop();
            var complaints = server.complaints();
            return new FaultReport(
                    Fault.SILENT,
                    told == setup.sizes().silent()
                            && result.audit().clean()
                            && complaints.isEmpty(),
                    FaultReport.withLog(
                            complaints,
                            "%d connections sent nothing; the server told %d of them why it closed them"
                                    .formatted(setup.sizes().silent(), told),
                            "meanwhile %d others exchanged %d messages; lost %d"
                                    .formatted(
                                            setup.sizes().readers(),
                                            result.sent(),
                                            result.audit().lost())));
        }
    }
}
