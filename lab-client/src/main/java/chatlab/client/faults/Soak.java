package chatlab.client.faults;

import chatlab.client.audit.Audit;
import chatlab.client.child.ServerFailedException;
import chatlab.client.child.ServerProcess;
import chatlab.client.swarm.Swarm;
import chatlab.client.swarm.SwarmException;
import chatlab.client.swarm.SwarmPlan;
import chatlab.client.swarm.SwarmProgress;
import chatlab.client.swarm.SwarmResult;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Fault `soak`: a long swarm that is audited while [Disturbances] go on; afterwards the server
/// must have released what they used. All clients come through TLS.
final class Soak {
    private static final int SENDERS = 8;
    private static final int PAYLOAD = 64;
    private static final int MESSAGES_PER_SECOND = 25;
    private static final int WARM_UP = 100;

    /// One client in this many joins and leaves.
    private static final int CHURNERS = 5;

    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final int SETTLE_SECONDS = 30;

    private static final int MORE_THREADS = 2;
    private static final int MORE_DESCRIPTORS = 4;
    private static final long MORE_HEAP = 8_000_000;

    private final FaultSetup setup;

    Soak(FaultSetup setup) {
        this.setup = setup;
    }

    FaultReport run()
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        var arguments = new ArrayList<>(setup.serverArguments());
        arguments.addAll(List.of("--idle", IDLE.toSeconds() + "s"));
        try (var certificate = new LocalCertificate()) {
            arguments.addAll(certificate.serverArguments());
            try (var server = ServerProcess.start(setup.mainClass(), arguments);
                    var tunnel =
                            new TlsTunnel(server.awaitReady().address(), certificate.trusting())) {
                return run(server, tunnel.address());
            }
        }
    }

    private FaultReport run(ServerProcess server, InetSocketAddress address)
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        try (var probe = new ResourceProbe(server.pid())) {
            Swarm.run(warmUp(address), SwarmProgress.NONE);
            probe.read();
            var before = probe.read();
            var disturbances = new Disturbances(setup, address);
            SwarmResult result;
            try (disturbances) {
                result = Swarm.run(plan(address), setup.progress());
            }
            var after = settled(probe, before);
            server.stop();
            return report(result, disturbances, before, after, server.complaints());
        }
    }

    private SwarmPlan warmUp(InetSocketAddress address) {
        return plan(address, 0, SENDERS * WARM_UP);
    }

    private SwarmPlan plan(InetSocketAddress address) {
        return plan(
                address,
                MESSAGES_PER_SECOND,
                Math.toIntExact(setup.sizes().soak().toSeconds()) * MESSAGES_PER_SECOND);
    }

    private SwarmPlan plan(InetSocketAddress address, double rate, int messages) {
        int churners = setup.sizes().soakers() / CHURNERS;
        return new SwarmPlan(
                address.getHostString(),
                address.getPort(),
                FaultSetup.CHANNEL,
                setup.sizes().soakers() - churners,
                SENDERS,
                messages / SENDERS,
                churners,
                PAYLOAD,
                setup.seed(),
                rate,
                Duration.ZERO,
                setup.sizes().soak().plusMinutes(10));
    }

    /// Waits until the server's resources are back to their level before the soak, if they ever
    /// are.
    private static ResourceProbe.Reading settled(ResourceProbe probe, ResourceProbe.Reading before)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_SECONDS);
        var reading = probe.read();
        while (!isBack(reading, before) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
            reading = probe.read();
        }
        return reading;
    }

    private static boolean isBack(ResourceProbe.Reading after, ResourceProbe.Reading before) {
        return after.threads() <= before.threads() + MORE_THREADS
                && after.descriptors() <= before.descriptors() + MORE_DESCRIPTORS
                && after.heapBytes() <= before.heapBytes() + MORE_HEAP;
    }

    private FaultReport report(
            SwarmResult result,
            Disturbances disturbances,
            ResourceProbe.Reading before,
            ResourceProbe.Reading after,
            List<String> complaints) {
        var audit = result.audit();
        return new FaultReport(
                Fault.SOAK,
                audit.clean()
                        && disturbances.tookPlace()
                        && disturbances.wrongAnswers() == 0
                        && isBack(after, before)
                        && complaints.isEmpty(),
                FaultReport.withLog(
                        complaints,
                        String.format(
                                Locale.ROOT,
                                "%d clients, %d of them joining and leaving, for %,.0f s",
                                setup.sizes().soakers(),
                                result.plan().churners(),
                                result.seconds()),
                        String.format(
                                Locale.ROOT,
                                "%,d deliveries: lost %d, duplicated %d, reordered %d; p99 %.1f ms",
                                audit.delivered(),
                                audit.lost(),
                                audit.duplicated(),
                                audit.reordered(),
                                result.latency().p99() / 1_000),
                        disconnections(audit),
                        "meanwhile: " + disturbances,
                        "the server before: " + before,
                        "the server after:  " + after));
    }

    private static String disconnections(Audit audit) {
        var reasons =
                audit.receivers().stream()
                        .map(Audit.Receiver::disconnected)
                        .filter(Objects::nonNull)
                        .toList();
        return reasons.isEmpty()
                ? "all of them stayed connected"
                : reasons.size() + " lost their connection; the first: " + reasons.getFirst();
    }
}
