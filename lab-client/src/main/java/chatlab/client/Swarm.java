package chatlab.client;

import chatlab.client.SwarmClient.State;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
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
/// **One thread** owns all connections: the caller's, in [#run]. It waits for all of them in one
/// selector and never blocks on any of them, so a thousand clients cost a thousand small buffers
/// and not a thousand threads, and nothing in here needs a lock.
public final class Swarm implements SwarmClient.Events {
    /// A server's queue of connections to accept is often 50 long; one that is full makes the
    /// kernel try again after a second.
    private static final int MOST_CONNECTING = 40;

    private static final int BUFFER_BYTES = 256 * 1024;
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

    private final SwarmPlan plan;
    private final Progress progress;
    private final Selector selector;
    private final InetSocketAddress address;
    private final Wire wire;
    private final Traffic traffic;
    private final long deadline;
    private final byte[] scratch = new byte[BUFFER_BYTES];
    private final Histogram latency = new Histogram(LONGEST_NANOS, 3);

    /// Members first (the senders first among them), then churners.
    private final List<SwarmClient> clients = new ArrayList<>();

    private final List<Churner> churners = new ArrayList<>();
    private final List<SwarmClient> withOutput = new ArrayList<>();
    private Phase phase = Phase.CONNECTING;
    private @Nullable SwarmException failure;
    private int nextToConnect;
    private int connecting;
    private int joinsRepeated;
    private long now = System.nanoTime();
    private long reportedAt = now;

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
        try (var selector = Selector.open()) {
            var swarm = new Swarm(plan, progress, selector);
            try {
                return swarm.run();
            } finally {
                swarm.clients.forEach(client -> client.connection().close());
            }
        } catch (IOException e) {
            throw new SwarmException(
                    "The swarm cannot have its connections: %s. Use fewer --clients, or allow more open files (ulimit -n)."
                            .formatted(e.getMessage()));
        }
    }

    private Swarm(SwarmPlan plan, Progress progress, Selector selector)
            throws IOException, SwarmException {
        this.plan = plan;
        this.progress = progress;
        this.selector = selector;
        deadline = now + plan.timeout().toNanos();
        address = new InetSocketAddress(plan.host(), plan.port());
        if (address.isUnresolved()) {
            throw new SwarmException("No host is called %s. Check --host.".formatted(plan.host()));
        }
        var payload = new Payload(ThreadLocalRandom.current().nextInt(), plan.payload());
        wire = new Wire(payload);
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
        var client =
                new SwarmClient(
                        clients.size(),
                        senderNumber,
                        new MessageNumbers(plan.senders(), plan.messages()),
                        new SwarmNick(role, number, plan.seed()),
                        plan.channel(),
                        new Connection(selector),
                        this);
        clients.add(client);
        return client;
    }

    private SwarmResult run() throws IOException, SwarmException, InterruptedException {
        loop(Phase.CONNECTING, this::connectMore, () -> count(State.OUT) == clients.size());

        clients.forEach(SwarmClient::join);
        loop(Phase.JOINING, () -> {}, () -> count(State.IN) == clients.size());

        long began = System.nanoTime();
        traffic.begin(began);
        loop(Phase.SENDING, () -> traffic.step(now), traffic::isDone);

        clients.forEach(client -> client.ping(() -> {}));
        loop(Phase.DRAINING, () -> {}, () -> clients.stream().allMatch(SwarmClient::isIdle));
        double seconds = (now - began) / NANOS_PER_SECOND;

        clients.forEach(SwarmClient::quit);
        long patience = now + LEAVING_NANOS;
        loop(Phase.LEAVING, () -> {}, () -> count(State.GONE) == clients.size() || now > patience);
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
            flush();
            if (failure != null) {
                throw failure;
            }
            if (done.getAsBoolean()) {
                return;
            }
            if (now > deadline) {
                throw notConclusive();
            }
            report();
            await(phase == Phase.SENDING ? traffic.nanosToNextStep(now) : IDLE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void connectMore() {
        while (nextToConnect < clients.size() && connecting < MOST_CONNECTING) {
            var client = clients.get(nextToConnect++);
            connecting++;
            try {
                client.connection().connect(address);
            } catch (IOException e) {
                unreachable(e);
            }
        }
    }

    private void flush() {
        for (var client : withOutput) {
            try {
                client.connection().flush();
            } catch (IOException e) {
                client.ended(reason(e));
            }
        }
        withOutput.clear();
    }

    /// Waits until something arrives, but not longer than `nanos`, and takes it in. A selector
    /// waits whole milliseconds; for less than one it only looks, and leaves the processor to
    /// others.
    @SuppressWarnings("ThreadPriorityCheck") // Yielding is a courtesy; nothing relies on it.
    private void await(long nanos) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        if (millis > 0) {
            selector.select(this::ready, millis);
        } else {
            Thread.yield();
            selector.selectNow(this::ready);
        }
        now = System.nanoTime();
    }

    private void ready(SelectionKey key) {
        var client = (SwarmClient) key.attachment();
        if (key.isConnectable()) {
            connected(client);
            return;
        }
        try {
            if (key.isWritable()) {
                client.connection().flush();
            }
            if (key.isReadable()) {
                now = System.nanoTime();
                if (!client.connection().read(scratch, wire, client)) {
                    client.ended("the server closed the connection");
                }
            }
        } catch (IOException e) {
            client.ended(reason(e));
        }
    }

    private void connected(SwarmClient client) {
        connecting--;
        try {
            client.connection().finishConnect();
            client.register();
        } catch (IOException e) {
            unreachable(e);
        }
    }

    private void unreachable(IOException e) {
        failure =
                new SwarmException(
                        "No chat server answers at %s:%d (%s). Start one with 'lab server', or name another with --host and --port."
                                .formatted(plan.host(), plan.port(), reason(e)));
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private SwarmException notConclusive() {
        var waiting =
                clients.stream()
                        .filter(client -> !client.isIdle())
                        .map(client -> client.nick() + " waits for " + client.waitsFor().orElse(""))
                        .toList();
        var examples = waiting.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        int others = waiting.size() - MOST_NAMED;
        return new SwarmException(
                "Not conclusive: not done within %d s, while %s. %s%s. Ask for fewer --messages, or allow more --timeout."
                        .formatted(
                                plan.timeout().toSeconds(),
                                phase,
                                waiting.isEmpty() ? "Nobody waits" : examples,
                                others > 0 ? "; and %d others".formatted(others) : ""));
    }

    private void report() {
        if (now - reportedAt < REPORT_NANOS) {
            return;
        }
        reportedAt = now;
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

    /// What the server refused on the way, each once.
    private List<String> complaints() {
        return clients.stream()
                .filter(client -> client.complaint().isPresent())
                .collect(
                        Collectors.toMap(
                                client -> client.complaint().orElse(""),
                                SwarmClient::nick,
                                (first, _) -> first,
                                TreeMap::new))
                .entrySet()
                .stream()
                .limit(MOST_NAMED)
                .map(entry -> "the server told %s: %s".formatted(entry.getValue(), entry.getKey()))
                .toList();
    }

    // SwarmClient.Events

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
        latency.recordValue(Math.clamp(now - sentAt, 0, LONGEST_NANOS));
        traffic.received(client, sender, sequence);
    }

    /// A churner will try again when its time comes; a member must get in, or there is nothing to
    /// audit.
    @Override
    public void notJoined(SwarmClient client) {
        if (phase != Phase.JOINING) {
            return;
        }
        if (++joinsRepeated > MOST_JOINS_REPEATED) {
            failure = refused(client, client.complaint().orElse("it did not confirm the JOIN"));
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

    private SwarmException refused(SwarmClient client, String reason) {
        return new SwarmException(
                "The server would not have %s, client %d of %d: %s. Lift its limits on connections and on the speed of talk, or use fewer --clients."
                        .formatted(
                                client.nick(),
                                client.index() + 1,
                                clients.size(),
                                SafeText.of(reason)));
    }

    @Override
    public void hasOutput(SwarmClient client) {
        withOutput.add(client);
    }
}
