package chatlab.client.swarm;

import chatlab.client.audit.Audit;
import chatlab.client.swarm.SwarmClient.State;
import chatlab.client.wire.Payload;
import chatlab.client.wire.Wire;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A seeded swarm of chat clients that talk on an IRC server and record what each of them receives.
///
/// A run has six phases. Each ends when the server has answered, never because time has passed:
///
/// 1. *connecting*: every client opens its own TCP connection and registers;
/// 2. *joining*: all JOINs are sent before the first is confirmed, so that joins run concurrently;
/// 3. *sending*: senders send while churners join and leave ([Traffic] decides when), until the
///    server has confirmed to every sender that it has processed all messages;
/// 4. *settling*: on several servers, until nothing is on its way between them ([SwarmServers]);
/// 5. *draining*: every client sends PING; when the answer arrives, so has everything before it;
/// 6. *leaving*: QUIT. The [Audit] follows.
///
/// **One thread** does all of this: the caller of [#run]. It waits for all connections at once in
/// [SwarmConnections], so a thousand clients cost a thousand small buffers, not a thousand threads,
/// and nothing here needs a lock.
public final class Swarm {
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LEAVING_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MOST_JOINS_REPEATED = 100;

    private enum Phase {
        CONNECTING,
        JOINING,
        SENDING,
        SETTLING,
        DRAINING,
        LEAVING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final SwarmPlan plan;
    private final SwarmProgress progress;
    private final SwarmConnections connections;
    private final SwarmClients clients;
    private final Traffic traffic;
    private final @Nullable Follower follower;
    private final SwarmServers servers;
    private final long deadline;
    private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
    private Phase phase = Phase.CONNECTING;
    private @Nullable SwarmException failure;
    private int joinsRepeated;
    private long reportedAt;

    /// Runs a swarm and audits it.
    ///
    /// @throws SwarmException if there is no verdict: no server answers, the server refuses
    ///   something that the swarm needs, or it keeps the swarm waiting beyond the plan's timeout
    /// @throws IllegalArgumentException if the plan has an [SwarmPlan#objection]
    public static SwarmResult run(SwarmPlan plan, SwarmProgress progress)
            throws SwarmException, InterruptedException {
        return run(plan, progress, null);
    }

    /// Like the other method.
    ///
    /// @param follower null: nobody follows
    static SwarmResult run(SwarmPlan plan, SwarmProgress progress, @Nullable Follower follower)
            throws SwarmException, InterruptedException {
        var objection = plan.objection();
        if (objection != null) {
            throw new IllegalArgumentException(objection);
        }
        var address = new InetSocketAddress(plan.host(), plan.port());
        if (address.isUnresolved()) {
            throw SwarmException.unknownHost(plan.host());
        }
        return run(plan, progress, follower, _ -> address);
    }

    /// Like the other methods, on several servers.
    static SwarmResult run(
            SwarmPlan plan,
            SwarmProgress progress,
            @Nullable Follower follower,
            SwarmServers servers)
            throws SwarmException, InterruptedException {
        var payload = new Payload(ThreadLocalRandom.current().nextInt(), plan.payload());
        try (var connections = new SwarmConnections(servers::address, new Wire(payload))) {
            return new Swarm(plan, progress, connections, payload, follower, servers).run();
        } catch (IOException e) {
            throw SwarmException.noConnections(e);
        }
    }

    private Swarm(
            SwarmPlan plan,
            SwarmProgress progress,
            SwarmConnections connections,
            Payload payload,
            @Nullable Follower follower,
            SwarmServers servers)
            throws IOException {
        this.servers = servers;
        this.plan = plan;
        this.progress = progress;
        this.connections = connections;
        deadline = connections.now() + plan.timeout().toNanos();
        clients = new SwarmClients(plan, connections, new Observer());
        traffic = new Traffic(plan, payload, clients.members(), clients.churners(), follower);
        this.follower = follower;
        if (follower != null) follower.begin(clients, traffic);
    }

    private SwarmResult run() throws IOException, SwarmException, InterruptedException {
        loop(Phase.CONNECTING, () -> {}, () -> clients.areAll(State.OUT));

        clients.all().forEach(SwarmClient::join);
        loop(Phase.JOINING, () -> {}, () -> clients.areAll(State.IN));

        long began = System.nanoTime();
        traffic.begin(began);
        loop(
                Phase.SENDING,
                () -> {
                    servers.sending(connections.now() - began, traffic.sent());
                    traffic.step(connections.now());
                },
                () -> traffic.isDone() && servers.isUndisturbed());
        loop(Phase.SETTLING, () -> {}, servers::isQuiet);

        if (follower != null) follower.endStall();
        clients.all().forEach(client -> client.ping(() -> {}));
        loop(Phase.DRAINING, () -> {}, clients::areIdle);
        double seconds = (connections.now() - began) / NANOS_PER_SECOND;

        clients.all().forEach(SwarmClient::quit);
        long patience = connections.now() + LEAVING_NANOS;
        loop(
                Phase.LEAVING,
                () -> {},
                () -> clients.areAll(State.GONE) || connections.now() > patience);
        return result(seconds);
    }

    @FunctionalInterface
    private interface Step {
        void act() throws SwarmException, InterruptedException;
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws SwarmException, InterruptedException;
    }

    /// Acts, sends and waits for input, again and again until `done`.
    private void loop(Phase next, Step action, Condition done)
            throws IOException, SwarmException, InterruptedException {
        phase = next;
        while (true) {
            action.act();
            connections.flush();
            if (connections.unreachable() != null) {
                throw SwarmException.unreachable(plan, connections.unreachable());
            }
            if (failure != null) {
                throw failure;
            }
            if (done.holds()) {
                return;
            }
            if (connections.now() > deadline) {
                throw SwarmException.timedOut(plan, phase, clients.waiting());
            }
            report();
            if (follower != null) follower.turn(phase.toString(), connections.now());
            connections.await(
                    phase == Phase.SENDING
                            ? traffic.nanosToNextStep(connections.now())
                            : IDLE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void report() {
        if (connections.now() - reportedAt < REPORT_NANOS) {
            return;
        }
        reportedAt = connections.now();
        switch (phase) {
            case CONNECTING -> progress.at("connecting", clients.count(State.OUT), clients.size());
            case JOINING -> progress.at("joining", clients.count(State.IN), clients.size());
            case SENDING -> progress.at("sending", traffic.totalSent(), plan.totalMessages());
            case SETTLING, DRAINING, LEAVING ->
                    progress.at("finishing", clients.size(), clients.size());
        }
    }

    private SwarmResult result(double seconds) {
        int[] sent = traffic.processed();
        servers.ended(clients.all().stream().map(SwarmClient::log).toList(), sent);
        var audit = Audit.of(clients.all().stream().map(SwarmClient::log).toList(), sent);
        if (follower != null) follower.end(audit, sent);
        return new SwarmResult(
                plan,
                clients.all().getFirst().software(),
                Arrays.stream(sent).asLongStream().sum(),
                seconds,
                Latency.of(latency),
                audit,
                clients.complaints());
    }

    /// Reacts to what happens to each client.
    private final class Observer implements SwarmClient.Events {
        @Override
        public void joined(SwarmClient client) {
            client.log().joined(traffic.sent());
            clients.stepDone(client);
        }

        @Override
        public void left(SwarmClient client) {
            clients.stepDone(client);
        }

        @Override
        public void received(SwarmClient client, int sender, int sequence, long sentAt) {
            latency.recordValue(Math.clamp(connections.now() - sentAt, 0, LONGEST_NANOS));
            traffic.received(client, sender, sequence);
            if (follower != null) follower.received(client, sender, sequence);
        }

        @Override
        public void refused(SwarmClient client, int sequence) {
            servers.refused(client.index(), sequence);
        }

        /// A churner tries again at its next step. A member must get in, because otherwise there is
        /// nothing to audit.
        @Override
        public void notJoined(SwarmClient client) {
            if (phase != Phase.JOINING) {
                return;
            }
            if (++joinsRepeated > MOST_JOINS_REPEATED) {
                fail(client, client.complaint().orElse("it did not confirm a JOIN"));
            } else {
                client.join();
            }
        }

        @Override
        public void ended(SwarmClient client, String reason) {
            switch (phase) {
                case CONNECTING, JOINING -> fail(client, reason);
                case SENDING, SETTLING, DRAINING -> {
                    client.log().disconnected(reason);
                    traffic.gone(client);
                }
                case LEAVING -> {}
            }
        }

        @Override
        public void hasOutput(SwarmClient client) {
            connections.hasOutput(client);
        }

        private void fail(SwarmClient client, String reason) {
            failure = SwarmException.refused(client, clients.size(), reason);
        }
    }
}
