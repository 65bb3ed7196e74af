package chatlab.client.swarm;

import chatlab.client.audit.MessageNumbers;
import chatlab.client.audit.ReceiveLog;
import chatlab.client.swarm.SwarmClient.State;
import chatlab.terminal.SafeText;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// All clients of a swarm: members first (the senders first among them), then churners. Confined to
/// the swarm's thread.
final class SwarmClients {
    private static final int MOST_COMPLAINTS = 3;

    private final SwarmPlan plan;
    private final SwarmConnections connections;
    private final SwarmClient.Events events;
    private final List<SwarmClient> all = new ArrayList<>();
    private final List<Churner> churners = new ArrayList<>();

    SwarmClients(SwarmPlan plan, SwarmConnections connections, SwarmClient.Events events)
            throws IOException {
        this.plan = plan;
        this.connections = connections;
        this.events = events;
        for (int sender = 0; sender < plan.senders(); sender++) {
            add('s', sender, sender);
        }
        for (int receiver = 0; receiver < plan.clients() - plan.senders(); receiver++) {
            add('r', receiver, ReceiveLog.NO_SENDER);
        }
        for (int churner = 0; churner < plan.churners(); churner++) {
            var client = add('c', churner, ReceiveLog.NO_SENDER);
            churners.add(new Churner(client, plan.seed() + churner));
        }
    }

    private SwarmClient add(char role, int number, int senderNumber) throws IOException {
        var nicks = new SwarmNick(role, number, plan.seed());
        var numbers = new MessageNumbers(plan.senders(), plan.messages());
        var client =
                new SwarmClient(
                        all.size(),
                        nicks,
                        plan.channel(),
                        new ReceiveLog(nicks.afterRefusals(0), senderNumber, numbers),
                        connections.open(),
                        events);
        all.add(client);
        connections.add(client);
        return client;
    }

    List<SwarmClient> all() {
        return all;
    }

    List<SwarmClient> members() {
        return all.subList(0, plan.clients());
    }

    List<Churner> churners() {
        return churners;
    }

    int size() {
        return all.size();
    }

    long count(State state) {
        return all.stream().filter(client -> client.state() == state).count();
    }

    boolean areAll(State state) {
        return count(state) == all.size();
    }

    /// Whether no client waits for an answer.
    boolean areIdle() {
        return all.stream().allMatch(SwarmClient::isIdle);
    }

    /// A churner's join or leave is complete; for a member nothing happens.
    void stepDone(SwarmClient client) {
        int churner = client.index() - plan.clients();
        if (churner >= 0) {
            churners.get(churner).stepDone();
        }
    }

    /// Each client that waits, with what it waits for.
    List<String> waiting() {
        return all.stream()
                .filter(client -> !client.isIdle())
                .map(client -> client.nick() + " waits for " + client.waitsFor().orElse(""))
                .map(SafeText::of)
                .toList();
    }

    /// The errors that the server sent on the way: each once, with the first client that got it.
    List<String> complaints() {
        var firsts = new TreeMap<String, String>();
        for (var client : all) {
            client.complaint().ifPresent(text -> firsts.putIfAbsent(text, client.nick()));
        }
        return firsts.entrySet().stream()
                .limit(MOST_COMPLAINTS)
                .map(first -> "the server told %s: %s".formatted(first.getValue(), first.getKey()))
                .map(SafeText::of)
                .toList();
    }
}
