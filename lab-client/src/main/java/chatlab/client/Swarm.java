package chatlab.client;

import chatlab.client.SwarmClient.State;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A seeded crowd of chat clients that talks to an IRC server and keeps a record of what each of
/// them got.
///
/// The run has five phases; each ends when the server has answered, never because time has passed:
///
/// 1. *connecting*: every client has a TCP connection of its own, and registers;
/// 2. *joining*: all JOINs are sent before the first is confirmed, so that joins meet joins;
/// 3. *sending*: senders send, churners come and go ([Traffic] says when), until the server has
///    confirmed to every sender that it has processed all messages;
/// 4. *draining*: every client sends PING; when the answer is there, so is whatever was on its way;
/// 5. *leaving*: QUIT. The [Audit] follows.
///
/// **One thread** does it all: the caller's, in [#run]. It waits for all connections at once in the
/// [Switchboard], so a thousand clients cost a thousand small buffers and not a thousand threads,
/// and nothing in here needs a lock.
public final class Swarm {
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LEAVING_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int MOST_NAMED = 3;
    private static final int MOST_JOINS_REPEATED = 100;

    private enum Phase {
        CONNECTING,
        JOINING,
        SENDING,
        DRAINING,
        LEAVING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Observer observer = new Observer();
    private final SwarmPlan plan;
    private final Progress progress;
    private final Switchboard board;
    private final Traffic traffic;
    private final long deadline;
    private final Histogram latency = new Histogram(LONGEST_NANOS, 3);

    /// Members first (the senders first among them), then churners.
    private final List<SwarmClient> clients = new ArrayList<>();

    private final List<Churner> churners = new ArrayList<>();
    private Phase phase = Phase.CONNECTING;
    private @Nullable SwarmException failure;
    private int joinsRepeated;
    private long reportedAt;

    /// Runs a swarm to its verdict.
    ///
    /// @throws SwarmException if there is no verdict: no server, a server that refuses what the
    ///   swarm needs, or one that keeps it waiting beyond the plan's timeout
    /// @throws IllegalArgumentException if the plan has an [SwarmPlan#objection]
    public static SwarmResult run(SwarmPlan plan, Progress progress)
            throws SwarmException, InterruptedException {
        var objection = plan.objection();
        if (objection != null) {
            throw new IllegalArgumentException(objection);
        }
        var address = new InetSocketAddress(plan.host(), plan.port());
        if (address.isUnresolved()) {
            throw new SwarmException("No host is called %s. Check --host.".formatted(plan.host()));
        }
        var payload = new Payload(ThreadLocalRandom.current().nextInt(), plan.payload());
        try (var board = new Switchboard(address, new Wire(payload))) {
            return new Swarm(plan, progress, board, payload).run();
        } catch (IOException e) {
            throw new SwarmException(
                    "The swarm cannot have its connections: %s. Use fewer --clients, or allow more open files (ulimit -n)."
                            .formatted(e.getMessage()));
        }
    }

    private Swarm(SwarmPlan plan, Progress progress, Switchboard board, Payload payload)
            throws IOException {
        this.plan = plan;
        this.progress = progress;
        this.board = board;
        deadline = board.now() + plan.timeout().toNanos();
        for (int sender = 0; sender < plan.senders(); sender++) {
            addClient('s', sender, sender);
        }
        for (int receiver = 0; receiver < plan.clients() - plan.senders(); receiver++) {
            addClient('r', receiver, History.NO_SENDER);
        }
        var members = List.copyOf(clients);
        for (int churner = 0; churner < plan.churners(); churner++) {
            var client = addClient('c', churner, History.NO_SENDER);
            churners.add(new Churner(client, plan.seed() + churner));
        }
        traffic = new Traffic(plan, payload, members, churners);
    }

    private SwarmClient addClient(char role, int number, int senderNumber) throws IOException {
        var nicks = new SwarmNick(role, number, plan.seed());
        var numbers = new MessageNumbers(plan.senders(), plan.messages());
        var client =
                new SwarmClient(
                        clients.size(),
                        nicks,
                        plan.channel(),
                        new History(nicks.afterRefusals(0), senderNumber, numbers),
                        board.newConnection(),
                        observer);
        clients.add(client);
        board.add(client);
        return client;
    }

    private SwarmResult run() throws IOException, SwarmException, InterruptedException {
        loop(Phase.CONNECTING, () -> {}, () -> count(State.OUT) == clients.size());

        clients.forEach(SwarmClient::join);
        loop(Phase.JOINING, () -> {}, () -> count(State.IN) == clients.size());

        long began = System.nanoTime();
        traffic.begin(began);
        loop(Phase.SENDING, () -> traffic.step(board.now()), traffic::isDone);

        clients.forEach(client -> client.ping(() -> {}));
        loop(Phase.DRAINING, () -> {}, () -> clients.stream().allMatch(SwarmClient::isIdle));
        double seconds = (board.now() - began) / NANOS_PER_SECOND;

        clients.forEach(SwarmClient::quit);
        long patience = board.now() + LEAVING_NANOS;
        loop(
                Phase.LEAVING,
                () -> {},
                () -> count(State.GONE) == clients.size() || board.now() > patience);
        return result(seconds);
    }

    private long count(State state) {
        return clients.stream().filter(client -> client.state() == state).count();
    }

    /// Turns until `done`: act, send, wait for what arrives.
    private void loop(Phase next, Runnable action, BooleanSupplier done)
            throws IOException, SwarmException, InterruptedException {
        phase = next;
        while (true) {
            action.run();
            board.flush();
            if (board.unreachable() != null) {
                throw unreachable(board.unreachable());
            }
            if (failure != null) {
                throw failure;
            }
            if (done.getAsBoolean()) {
                return;
            }
            if (board.now() > deadline) {
                throw notConclusive();
            }
            report();
            board.await(phase == Phase.SENDING ? traffic.nanosToNextStep(board.now()) : IDLE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void report() {
        if (board.now() - reportedAt < REPORT_NANOS) {
            return;
        }
        reportedAt = board.now();
        switch (phase) {
            case CONNECTING -> progress.at("connecting", count(State.OUT), clients.size());
            case JOINING -> progress.at("joining", count(State.IN), clients.size());
            case SENDING -> progress.at("sending", traffic.sentInAll(), plan.messagesInAll());
            case DRAINING, LEAVING -> progress.at("finishing", clients.size(), clients.size());
        }
    }

    private SwarmResult result(double seconds) {
        int[] sent = traffic.processed();
        return new SwarmResult(
                plan,
                clients.getFirst().software(),
                Arrays.stream(sent).asLongStream().sum(),
                seconds,
                Latency.of(latency),
                Audit.of(clients.stream().map(SwarmClient::history).toList(), sent),
                complaints());
    }

    /// What the server refused on the way: each complaint once, with the first who got it.
    private List<String> complaints() {
        var firsts = new TreeMap<String, String>();
        for (var client : clients) {
            client.complaint().ifPresent(text -> firsts.putIfAbsent(text, client.nick()));
        }
        return firsts.entrySet().stream()
                .limit(MOST_NAMED)
                .map(first -> "the server told %s: %s".formatted(first.getValue(), first.getKey()))
                .map(SafeText::of)
                .toList();
    }

    private SwarmException unreachable(IOException e) {
        return new SwarmException(
                "No chat server answers at %s:%d (%s). Start one with 'lab server', or name another with --host and --port."
                        .formatted(plan.host(), plan.port(), e.getMessage()));
    }

    private SwarmException refused(SwarmClient client, String reason) {
        return new SwarmException(
                "The server would not have %s, client %d of %d: %s. Lift its limits on connections and on the speed of talk, or use fewer --clients."
                        .formatted(
                                client.nick(),
                                client.index() + 1,
                                clients.size(),
                                SafeText.of(reason)));
    }

    private SwarmException notConclusive() {
        var waiting =
                clients.stream()
                        .filter(client -> !client.isIdle())
                        .map(client -> client.nick() + " waits for " + client.waitsFor().orElse(""))
                        .map(SafeText::of)
                        .toList();
        var examples =
                waiting.isEmpty()
                        ? "nobody waits, it is only slow"
                        : waiting.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        int others = waiting.size() - MOST_NAMED;
        return new SwarmException(
                "Not conclusive: after %s it was still %s; %s%s. Ask for fewer --messages, or allow more --timeout."
                        .formatted(
                                seconds(plan.timeout().toMillis()),
                                phase,
                                examples,
                                others > 0 ? "; and %d others".formatted(others) : ""));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    /// Hears of each client what has happened to it.
    private final class Observer implements SwarmClient.Events {
        @Override
        public void joined(SwarmClient client) {
            client.history().joined(traffic.sent());
            stepDone(client);
        }

        @Override
        public void left(SwarmClient client) {
            stepDone(client);
        }

        private void stepDone(SwarmClient client) {
            int churner = client.index() - plan.clients();
            if (churner >= 0) {
                churners.get(churner).stepDone();
            }
        }

        @Override
        public void received(SwarmClient client, int sender, int sequence, long sentAt) {
            latency.recordValue(Math.clamp(board.now() - sentAt, 0, LONGEST_NANOS));
            traffic.received(client, sender, sequence);
        }

        /// A churner will try again when its time comes; a member must get in, or there is nothing
        /// to audit.
        @Override
        public void notJoined(SwarmClient client) {
            if (phase != Phase.JOINING) {
                return;
            }
            if (++joinsRepeated > MOST_JOINS_REPEATED) {
                failure = refused(client, client.complaint().orElse("it did not confirm a JOIN"));
            } else {
                client.join();
            }
        }

        @Override
        public void ended(SwarmClient client, String reason) {
            switch (phase) {
                case CONNECTING, JOINING -> failure = refused(client, reason);
                case SENDING, DRAINING -> {
                    client.history().disconnected(reason);
                    traffic.gone(client);
                }
                case LEAVING -> {}
            }
        }

        @Override
        public void hasOutput(SwarmClient client) {
            board.hasOutput(client);
        }
    }
}
