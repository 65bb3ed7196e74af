package chatlab.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// What the swarm sends between the first message and the last, and when. Used by the swarm's
/// thread only.
///
/// Without a rate each sender sends as fast as its [Window] lets it (a closed loop): the server is
/// never given more than it can hold. With a rate messages have due times and go out when they are
/// due, whatever the server makes of it (an open loop); a message counts as sent when it was due,
/// so that a server which stalls the swarm cannot hide the stall (Gil Tene's "coordinated
/// omission").
///
/// Behind every few messages a sender sends PING. The answer confirms that the server has processed
/// them, and tells nothing about who has received them.
final class Traffic {
    /// A server's outbox usually holds 1,024 messages; this leaves room for joins and leaves.
    private static final int IN_FLIGHT = 64;

    /// How many messages a sender of an open loop sends between two PINGs.
    private static final int OPEN_LOOP_LOT = 16;

    /// A sender that is stuck for so long begins to ask the receivers it waits for. This decides
    /// only when to ask; the answer alone lets the sender go on.
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final double NANOS_PER_SECOND = 1e9;

    private final SwarmPlan plan;
    private final Payload payload;
    private final List<SwarmClient> members;
    private final List<Churner> churners;

    /// `PRIVMSG #lab :`, room for the text, and the line end.
    private final byte[] line;

    // Per sender.
    private final Window[] windows;
    private final int[] sent;
    private final int[] confirmed;
    private final int[] seen;
    private final long[] movedAt;

    // Per member: whether a question to it is under way, and whether its last sign of life was an
    // answer and no message.
    private final boolean[] asked;
    private final boolean[] silent;

    private long sentInAll;

    /// In an open loop, how many messages have come due.
    private long nextDue;

    private long began;
    private boolean timeIsUp;

    /// @param members the clients that stay in the channel; the first of them are the senders
    Traffic(SwarmPlan plan, Payload payload, List<SwarmClient> members, List<Churner> churners) {
        this.plan = plan;
        this.payload = payload;
        this.members = members;
        this.churners = churners;
        byte[] command = ("PRIVMSG " + plan.channel() + " :").getBytes(StandardCharsets.UTF_8);
        line = Arrays.copyOf(command, command.length + payload.size() + 2);
        line[line.length - 2] = '\r';
        line[line.length - 1] = '\n';
        windows = new Window[plan.senders()];
        for (int sender = 0; sender < windows.length; sender++) {
            windows[sender] = new Window(members.size(), Math.max(1, IN_FLIGHT / plan.senders()));
            windows[sender].exclude(sender);
        }
        sent = new int[plan.senders()];
        confirmed = new int[plan.senders()];
        seen = new int[plan.senders()];
        movedAt = new long[plan.senders()];
        asked = new boolean[members.size()];
        silent = new boolean[members.size()];
    }

    /// How many messages each sender has sent so far.
    int[] sent() {
        return sent;
    }

    /// How many messages of each sender the server has processed, to all that is known. Of a sender
    /// that lost its connection these are the confirmed ones, and those that anybody has received.
    int[] processed() {
        int[] processed = sent.clone();
        for (int sender = 0; sender < sent.length; sender++) {
            if (members.get(sender).isGone()) {
                processed[sender] = Math.max(confirmed[sender], seen[sender]);
            }
        }
        return processed;
    }

    long sentInAll() {
        return sentInAll;
    }

    void begin(long now) {
        began = now;
        Arrays.fill(movedAt, now);
    }

    /// Sends what may be sent now, and lets churners come and go.
    void step(long now) {
        if (!timeIsUp
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
            churners.forEach(churner -> churner.step(sentInAll, confirmed));
        }
    }

    private void sendWhatIsDue(long now) {
        while (nextDue < plan.messagesInAll() && dueTime(nextDue) <= now) {
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
        var window = windows[sender];
        while (!isFinished(sender)) {
            int count = Math.min(window.lot(), plan.messages() - sent[sender]);
            if (!window.admits(sent[sender], count) || isAnyChurnerBehind()) {
                askWhoeverIsLate(sender, now);
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
            payload.write(line, line.length - 2 - payload.size(), sender, sequence, time);
            client.send(line);
        }
        sent[sender] += count;
        sentInAll += count;
    }

    private void askForConfirmation(int sender) {
        int count = sent[sender];
        members.get(sender).ping(() -> confirmed(sender, count));
    }

    private void confirmed(int sender, int count) {
        confirmed[sender] = count;
        if (count >= windows[sender].goal()) {
            windows[sender].forEachLaggard(member -> {
                if (silent[member]) {
                    ask(member);
                }
            });
        }
    }

    private void askWhoeverIsLate(int sender, long now) {
        var window = windows[sender];
        if (now - movedAt[sender] > PATIENCE_NANOS && confirmed[sender] >= window.goal()) {
            movedAt[sender] = now;
            window.forEachLaggard(this::ask);
        }
    }

    /// Has a receiver prove that nothing confirmed so far is still on its way to it.
    private void ask(int member) {
        if (asked[member]) {
            return;
        }
        asked[member] = true;
        int[] confirmedThen = confirmed.clone();
        members.get(member).ping(() -> answered(member, confirmedThen));
    }

    private void answered(int member, int[] confirmedThen) {
        asked[member] = false;
        for (int sender = 0; sender < windows.length; sender++) {
            silent[member] |= !windows[sender].isSettled(member, confirmedThen[sender]);
            windows[sender].settle(member, confirmedThen[sender]);
        }
    }

    void received(SwarmClient client, int sender, int sequence) {
        if (sender >= windows.length) {
            return;
        }
        seen[sender] = Math.max(seen[sender], sequence + 1);
        int member = client.index();
        if (member < members.size()) {
            silent[member] = false;
            windows[sender].settle(member, sequence + 1);
        }
    }

    /// Nobody waits for this client any more.
    void gone(SwarmClient client) {
        if (client.index() < members.size()) {
            for (var window : windows) {
                window.exclude(client.index());
            }
        }
    }

    private boolean allSent() {
        return IntStream.range(0, sent.length).allMatch(this::isFinished);
    }

    private boolean isFinished(int sender) {
        return timeIsUp || sent[sender] == plan.messages() || members.get(sender).isGone();
    }

    private boolean isAnyChurnerBehind() {
        for (var churner : churners) {
            if (churner.isBehind(sentInAll)) {
                return true;
            }
        }
        return false;
    }

    /// Whether every sender is done and the server has confirmed it, and every churner has got
    /// where it was going.
    boolean isDone() {
        return allSent()
                && IntStream.range(0, sent.length).noneMatch(this::isUnconfirmed)
                && churners.stream().noneMatch(Churner::isMidStep);
    }

    private boolean isUnconfirmed(int sender) {
        return confirmed[sender] < sent[sender] && !members.get(sender).isGone();
    }

    /// How long there is nothing to do unless something arrives, in nanoseconds.
    long nanosToNextStep(long now) {
        return plan.rate() > 0 && nextDue < plan.messagesInAll()
                ? Math.max(0, dueTime(nextDue) - now)
                : PATIENCE_NANOS;
    }
}
