package chatlab.client.swarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.client.audit.Audit;
import chatlab.client.audit.MessageNumbers;
import chatlab.client.audit.ReceiveLog;
import chatlab.client.swarm.PlainTalker.State;
import chatlab.client.wire.Payload;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/// A swarm of clients that know no IRC, on a server's plain port (`lab server --plain`). The audit
/// is that of every [Swarm].
///
/// Such clients have no PING and no answer to a JOIN. *Marks* take their place: lines that a client
/// says to all others.
///
/// - A mark that anybody has heard proves that the server has processed what its client said
///   before, the join included.
/// - A client that has heard the mark of a sender has, or will never have, the sender's messages
///   before it. So a sender says a few messages and a mark, and continues when all have heard it.
///   If a mark is lost, it is said again after a while; the time decides only when.
/// - At the end each client ends its output and reads until the server ends the rest: what has not
///   arrived by then is lost.
///
/// One thread for each connection reads; the caller of [#run] does all else. The monitor of this
/// object guards everything. The caller writes while it holds the monitor, which cannot block for
/// good: far less is on its way than a socket's buffers hold.
final class PlainSwarm implements PlainTalker.Listener {
    /// The longest text that the server does not cut in two.
    static final int MAX_TEXT = 120;

    private static final int IN_FLIGHT = 64;

    /// A receiver that misses a mark that others hear, said so often, each time after twice the
    /// time, is not in the strategy's list. No sender waits for it any longer.
    private static final int MOST_REPEATS = 6;

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final double NANOS_PER_SECOND = 1e9;

    // Of churners, counted in messages.
    private static final int LONGEST_STAY = 256;
    private static final int LONGEST_ABSENCE = 32;
    private static final int MOST_BEHIND = 512;

    private static final Pattern MARK = Pattern.compile("mark:(\\w+):(\\d{1,9}):(\\d{1,9})");

    private final SwarmPlan plan;
    private final SwarmProgress progress;
    private final InetSocketAddress server;
    private final Payload payload;
    private final String run = Integer.toString(ThreadLocalRandom.current().nextInt(1 << 24), 36);
    private final List<PlainTalker> talkers = new ArrayList<>();
    private final BitSet deaf = new BitSet();
    private final Histogram latency = new Histogram(LONGEST_NANOS, 3);
    private final SplittableRandom random;
    private final long deadline;

    // Per sender: how many messages it has said, how many of them the server has certainly
    // processed, and the highest that anybody has got.
    private final int[] sent;
    private final int[] confirmed;
    private final int[] seen;

    /// Per churner, when it joins or leaves next, as a number of messages.
    private final long[] nextStep;

    private String phase = "joining";
    private long totalSent;
    private @Nullable IOException unreachable;

    /// Runs a swarm and audits it; `host` and `port` of the plan are those of the plain port.
    ///
    /// @throws SwarmException as from a [Swarm]
    /// @throws IllegalArgumentException if the plan has an [#objection]
    static SwarmResult run(SwarmPlan plan, SwarmProgress progress)
            throws SwarmException, InterruptedException {
        var objection = plan.objection() == null ? objection(plan) : plan.objection();
        if (objection != null) throw new IllegalArgumentException(objection);
        var server = new InetSocketAddress(plan.host(), plan.port());
        if (server.isUnresolved()) throw SwarmException.unknownHost(plan.host());
        var swarm = new PlainSwarm(plan, progress, server);
        try {
            return swarm.run();
        } finally {
            swarm.close();
        }
    }

    /// What plain clients cannot do of this plan, as a sentence; null if they can do all.
    static @Nullable String objection(SwarmPlan plan) {
        if (!plan.channel().equals("#lab")) return "--plain: these clients know #lab only.";
        if (plan.rate() > 0) return "--plain has no --rate: its clients wait for one another.";
        return plan.payload() > MAX_TEXT
                ? "--payload must be at most %d with --plain: the server cuts longer lines."
                        .formatted(MAX_TEXT)
                : null;
    }

    private PlainSwarm(SwarmPlan plan, SwarmProgress progress, InetSocketAddress server) {
        this.plan = plan;
        this.progress = progress;
        this.server = server;
        payload = new Payload(ThreadLocalRandom.current().nextInt(), plan.payload());
        random = new SplittableRandom(plan.seed());
        deadline = System.nanoTime() + plan.timeout().toNanos();
        sent = new int[plan.senders()];
        confirmed = new int[plan.senders()];
        seen = new int[plan.senders()];
        nextStep = random.longs(plan.churners(), 1, LONGEST_STAY + 1).toArray();
        var numbers = new MessageNumbers(plan.senders(), plan.messages());
        for (int index = 0; index < plan.clients() + plan.churners(); index++) {
            boolean isSender = index < plan.senders();
            int number = index - (isSender ? 0 : isMember(index) ? plan.senders() : plan.clients());
            char role = isSender ? 's' : isMember(index) ? 'r' : 'c';
            var nick = new SwarmNick(role, number, plan.seed()).afterRefusals(0);
            int self = isSender ? index : ReceiveLog.NO_SENDER;
            talkers.add(new PlainTalker(index, new ReceiveLog(nick, self, numbers), this));
        }
    }

    private boolean isMember(int index) {
        return index < plan.clients();
    }

    private synchronized SwarmResult run() throws SwarmException, InterruptedException {
        for (var talker : talkers) connect(talker);
        loop("joining", this::repeatMarks, () -> talkers.stream().noneMatch(this::isJoining));

        long began = System.nanoTime();
        loop("sending", this::converse, this::isSaid);

        for (var talker : talkers) {
            if (talker.state() == State.IN) talker.leave();
        }
        loop("finishing", () -> {}, () -> talkers.stream().noneMatch(this::isLeaving));
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;

        int[] processed = sent.clone();
        for (int sender = 0; sender < processed.length; sender++) {
            if (talkers.get(sender).state() == State.GONE) {
                processed[sender] = Math.max(confirmed[sender], seen[sender]);
            }
        }
        return new SwarmResult(
                plan,
                "the plain port",
                Arrays.stream(processed).asLongStream().sum(),
                seconds,
                Latency.of(latency),
                Audit.of(talkers.stream().map(PlainTalker::log).toList(), processed),
                List.of());
    }

    /// Acts again and again until `done`, at once when something has arrived.
    private void loop(String next, Runnable action, BooleanSupplier done)
            throws SwarmException, InterruptedException {
        phase = next;
        while (!done.getAsBoolean()) {
            action.run();
            if (unreachable != null) throw SwarmException.unreachable(plan, unreachable);
            if (System.nanoTime() > deadline) {
                throw SwarmException.timedOut(plan, phase, waiting());
            }
            progress.at(phase, totalSent, plan.totalMessages());
            wait(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
        }
    }

    private void connect(PlainTalker talker) {
        try {
            talker.connect(server);
            talker.newMark(new BitSet());
            say(talker, new byte[0]);
        } catch (IOException e) {
            unreachable = e;
        }
    }

    /// Says what is given, and the latest mark after it.
    private void say(PlainTalker talker, byte[] lines) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(lines);
        var mark = "mark:%s:%d:%d\n".formatted(run, talker.index(), talker.mark());
        bytes.writeBytes(mark.getBytes(UTF_8));
        talker.say(bytes.toByteArray(), System.nanoTime());
    }

    private void converse() {
        for (int sender = 0; sender < sent.length; sender++) {
            var talker = talkers.get(sender);
            if (talker.state() == State.IN && talker.unheard().isEmpty()) sayNext(talker);
        }
        for (int churner = 0; churner < nextStep.length; churner++) {
            if (totalSent >= nextStep[churner] && !isAllSent()) step(churner);
        }
        repeatMarks();
    }

    private void sayNext(PlainTalker talker) {
        int sender = talker.index();
        int lot = Math.max(1, IN_FLIGHT / sent.length);
        int count = Math.min(lot, plan.messages() - sent[sender]);
        if (count == 0 || isAnyChurnerBehind()) return;
        int width = payload.size() + 1;
        byte[] lines = new byte[count * width];
        long now = System.nanoTime();
        for (int line = 0; line < count; line++) {
            talker.log().sends();
            payload.write(lines, line * width, sender, sent[sender] + line, now);
            lines[line * width + width - 1] = '\n';
        }
        sent[sender] += count;
        totalSent += count;
        var listeners = new BitSet();
        for (var other : talkers) {
            if (other != talker && other.state() == State.IN) listeners.set(other.index());
        }
        listeners.andNot(deaf);
        talker.newMark(listeners);
        say(talker, lines);
    }

    private void step(int churner) {
        var talker = talkers.get(plan.clients() + churner);
        switch (talker.state()) {
            case IN -> {
                nextStep[churner] = totalSent + 1 + random.nextInt(LONGEST_ABSENCE);
                talker.log().leaving(confirmed);
                talker.leave();
                forget(talker);
            }
            case OUT -> {
                nextStep[churner] = totalSent + 1 + random.nextInt(LONGEST_STAY);
                connect(talker);
            }
            case JOINING, LEAVING, GONE -> {}
        }
    }

    /// Says marks again that somebody has missed. A client that joins and that nobody hears was not
    /// let in: it connects again.
    private void repeatMarks() {
        long now = System.nanoTime();
        for (var talker : talkers) {
            boolean waits = talker.state() == State.IN && !talker.unheard().isEmpty();
            int repeats = Math.min(talker.repeats(), MOST_REPEATS);
            long patience = PATIENCE_NANOS << (repeats - 1);
            boolean isDue = (waits || isJoining(talker)) && now - talker.saidAt() >= patience;
            if (!isDue) continue;
            if (repeats == MOST_REPEATS && isJoining(talker) && isAnybodyIn()) {
                talker.close();
                connect(talker);
            } else if (repeats == MOST_REPEATS && talker.isHeard()) {
                deaf.or(talker.unheard());
                talker.unheard().clear();
            } else {
                say(talker, new byte[0]);
            }
        }
    }

    private boolean isAnybodyIn() {
        return talkers.stream().anyMatch(talker -> talker.state() == State.IN);
    }

    @Override
    public synchronized void line(PlainTalker talker, String line) {
        int nickEnd = line.indexOf(": ");
        var text = line.substring(nickEnd < 0 ? 0 : nickEnd + 2);
        var mark = MARK.matcher(text);
        if (nickEnd < 0) {
            talker.lastWords(line);
        } else if (mark.matches()) {
            if (mark.group(1).equals(run)) {
                heard(talker, Integer.parseInt(mark.group(2)), Integer.parseInt(mark.group(3)));
            }
        } else {
            received(talker, text.getBytes(UTF_8));
        }
    }

    private void received(PlainTalker talker, byte[] text) {
        switch (payload.inspect(text, 0, text.length)) {
            case INTACT -> {
                int sender = Payload.sender(text, 0);
                int sequence = Payload.sequence(text, 0);
                talker.log().received(sender, sequence);
                if (sender < seen.length) seen[sender] = Math.max(seen[sender], sequence + 1);
                long took = System.nanoTime() - Payload.time(text, 0);
                latency.recordValue(Math.clamp(took, 0, LONGEST_NANOS));
            }
            case DAMAGED -> talker.log().damaged();
            case FOREIGN -> {} // somebody else talks on the channel
        }
    }

    private void heard(PlainTalker listener, int index, int number) {
        deaf.clear(listener.index());
        if (index >= talkers.size()) return;
        var talker = talkers.get(index);
        if (talker.mark() != number) return;
        talker.heardBy(listener.index());
        notifyAll();
        if (index < sent.length) confirmed[index] = sent[index];
        if (isJoining(talker)) {
            talker.state(State.IN);
            talker.log().joined(sent);
        }
    }

    @Override
    public synchronized void ended(PlainTalker talker, Socket connection, String reason) {
        if (!talker.isOn(connection)) return; // of an earlier one
        if (isLeaving(talker)) {
            talker.state(State.OUT);
        } else {
            talker.state(State.GONE);
            talker.log().disconnected(talker.lastWords() == null ? reason : talker.lastWords());
            talker.unheard().clear();
            forget(talker);
        }
        notifyAll();
    }

    /// Nobody waits for this one to hear a mark.
    private void forget(PlainTalker talker) {
        for (var other : talkers) other.unheard().clear(talker.index());
    }

    private boolean isSaid() {
        return isAllSent()
                && talkers.stream().noneMatch(this::isJoining)
                && talkers.stream().noneMatch(this::isLeaving)
                && talkers.stream().allMatch(talker -> talker.unheard().isEmpty());
    }

    private boolean isAllSent() {
        for (int sender = 0; sender < sent.length; sender++) {
            boolean isGone = talkers.get(sender).state() == State.GONE;
            if (sent[sender] < plan.messages() && !isGone) return false;
        }
        return true;
    }

    /// Senders wait for a churner that has not got in or out for long, so that its outbox cannot
    /// overflow.
    private boolean isAnyChurnerBehind() {
        for (int churner = 0; churner < nextStep.length; churner++) {
            var talker = talkers.get(plan.clients() + churner);
            boolean isMidStep = isJoining(talker) || isLeaving(talker);
            if (isMidStep && totalSent - nextStep[churner] > MOST_BEHIND) return true;
        }
        return false;
    }

    private boolean isJoining(PlainTalker talker) {
        return talker.state() == State.JOINING;
    }

    private boolean isLeaving(PlainTalker talker) {
        return talker.state() == State.LEAVING;
    }

    private List<String> waiting() {
        return talkers.stream()
                .filter(talker -> isJoining(talker) || !talker.unheard().isEmpty())
                .map(talker -> "client " + talker.index() + " waits until others hear it")
                .toList();
    }

    private synchronized void close() {
        talkers.forEach(PlainTalker::close);
    }
}
