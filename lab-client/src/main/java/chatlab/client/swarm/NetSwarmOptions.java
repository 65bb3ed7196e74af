package chatlab.client.swarm;

import chatlab.client.child.ServerFailedException;
import chatlab.client.net.NetFault;
import chatlab.client.net.ServerNet;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The options of `lab swarm` for several servers.
final class NetSwarmOptions {
    /// Of all senders together, if something happens to the servers: enough to see it.
    private static final double RATE = 300;

    /// How long the senders go on after the last fault.
    private static final Duration AFTERWARDS = Duration.ofSeconds(8);

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Start these servers as one net, such as a,b,c, and spread the clients over"
                            + " them.")
    private List<String> servers = List.of();

    @Option(
            names = "--relay",
            paramLabel = "NAME|FILE",
            description = "With --servers: how the servers broadcast; see 'lab relays'.")
    private String relay = "fifo";

    @Option(
            names = "--loss",
            paramLabel = "PERCENT",
            showDefaultValue = Visibility.NEVER,
            description = "With --servers: lose so many packets between servers, such as 5%%.")
    private String loss = "0%";

    @Option(
            names = "--kill",
            split = ",",
            paramLabel = "NAME@TIME",
            description = "With --servers: crash a server, such as b@5s after the first message.")
    private List<String> kills = List.of();

    @Option(
            names = "--split",
            split = ",",
            paramLabel = "NAME@TIME+TIME",
            description = "With --servers: part a server from the others, such as c@5s+10s.")
    private List<String> splits = List.of();

    @Option(
            names = "--pause",
            split = ",",
            paramLabel = "NAME@TIME+TIME",
            description = "With --servers: stop a server's process for a while, such as a@3s+4s.")
    private List<String> pauses = List.of();

    boolean isNet() {
        return !servers.isEmpty();
    }

    String relay() {
        return relay;
    }

    List<String> names() {
        return servers.stream().map(NetSwarmOptions::full).toList();
    }

    private static String full(String name) {
        return name.contains(".") ? name : name + ".lab";
    }

    /// What is wrong with these options, as a sentence; null if they are valid.
    @Nullable String objection() {
        if (!isNet()) {
            boolean any = !kills.isEmpty() || !splits.isEmpty() || !pauses.isEmpty();
            return any || !loss.equals("0%")
                    ? "--loss, --kill, --split and --pause need --servers a,b,c."
                    : null;
        }
        if (new HashSet<>(names()).size() < servers.size())
            return "--servers: each has its own name.";
        if (!loss.matches("\\d{1,2}(\\.\\d+)?%?")) {
            return "--loss " + loss + ": write percent of the packets, such as 5%.";
        }
        try {
            for (var fault : faults()) {
                if (!names().contains(fault.server())) {
                    return "There is no server %s in --servers %s."
                            .formatted(fault.server(), String.join(",", servers));
                }
            }
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    double lossPercent() {
        return Double.parseDouble(loss.replace("%", ""));
    }

    /// @throws IllegalArgumentException with a sentence for the user
    List<NetFault> faults() {
        var faults = new ArrayList<NetFault>();
        for (var text : kills) faults.add(fault(NetFault.Kind.KILL, text));
        for (var text : splits) faults.add(fault(NetFault.Kind.SPLIT, text));
        for (var text : pauses) faults.add(fault(NetFault.Kind.PAUSE, text));
        return faults;
    }

    private static NetFault fault(NetFault.Kind kind, String text) {
        var fault = NetFault.parse(kind, text);
        return new NetFault(kind, full(fault.server()), fault.at(), fault.lasts());
    }

    /// The plan without churners, who would need to know what is on its way between servers; and
    /// long enough for the faults.
    SwarmPlan adapt(SwarmPlan plan) {
        var last = faults().stream().map(NetFault::end).max(Duration::compareTo);
        if (last.isEmpty()) return plan.onServers(plan.rate(), plan.messages());
        double rate = plan.rate() == 0 ? RATE : plan.rate();
        double seconds = last.get().plus(AFTERWARDS).toMillis() / 1000.0;
        return plan.onServers(rate, (int) Math.ceil(rate * seconds / plan.senders()));
    }

    NetSwarm.Result run(
            String mainClass, SwarmPlan plan, List<String> arguments, SwarmProgress progress)
            throws ServerFailedException, SwarmException, InterruptedException {
        try (var net = ServerNet.start(mainClass, names(), 0, relay, arguments)) {
            var result = NetSwarm.run(plan, net, faults(), lossPercent(), progress);
            net.stop();
            return result;
        }
    }
}
