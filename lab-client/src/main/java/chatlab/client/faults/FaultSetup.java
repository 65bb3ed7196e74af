package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.swarm.Swarm;
import chatlab.client.swarm.SwarmException;
import chatlab.client.swarm.SwarmLine;
import chatlab.client.swarm.SwarmPlan;
import chatlab.client.swarm.SwarmProgress;
import chatlab.client.swarm.SwarmResult;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// What all faults share: how to start a server, and a swarm of well-behaved clients.
///
/// @param mainClass the main class of the `lab` command
/// @param serverArguments arguments of every server
/// @param judgesSpeed whether the other clients must keep nine tenths of their throughput
record FaultSetup(
        String mainClass,
        List<String> serverArguments,
        FaultSizes sizes,
        boolean judgesSpeed,
        long seed,
        SwarmLine progress) {

    static final String CHANNEL = "#lab";
    static final int PAYLOAD = 256;
    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    FaultSetup {
        serverArguments = List.copyOf(serverArguments);
    }

    ServerProcess start() throws ServerFailedException {
        return ServerProcess.start(mainClass, serverArguments);
    }

    /// Runs a swarm on the server, without progress.
    ///
    /// @param round changes the seed
    SwarmResult swarm(InetSocketAddress server, int round)
            throws SwarmException, InterruptedException {
        var plan =
                new SwarmPlan(
                        server.getHostString(),
                        server.getPort(),
                        CHANNEL,
                        sizes.readers(),
                        SENDERS,
                        sizes.messages(),
                        0,
                        PAYLOAD,
                        seed + round,
                        0,
                        Duration.ZERO,
                        PATIENCE);
        return Swarm.run(plan, SwarmProgress.NONE);
    }
}
