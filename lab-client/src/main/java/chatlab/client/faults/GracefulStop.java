package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Fault `goodbye`: a server that is stopped first delivers the messages that it has accepted.
final class GracefulStop {
    private static final int WAITING = 400;

    private final FaultSetup setup;

    GracefulStop(FaultSetup setup) {
        this.setup = setup;
    }

    FaultReport run() throws ServerFailedException, IOException, InterruptedException {
        try (var server = setup.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var address = server.awaitReady().address();
            var readers = new ArrayList<RawClient>();
            for (int i = 0; i < setup.sizes().stalled(); i++) {
                readers.add(RawClient.in(address, "reader" + i, FaultSetup.CHANNEL));
            }
            try (var ann = RawClient.in(address, "ann", FaultSetup.CHANNEL)) {
                for (int i = 0; i < WAITING; i++) {
                    ann.send(
                            "PRIVMSG "
                                    + FaultSetup.CHANNEL
                                    + " :"
                                    + "x".repeat(FaultSetup.PAYLOAD));
                }
                ann.send("PING all-taken");
                ann.until("PONG");
                long began = System.nanoTime();
                var reading = readers.stream().map(r -> threads.submit(r::rest)).toList();
                server.stop();
                long millis = (System.nanoTime() - began) / 1_000_000;
                threads.shutdown();
                // Messages in flight still arrive; then the connections end.
                boolean haveEnded = threads.awaitTermination(30, TimeUnit.SECONDS);
                long whole = 0;
                long told = 0;
                for (var future : reading) {
                    if (future.state() != Future.State.SUCCESS) continue;
                    var lines = future.resultNow();
                    whole +=
                            lines.stream().filter(l -> l.contains(" PRIVMSG ")).count() == WAITING
                                    ? 1
                                    : 0;
                    told += lines.getLast().contains("Server shutting down") ? 1 : 0;
                }
                readers.forEach(RawClient::close);
                return new FaultReport(
                        Fault.GOODBYE,
                        haveEnded && whole == readers.size() && told == readers.size(),
                        List.of(
                                "%d messages waited for each of %d clients when the server was stopped"
                                        .formatted(WAITING, readers.size()),
                                "%d clients got all of them, %d were told that the server shuts down"
                                        .formatted(whole, told),
                                "the shutdown took %d ms".formatted(millis)));
            }
        }
    }
}
