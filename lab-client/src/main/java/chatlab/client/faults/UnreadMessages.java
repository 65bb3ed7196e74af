package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;
import chatlab.client.swarm.SwarmException;
import chatlab.client.swarm.SwarmResult;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Faults `stalled` and `slow`: members of a channel that do not read, or read slowly.
///
/// The same swarm runs with and without them, in turns, so that other load on the machine affects
/// both alike.
final class UnreadMessages {
    private static final double NINE_TENTHS = 0.9;
    private static final int SLOW_BYTES = 1024;

    private final FaultSetup setup;
    private final Fault fault;

    UnreadMessages(FaultSetup setup, Fault fault) {
        this.setup = setup;
        this.fault = fault;
    }

    FaultReport run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var ratios = new ArrayList<Double>();
        var alone = new ArrayList<Double>();
        boolean clean = true;
        int ended = 0;
        int told = 0;
        try (var server = setup.start()) {
            var address = server.awaitReady().address();
            setup.swarm(address, 0); // warms up the server
            for (int round = 1; round <= setup.sizes().rounds(); round++) {
                double without = round % 2 == 0 ? rate(setup.swarm(address, round)) : 0;
                var bad = connectBad(address, round);
                var result = setup.swarm(address, round);
                clean &= result.audit().clean();
                double with = rate(result);
                for (var one : bad) {
                    switch (one.close()) {
                        case ENDED -> ended++;
                        case TOLD -> told++;
                        case NEITHER -> {}
                    }
                }
                if (without == 0) {
                    without = rate(setup.swarm(address, round));
                }
                ratios.add(with / without);
                alone.add(without);
                setup.progress().at("rounds", round, setup.sizes().rounds());
            }
            server.stop();
            double ratio = geometricMean(ratios);
            var figures =
                    List.of(
                            "%d of %d clients read %s, %d rounds"
                                    .formatted(
                                            setup.sizes().stalled(),
                                            setup.sizes().readers() + setup.sizes().stalled(),
                                            fault == Fault.SLOW ? "only 1 KB a second" : "nothing",
                                            setup.sizes().rounds()),
                            String.format(
                                    Locale.ROOT,
                                    "with them, the others have %.3f of their throughput (%.3f to"
                                            + " %.3f); without them, each gets %,.0f messages/s",
                                    ratio,
                                    ratios.stream().mapToDouble(r -> r).min().orElseThrow(),
                                    ratios.stream().mapToDouble(r -> r).max().orElseThrow(),
                                    geometricMean(alone)),
                            "%d of %d were disconnected, %d were told what they had lost"
                                    .formatted(
                                            ended,
                                            setup.sizes().stalled() * setup.sizes().rounds(),
                                            told),
                            clean ? "the others lost nothing" : "the others lost messages");
            return new FaultReport(
                    fault, clean && (!setup.judgesSpeed() || ratio >= NINE_TENTHS), figures);
        }
    }

    private static double rate(SwarmResult result) {
        return result.sent() / result.seconds();
    }

    private static double geometricMean(List<Double> values) {
        return Math.exp(values.stream().mapToDouble(Math::log).average().orElseThrow());
    }

    private List<BadReader> connectBad(InetSocketAddress server, int round) throws IOException {
        var all = new ArrayList<BadReader>();
        for (int i = 0; i < setup.sizes().stalled(); i++) {
            var client = RawClient.in(server, "bad%d-%d".formatted(round, i), FaultSetup.CHANNEL);
            all.add(new BadReader(client, fault == Fault.SLOW ? SLOW_BYTES : 0));
        }
        return all;
    }
}
