package chatlab.client.swarm;

import chatlab.client.wire.Payload;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// What the swarm sends in its sending phase, and when. Confined to the swarm's thread.
///
/// Without a rate, each sender sends as fast as its [Window] permits (a closed loop): the server
/// never holds more messages than it has room for. With a rate, messages have due times and are
/// sent when due, even if the server is slow (an open loop). The time of sending is then the due
/// time, so a server that stalls the swarm cannot hide the stall (Gil Tene's "coordinated
/// omission").
///
/// After every few messages a sender sends PING. The answer confirms that the server has processed
/// them; it does not show who has received them. [Receipts] find that out.
final class Traffic {
    /// How many messages a sender of an open loop sends between two PINGs.
    private static final int OPEN_LOOP_LOT = 16;

    /// After this time a blocked sender asks the receivers that it waits for. The time decides only
    /// when to ask; only the answer unblocks the sender.
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final double NANOS_PER_SECOND = 1e9;

    private final SwarmPlan plan;
    private final Payload payload;
    private final List<SwarmClient> members;
    private final List<Churner> churners;
    private final Receipts receipts;
    private final @Nullable Follower follower;

    /// `PRIVMSG #lab :`, room for the text, and the line end.
    private final byte[] line;

    // Per sender.
    private final int[] sent;
    private final long[] movedAt;

    private long totalSent;

    /// In an open loop, how many messages have become due.
    private long nextDue;

    private long began;
    private boolean timeIsUp;

    /// Whether the sending time does not end yet.
    private boolean isHeld;

    /// @param members the clients that stay in the channel; the first of them are the senders
    /// @param follower null: nobody follows
    Traffic(
            SwarmPlan plan,
            Payload payload,
            List<SwarmClient> members,
            List<Churner> churners,
            @Nullable Follower follower) {
        this.plan = plan;
        this.follower = follower;
        this.payload = payload;
        this.members = members;
        this.churners = churners;
        receipts = new Receipts(members, plan.senders());
        byte[] command = ("PRIVMSG " + plan.channel() + " :").getBytes(StandardCharsets.UTF_8);
        line = Arrays.copyOf(command, command.length + payload.size() + 2);
        line[line.length - 2] = '\r';
        line[line.length - 1] = '\n';
        sent = new int[plan.senders()];
        movedAt = new long[plan.senders()];
    }

    /// How many messages each sender has sent so far.
    int[] sent() {
        return sent;
    }

    /// How many messages of each sender the server has processed. For a sender that lost its
    /// connection, the messages known to be processed; for the others, all.
    int[] processed() {
        int[] processed = sent.clone();
        for (int sender = 0; sender < sent.length; sender++) {
            if (members.get(sender).isGone()) {
                processed[sender] = receipts.processed(sender);
            }
        }
        return processed;
    }

    /// How many messages of each sender have arrived at every member, or never will.
    int[] settledEverywhere() {
        return clipped(receipts.settledEverywhere());
    }

    /// How many messages of each sender have arrived at this member, or never will.
    int[] settled(SwarmClient member) {
        return clipped(receipts.settled(member.index()));
    }

    private int[] clipped(int[] counts) {
        for (int sender = 0; sender < sent.length; sender++) {
            counts[sender] = Math.min(counts[sender], sent[sender]);
        }
        return counts;
    }

    /// Asks the members that are late, so that what they have lost becomes known.
    void askLaggards() {
        for (int sender = 0; sender < sent.length; sender++) {
            if (receipts.isGoalConfirmed(sender)) receipts.askLaggards(sender);
        }
    }

    /// Lets the sending time go on beyond its end, or not any more.
    void hold(boolean isOn) {
        isHeld = isOn;
    }

    long totalSent() {
        return totalSent;
    }

    void begin(long now) {
        began = now;
        Arrays.fill(movedAt, now);
    }

    /// Sends what may be sent now, and lets churners join and leave.
    void step(long now) {
        if (!timeIsUp
                && !isHeld
                && !plan.sendingTime().isZero()
                && now - began > plan.sendingTime().toNanos()) {
            timeIsUp = true;
            IntStream.range(0, sent.length).forEach(this::askForConfirmation);
        }
        if (plan.rate() > 0) {
            sendWhatIsDue(now);
        } else {
            for (int sender = 0; sender < sent.length; sender++) {
                sendWhatFits(sender, now);
            }
        }
        if (!allSent()) {
            churners.forEach(churner -> churner.step(totalSent, receipts.confirmed()));
        }
    }

    private void sendWhatIsDue(long now) {
        while (nextDue < plan.totalMessages() && dueTime(nextDue) <= now) {
            int sender = (int) (nextDue % sent.length);
            if (!isFinished(sender)) {
                send(sender, 1, dueTime(nextDue));
                if (sent[sender] % OPEN_LOOP_LOT == 0 || sent[sender] == plan.messages()) {
                    askForConfirmation(sender);
                }
            }
            nextDue++;
        }
    }

    private long dueTime(long message) {
        return began + (long) (message * NANOS_PER_SECOND / plan.rate());
    }

    private void sendWhatFits(int sender, long now) {
        var window = receipts.window(sender);
        while (!isFinished(sender)) {
            int count = Math.min(window.lot(), plan.messages() - sent[sender]);
            if (!window.admits(sent[sender], count) || isAnyChurnerBehind()) {
                askLaggards(sender, now);
                return;
            }
            movedAt[sender] = now;
            send(sender, count, now);
            askForConfirmation(sender);
        }
    }

    private void send(int sender, int count, long time) {
        var client = members.get(sender);
        for (int sequence = sent[sender]; sequence < sent[sender] + count; sequence++) {
            client.log().sends();
            payload.write(line, line.length - 2 - payload.size(), sender, sequence, time);
            client.send(line);
            if (follower != null) follower.sent(sender, sequence);
        }
        sent[sender] += count;
        totalSent += count;
    }

    private void askForConfirmation(int sender) {
        int count = sent[sender];
        members.get(sender).ping(() -> receipts.confirm(sender, count));
    }

    private void askLaggards(int sender, long now) {
        if (now - movedAt[sender] > PATIENCE_NANOS && receipts.isGoalConfirmed(sender)) {
            movedAt[sender] = now;
            receipts.askLaggards(sender);
        }
    }

    void received(SwarmClient client, int sender, int sequence) {
        receipts.received(client, sender, sequence);
    }

    /// No sender waits for this client anymore.
    void gone(SwarmClient client) {
        receipts.gone(client);
    }

    private boolean allSent() {
        return IntStream.range(0, sent.length).allMatch(this::isFinished);
    }

    private boolean isFinished(int sender) {
        return timeIsUp || sent[sender] == plan.messages() || members.get(sender).isGone();
    }

    private boolean isAnyChurnerBehind() {
        for (var churner : churners) {
            if (churner.isBehind(totalSent)) {
                return true;
            }
        }
        return false;
    }

    /// Whether every sender is done and the server has confirmed it, and no churner is joining or
    /// leaving.
    boolean isDone() {
        return allSent()
                && IntStream.range(0, sent.length).noneMatch(this::isUnconfirmed)
                && churners.stream().noneMatch(Churner::isMidStep);
    }

    private boolean isUnconfirmed(int sender) {
        return receipts.confirmed()[sender] < sent[sender] && !members.get(sender).isGone();
    }

    /// How long there is nothing to do unless something arrives, in nanoseconds.
    long nanosToNextStep(long now) {
        return plan.rate() > 0 && nextDue < plan.totalMessages()
                ? Math.max(0, dueTime(nextDue) - now)
                : PATIENCE_NANOS;
    }
}
