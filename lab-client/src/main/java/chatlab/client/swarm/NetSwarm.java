package chatlab.client.swarm;

import chatlab.client.audit.NetAudit;
import chatlab.client.audit.ReceiveLog;
import chatlab.client.child.ServerFailedException;
import chatlab.client.net.FaultSchedule;
import chatlab.client.net.NetFault;
import chatlab.client.net.ServerNet;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// A swarm on several servers: client number i is on server i modulo their number. Confined to the
/// swarm's thread.
public final class NetSwarm {
    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SwarmPlan plan;
    private final ServerNet net;
    private final FaultSchedule schedule;
    private final List<int[]> bounds = new ArrayList<>();

    /// Numbers of refused messages, by sender.
    private final Map<Integer, BitSet> refused = new TreeMap<>();

    private long askedAt;
    private List<ReceiveLog> logs = List.of();
    private int[] sent = {};

    /// The result of a swarm, and what it was on several servers.
    public record Result(SwarmResult swarm, NetAudit audit, Set<String> promises) {}

    /// Runs a swarm and audits it.
    ///
    /// @param faults whose servers are in the net
    /// @param loss percent of the packets
    public static Result run(
            SwarmPlan plan,
            ServerNet net,
            List<NetFault> faults,
            double loss,
            SwarmProgress progress)
            throws SwarmException, InterruptedException {
        var swarm = new NetSwarm(plan, net, faults, loss);
        var result = Swarm.run(plan, progress, null, swarm.servers());
        return new Result(result, swarm.audit(result), net.promises());
    }

    private NetSwarm(SwarmPlan plan, ServerNet net, List<NetFault> faults, double loss) {
        this.plan = plan;
        this.net = net;
        schedule = new FaultSchedule(net, faults, loss);
    }

    private int server(int client) {
        return client % net.size();
    }

    private SwarmServers servers() {
        return new SwarmServers() {
            @Override
            public InetSocketAddress address(int client) {
                return net.address(server(client));
            }

            @Override
            public void sending(long nanos, int[] sentSoFar)
                    throws SwarmException, InterruptedException {
                try {
                    if (schedule.step(Duration.ofNanos(nanos))) bounds.add(sentSoFar.clone());
                } catch (ServerFailedException e) {
                    throw SwarmException.failed(e);
                }
            }

            @Override
            public boolean isUndisturbed() {
                return schedule.isDone();
            }

            @Override
            public boolean isQuiet() throws SwarmException, InterruptedException {
                long now = System.nanoTime();
                if (now - askedAt < ASK_NANOS) return false;
                askedAt = now;
                try {
                    return net.isQuiet();
                } catch (ServerFailedException e) {
                    throw SwarmException.failed(e);
                }
            }

            @Override
            public void refused(int client, int sequence) {
                refused.computeIfAbsent(client, _ -> new BitSet()).set(sequence);
            }

            @Override
            public void ended(List<ReceiveLog> all, int[] taken) {
                logs = all;
                sent = taken;
            }
        };
    }

    private NetAudit audit(SwarmResult result) {
        var stayed = new BitSet();
        for (int client = 0; client < logs.size(); client++) {
            var receiver = result.audit().receivers().get(client);
            stayed.set(client, isUp(receiver.disconnected(), client));
        }
        var run =
                new NetAudit.Run(
                        logs,
                        Arrays.stream(sent).boxed().toList(),
                        IntStream.range(0, plan.senders())
                                .mapToObj(sender -> refused.getOrDefault(sender, new BitSet()))
                                .toList(),
                        IntStream.range(0, logs.size())
                                .mapToObj(client -> net.name(server(client)))
                                .toList(),
                        stayed,
                        bounds);
        return NetAudit.of(run, result.audit());
    }

    /// A client that its living server has thrown out has lost what it did not get.
    private boolean isUp(@Nullable String disconnected, int client) {
        return disconnected == null || net.isAlive(server(client));
    }
}
