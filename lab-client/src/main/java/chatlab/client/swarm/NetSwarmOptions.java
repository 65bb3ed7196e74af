package chatlab.client.swarm;

import chatlab.client.child.ServerFailedException;
import chatlab.client.net.NetFault;
import chatlab.client.net.ServerNet;
import chatlab.terminal.GivenOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

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
            showDefaultValue = Visibility.NEVER,
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
            converter = Percent.class,
            description =
                    "With --servers: lose this share of the packets between them, such as 5%%.")
    private double loss;

    @Option(
            names = "--kill",
            split = ",",
            paramLabel = "NAME@TIME",
            showDefaultValue = Visibility.NEVER,
            description = "With --servers: crash a server, such as b@5s after the first message.")
    private List<String> kills = List.of();

    @Option(
            names = "--split",
            split = ",",
            paramLabel = "NAME@TIME+TIME",
            showDefaultValue = Visibility.NEVER,
            description = "With --servers: cut a server off from the others, such as c@5s+10s.")
    private List<String> splits = List.of();

    @Option(
            names = "--pause",
            split = ",",
            paramLabel = "NAME@TIME+TIME",
            showDefaultValue = Visibility.NEVER,
            description = "With --servers: stop a server's process for a while, such as a@3s+4s.")
    private List<String> pauses = List.of();

    private static final class Percent implements ITypeConverter<Double> {
        private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}(\\.\\d+)?)%?");

        @Override
        public Double convert(String text) {
            var match = PERCENT.matcher(text);
            if (match.matches()) return Double.valueOf(match.group(1));
            throw new TypeConversionException(
                    "'" + text + "' is not a part of the packets: write 5%");
        }
    }

    /// Refuses the others without `--servers`.
    void check(GivenOptions given) {
        given.require("--servers", "--relay", "--loss", "--kill", "--split", "--pause");
    }

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
    ///
    /// @param timeout of the whole run
    @Nullable String objection(Duration timeout) {
        if (new HashSet<>(names()).size() < servers.size()) {
            return "--servers: each has its own name.";
        }
        try {
            for (var fault : faults()) {
                if (!names().contains(fault.server())) {
                    return "There is no server %s in --servers %s."
                            .formatted(fault.server(), String.join(",", servers));
                }
                if (fault.end().plus(AFTERWARDS).compareTo(timeout) >= 0) {
                    return "--timeout must be longer: the senders go on for %d seconds after '%s'."
                            .formatted(AFTERWARDS.toSeconds(), fault);
                }
            }
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    double lossPercent() {
        return loss;
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
