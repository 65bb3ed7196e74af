package chatlab.client.swarm;

import chatlab.client.audit.Audit;
import chatlab.client.audit.ReceiveLog;
import chatlab.evidence.live.SwarmFrame;
import chatlab.evidence.live.SwarmFrame.Flight;
import chatlab.evidence.live.SwarmFrame.MessageName;
import chatlab.evidence.live.SwarmFrame.Missed;
import chatlab.evidence.live.SwarmFrame.Verdict;
import chatlab.terminal.SafeText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Makes [SwarmFrame]s of a swarm while it runs, round after round. It counts every delivery,
/// follows one message of each sender at a time, and asks the [Audit] about what is settled.
///
/// Confined to the swarm's thread, except for [#stall].
final class Follower {
    private static final int NONE = -1;
    private static final int MOST_NAMED = 3;
    private static final int MOST_FLIGHTS = 8;

    /// After this time a message that is still not settled everywhere is shown as it is.
    private static final long FLIGHT_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private static final long AUDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// After an audit, at least so many times what it took until the next: it reads everything that
    /// has arrived in the round. But viewers do not wait longer than [#LONGEST_NANOS].
    private static final int AUDIT_SHARE = 20;

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

    private static final double NANOS_PER_SECOND = 1e9;

    private final Consumer<SwarmFrame> out;
    private final long interval;

    /// Volatile: another thread writes it.
    private volatile boolean wantsStall;

    private int round;
    private @Nullable Round now;

    /// @param out gets each frame
    /// @param interval between two frames
    Follower(Consumer<SwarmFrame> out, Duration interval) {
        this.out = out;
        this.interval = interval.toNanos();
    }

    /// One message whose way is followed.
    private static final class Followed {
        private final int sequence;
        private final long since;
        private final BitSet got = new BitSet();

        Followed(int sequence, long since) {
            this.sequence = sequence;
            this.since = since;
        }
    }

    /// What belongs to one round.
    private static final class Round {
        private final SwarmClients clients;
        private final Traffic traffic;
        private final List<ReceiveLog> memberLogs;
        private final List<ReceiveLog> logs;

        /// Per sender: the message that is followed, and its number for a fast comparison.
        private final @Nullable Followed[] followed;

        private final int[] sequences;
        private final List<Flight> flights = new ArrayList<>();
        private @Nullable SwarmClient stalled;
        private @Nullable Verdict verdict;
        private long began;
        private long delivered;
        private long time;
        private long framedAt;
        private long auditedAt;
        private long auditNanos;

        Round(SwarmClients clients, Traffic traffic) {
            this.clients = clients;
            this.traffic = traffic;
            memberLogs = clients.members().stream().map(SwarmClient::log).toList();
            logs = clients.all().stream().map(SwarmClient::log).toList();
            int senders = traffic.sent().length;
            followed = new @Nullable Followed[senders];
            sequences = new int[senders];
            Arrays.fill(sequences, NONE);
        }
    }

    /// Asks for one member to stop reading, or to read again. A stall lasts at most as long as the
    /// senders have messages. Thread-safe.
    void stall(boolean isOn) {
        wantsStall = isOn;
    }

    void begin(SwarmClients clients, Traffic traffic) {
        round++;
        now = new Round(clients, traffic);
    }

    private Round now() {
        if (now == null) throw new IllegalStateException("no round has begun");
        return now;
    }

    void sent(int sender, int sequence) {
        var current = now();
        if (current.sequences[sender] != NONE || current.flights.size() >= MOST_FLIGHTS) return;
        current.sequences[sender] = sequence;
        current.followed[sender] = new Followed(sequence, current.time);
    }

    void received(SwarmClient client, int sender, int sequence) {
        var current = now();
        current.delivered++;
        if (sender >= current.sequences.length || current.sequences[sender] != sequence) return;
        var message = current.followed[sender];
        if (message != null) message.got.set(client.index());
    }

    /// Called in every turn of the swarm's loop.
    void turn(String phase, long time) {
        var current = now();
        current.time = time;
        boolean isSending = phase.equals("sending");
        if (isSending && current.began == 0) current.began = time;
        if (isSending && wantsStall != (current.stalled != null)) stallOrResume(current);
        if (time - current.framedAt < interval) return;
        current.framedAt = time;
        land(current);
        if (isSending && isAuditDue(current)) audit(current);
        emit(phase, current);
    }

    private static boolean isAuditDue(Round current) {
        long pause = Math.clamp(AUDIT_SHARE * current.auditNanos, AUDIT_NANOS, LONGEST_NANOS);
        return current.time - current.auditedAt > pause;
    }

    private static void audit(Round current) {
        long began = System.nanoTime();
        int[] settled = current.traffic.settledEverywhere();
        var audit = Audit.soFar(current.memberLogs, current.traffic.sent(), settled);
        current.verdict = verdict(false, audit, current.memberLogs, settled);
        current.traffic.askLaggards();
        current.auditNanos = System.nanoTime() - began;
        current.auditedAt = current.time;
    }

    private static Verdict verdict(
            boolean isFinal, Audit audit, List<ReceiveLog> logs, int[] sent) {
        var missed = new ArrayList<Missed>();
        int disconnected = 0;
        for (int client = 0; client < logs.size(); client++) {
            var receiver = audit.receivers().get(client);
            if (receiver.disconnected() != null) disconnected++;
            if (receiver.lost() == 0) continue;
            var first =
                    Audit.firstLost(logs.get(client), sent, MOST_NAMED).stream()
                            .map(lost -> new MessageName(lost.getKey(), lost.getValue()))
                            .toList();
            missed.add(new Missed(client, receiver.lost(), first));
        }
        var disagreement = audit.disagreement();
        return new Verdict(
                isFinal,
                audit.expected(),
                audit.delivered(),
                audit.lost(),
                audit.duplicated(),
                audit.reordered(),
                audit.early(),
                audit.alien(),
                disconnected,
                disagreement == null ? null : SafeText.of(disagreement.toString()),
                missed);
    }

    /// Takes the messages whose way is known.
    private static void land(Round current) {
        int[] settled = current.traffic.settledEverywhere();
        for (int sender = 0; sender < current.followed.length; sender++) {
            var message = current.followed[sender];
            if (message == null) continue;
            var missed =
                    settled[sender] > message.sequence ? missed(current, sender, message) : null;
            if (missed == null && current.time - message.since < FLIGHT_NANOS) continue;
            current.flights.add(
                    new Flight(
                            sender,
                            message.sequence,
                            message.got.stream().boxed().toList(),
                            missed == null ? List.of() : missed));
            current.followed[sender] = null;
            current.sequences[sender] = NONE;
        }
    }

    /// The members that never get a message which is settled everywhere.
    private static List<Integer> missed(Round current, int sender, Followed message) {
        return IntStream.range(0, current.memberLogs.size())
                .filter(member -> member != sender && !message.got.get(member))
                .filter(member -> current.clients.all().get(member) != current.stalled)
                .boxed()
                .toList();
    }

    private void emit(String phase, Round current) {
        out.accept(
                new SwarmFrame(
                        SwarmFrame.SCHEMA,
                        round,
                        phase,
                        current.began == 0 ? 0 : (current.time - current.began) / NANOS_PER_SECOND,
                        members(current),
                        current.traffic.totalSent(),
                        current.delivered,
                        current.verdict,
                        current.flights,
                        null));
        current.flights.clear();
    }

    private static String members(Round current) {
        var text = new StringBuilder();
        for (var client : current.clients.all()) {
            text.append(
                    switch (client.state()) {
                        case IN, LEAVING -> client == current.stalled ? 's' : '1';
                        case GONE -> 'x';
                        case CONNECTING, REGISTERING, OUT, JOINING -> '0';
                    });
        }
        return text.toString();
    }

    // --- A member that does not read ---

    private void stallOrResume(Round current) {
        try {
            if (wantsStall) stall(current);
            else resume(current);
        } catch (IOException _) {
            // The connection has just ended, and the swarm will notice.
        }
    }

    /// The audit expects nothing of the time in which the member does not read: the server may
    /// disconnect it, with what is still on its way.
    private static void stall(Round current) throws IOException {
        var members = current.clients.members();
        var last = members.getLast();
        if (last.isGone() || members.size() == current.traffic.sent().length) return;
        current.stalled = last;
        last.log().leaving(current.traffic.settled(last));
        current.traffic.gone(last);
        current.traffic.hold(true);
        last.pause(true);
    }

    private static void resume(Round current) throws IOException {
        var client = current.stalled;
        current.stalled = null;
        current.traffic.hold(false);
        if (client == null || client.isGone()) return;
        client.pause(false);
        client.ping(() -> client.log().joined(current.traffic.sent()));
    }

    /// The senders have nothing left to send.
    void endStall() throws IOException {
        resume(now());
    }

    /// The round has its verdict.
    void end(Audit audit, int[] sent) {
        var current = now();
        current.verdict = verdict(true, audit, current.logs, sent);
        land(current);
        emit("finished", current);
    }

    /// The round has none.
    void failed(String problem) {
        out.accept(
                new SwarmFrame(
                        SwarmFrame.SCHEMA, round, "failed", 0, "", 0, 0, null, List.of(), problem));
    }
}
