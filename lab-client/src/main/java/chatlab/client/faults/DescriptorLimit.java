package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.swarm.SwarmException;

import java.io.IOException;
import java.net.InetSocketAddress;
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

    /// The server does all of it once before: to load a class may take a descriptor.
    private static void rehearse(InetSocketAddress server, RawClient ann, RawClient bob)
            throws IOException {
        RawClient.in(server, "eve", FaultSetup.CHANNEL).close();
        bob.until("QUIT");
        ann.send("PRIVMSG " + FaultSetup.CHANNEL + " :hello");
        bob.until("PRIVMSG");
    }

    FaultReport run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var limited = List.of("sh", "-c", "ulimit -n " + DESCRIPTORS + "; exec \"$0\" \"$@\"");
        try (var server =
                ServerProcess.start(limited, setup.mainClass(), setup.serverArguments())) {
            var address = server.awaitReady().address();
            var crowd = new ArrayList<RawClient>();
            boolean said;
            try (var ann = RawClient.in(address, "ann", FaultSetup.CHANNEL);
                    var bob = RawClient.in(address, "bob", FaultSetup.CHANNEL)) {
                rehearse(address, ann, bob);
                for (int i = 0; i < DESCRIPTORS; i++) { // the kernel queues those beyond the limit
                    crowd.add(new RawClient(address));
                }
                said = server.awaitComplaint("cannot accept");
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
