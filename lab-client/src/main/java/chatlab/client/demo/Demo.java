package chatlab.client.demo;

import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.swarm.Swarm;
import chatlab.client.swarm.SwarmException;
import chatlab.client.swarm.SwarmPlan;
import chatlab.client.swarm.SwarmProgress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs the same swarm against one broadcast strategy after the other, each in a server of its own.
final class Demo {
    /// A broken one comes first: the other results count only if the audit can find a fault.
    static final List<String> STRATEGIES = List.of("unsafe", "synchronized", "rwlock", "cow");

    /// One fault is enough to catch a broken strategy, and a spectator waits for the first row.
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private final String mainClass;
    private final SwarmPlan plan;
    private final List<String> serverArguments;

    /// @param mainClass the main class of the `lab` command
    /// @param plan what the swarm does to each server; host and port are the server's
    /// @param serverArguments arguments of every server, besides its strategy
    Demo(String mainClass, SwarmPlan plan, List<String> serverArguments) {
        this.mainClass = mainClass;
        this.plan = plan;
        this.serverArguments = List.copyOf(serverArguments);
    }

    /// Starts a server with this strategy and stops it again, so that a wrong name fails early.
    void check(String strategy) throws ServerFailedException, InterruptedException {
        try (var server = start(strategy)) {
            server.awaitReady();
            server.stop();
        }
    }

    /// Puts the whole load on a strategy; but on one that is broken on purpose only the beginning
    /// of it, unless that shows no fault.
    DemoRun run(String strategy, SwarmProgress progress)
            throws ServerFailedException, SwarmException, InterruptedException {
        var run = run(strategy, plan.sendingFor(FIRST_LOOK), progress);
        return run.judgment() == Judgment.MISSED ? run(strategy, plan, progress) : run;
    }

    /// @param ifBroken the load if the strategy is broken on purpose
    private DemoRun run(String strategy, SwarmPlan ifBroken, SwarmProgress progress)
            throws ServerFailedException, SwarmException, InterruptedException {
        try (var server = start(strategy)) {
            var ready = server.awaitReady();
            var load = ready.twin() == null ? plan : ifBroken;
            var result = Swarm.run(load.at(ready.host(), ready.port()), progress);
            var summary = server.stop();
            return new DemoRun(ready.strategy(), ready.twin(), result, summary.strategyErrors());
        }
    }

    private ServerProcess start(String strategy) throws ServerFailedException {
        var arguments = new ArrayList<>(serverArguments);
        arguments.addAll(ServerProcess.WITHOUT_HISTORY);
        arguments.addAll(List.of("--strategy", strategy));
        return ServerProcess.start(mainClass, arguments);
    }
}
