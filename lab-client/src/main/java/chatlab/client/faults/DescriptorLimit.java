package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.swarm.SwarmException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Fault `descriptors`: a server that runs out of file descriptors keeps its clients, logs it, and
/// accepts new clients when descriptors are free again.
final class DescriptorLimit {
    private static final int DESCRIPTORS = 150;

    private final FaultSetup setup;

    DescriptorLimit(FaultSetup setup) {
        this.setup = setup;
    }

    FaultReport run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var limited = List.of("sh", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$0\" \"$@\"");
        try (var server =
                ServerProcess.start(limited, setup.mainClass(), setup.serverArguments())) {
            var address = server.awaitReady().address();
            var crowd = new ArrayList<RawClient>();
            try (var ann = RawClient.in(address, "ann", FaultSetup.CHANNEL);
                    var bob = RawClient.in(address, "bob", FaultSetup.CHANNEL)) {
                for (int i = 0; i < DESCRIPTORS; i++) { // the kernel queues those beyond the limit
                    crowd.add(new RawClient(address));
                }
                ann.send("PRIVMSG " + FaultSetup.CHANNEL + " :still here");
                bob.until("PRIVMSG");
                crowd.forEach(RawClient::close);
                try (var eve = RawClient.in(address, "eve", FaultSetup.CHANNEL)) {
                    eve.send("PRIVMSG " + FaultSetup.CHANNEL + " :back again");
                    bob.until("PRIVMSG");
                }
            }
            server.stop();
            var complaints = server.complaints();
            boolean said = complaints.stream().anyMatch(line -> line.contains("cannot accept"));
            boolean recovered =
                    complaints.stream().anyMatch(line -> line.contains("accepted again"));
            return new FaultReport(
                    Fault.DESCRIPTORS,
                    said && recovered && complaints.size() <= 4,
                    List.of(
                            "%d descriptors, %d clients".formatted(DESCRIPTORS, DESCRIPTORS + 2),
                            "members could still talk; a client that came after others had left got"
                                    + " in",
                            "the server logged: " + String.join(" / ", complaints)));
        }
    }
}
