package chatlab.client;

import java.util.ArrayList;
import java.util.List;

/// The demo: the same swarm against one broadcast strategy after the other, each in a server of its
/// own.
final class Demo {
    /// Broken first: what follows means something only if the audit can find a fault.
    static final List<String> STRATEGIES = List.of("unsafe", "synchronized", "rwlock", "cow");

    private final String mainClass;
    private final SwarmPlan plan;
    private final List<String> serverArguments;

    /// @param mainClass the class of the `lab` command
    /// @param plan what the swarm does to each server; host and port are the server's
    /// @param serverArguments what every server is told besides its strategy
    Demo(String mainClass, SwarmPlan plan, List<String> serverArguments) {
        this.mainClass = mainClass;
        this.plan = plan;
        this.serverArguments = List.copyOf(serverArguments);
    }

    /// Starts a server with this strategy and stops it again, so that a wrong name shows now.
    void check(String strategy) throws ServerFailedException, InterruptedException {
        try (var server = start(strategy)) {
            server.awaitReady();
            server.stop();
        }
    }

    DemoRun run(String strategy, Progress progress)
            throws ServerFailedException, SwarmException, InterruptedException {
        try (var server = start(strategy)) {
            var ready = server.awaitReady();
            var result = Swarm.run(plan.at(ready.host(), ready.port()), progress);
            var summary = server.stop();
            return new DemoRun(ready.strategy(), ready.twin(), result, summary.strategyErrors());
        }
    }

    private ServerProcess start(String strategy) throws ServerFailedException {
        var arguments = new ArrayList<>(serverArguments);
        arguments.addAll(List.of("--strategy", strategy));
        return ServerProcess.start(mainClass, arguments);
    }
}
