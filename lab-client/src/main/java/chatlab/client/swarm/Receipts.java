package chatlab.client.swarm;

import java.util.Arrays;
import java.util.List;

/// Which messages are settled at which members (see [Window]). Asks the members that are late with
/// PING. Confined to the swarm's thread.
final class Receipts {
    /// A server's outbox usually holds 1,024 messages; this leaves room for joins and leaves.
    private static final int IN_FLIGHT = 64;

    private final List<SwarmClient> members;

    // Per sender.
    private final Window[] windows;
    private final int[] confirmed;
    private final int[] seen;

    // Per member: whether a PING to it is unanswered, and whether a PONG was the latest proof from
    // it, with no message since.
    private final boolean[] asked;
    private final boolean[] silent;

    /// @param members the clients that stay in the channel; the first of them are the senders
    Receipts(List<SwarmClient> members, int senders) {
        this.members = members;
        windows = new Window[senders];
        for (int sender = 0; sender < senders; sender++) {
            windows[sender] = new Window(members.size(), Math.max(1, IN_FLIGHT / senders));
            windows[sender].exclude(sender);
        }
        confirmed = new int[senders];
        seen = new int[senders];
        asked = new boolean[members.size()];
        silent = new boolean[members.size()];
    }

    Window window(int sender) {
        return windows[sender];
    }

    /// How many messages of each sender the server has certainly processed.
    int[] confirmed() {
        return confirmed;
    }

    /// How many messages of this sender the server has processed, as far as any answer or any
    /// received message shows.
    int processed(int sender) {
        return Math.max(confirmed[sender], seen[sender]);
    }

    /// The server has processed the first `count` messages of this sender.
    void confirm(int sender, int count) {
        confirmed[sender] = count;
        if (count >= windows[sender].goal()) {
            windows[sender].forEachLaggard(member -> {
                if (silent[member]) {
                    ask(member);
                }
            });
        }
    }

    /// Whether the server has processed all messages that this sender's window waits for.
    boolean isGoalConfirmed(int sender) {
        return confirmed[sender] >= windows[sender].goal();
    }

    void askLaggards(int sender) {
        windows[sender].forEachLaggard(this::ask);
    }

    /// Makes a member prove that no confirmed message is still on its way to it.
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

    /// How many messages of each sender are settled for this member.
    int[] settled(int member) {
        return Arrays.stream(windows).mapToInt(window -> window.settled(member)).toArray();
    }

    /// How many messages of each sender are settled for all members.
    int[] settledEverywhere() {
        return Arrays.stream(windows).mapToInt(Window::settledEverywhere).toArray();
    }

    /// No sender waits for this client anymore.
    void gone(SwarmClient client) {
        if (client.index() < members.size()) {
            for (var window : windows) {
                window.exclude(client.index());
            }
        }
    }
}
