package chatlab.step;

import chatlab.step.History.Arrival;
import chatlab.step.History.Call;
import chatlab.step.Operation.Broadcast;
import chatlab.step.Operation.Join;
import chatlab.step.Operation.Leave;
import chatlab.strategies.Guarantee;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The arbiter: holds a history against the guarantees, each as its definition says.
///
/// `MEMBERSHIP` and `SNAPSHOT` ask whether there is an order of the calls that explains what was
/// seen and does not reverse two calls of which one was over before the other began. The histories
/// are short, so it tries all orders.
final class Judge {
    private final Scenario scenario;
    private final List<Call> calls;
    private final List<Arrival> arrivals;
    private final List<String> members;
    private final List<Finding> findings = new ArrayList<>();

    /// @param members who is in at the end; `null` is the name of none
    Judge(Scenario scenario, History history, List<String> members) {
        this.scenario = scenario;
        this.calls = history.calls();
        this.arrivals = history.arrivals();
        this.members = List.copyOf(members);
    }

    Outcome outcome() {
        judgeExceptions();
        judgeMembership();
        for (var call : calls) {
            if (call.operation instanceof Broadcast(var message)) judgeDelivery(call, message);
        }
        judgeQuietLeave();
        // One by one breaches would come up here again; and who calls back is in and out by itself.
        if (findings.isEmpty() && !scenario.isHostile()) judgeSnapshot();
        judgeSenderOrder();
        judgeTotalOrder();
        return new Outcome(findings, facts());
    }

    private void found(Guarantee guarantee, String sentence) {
        findings.add(new Finding(scenario.isHostile() ? scenario.stake() : guarantee, sentence));
    }

    private void judgeExceptions() {
        for (var call : calls) {
            if (call.thrown == null) continue;
            var guarantee =
                    call.operation instanceof Broadcast ? Guarantee.DELIVERY : Guarantee.MEMBERSHIP;
            found(
                    guarantee,
                    "%s's %s threw %s".formatted(call.thread, call.operation, name(call.thrown)));
        }
    }

    private static String name(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    // --- MEMBERSHIP ---

    private void judgeMembership() {
        if (members.contains("null")) found(Guarantee.MEMBERSHIP, "a null is among the members");
        for (var name : new TreeSet<>(members)) {
            if (Collections.frequency(members, name) > 1 && !name.equals("null")) {
                found(Guarantee.MEMBERSHIP, name + " is in twice");
            }
        }
        if (!findings.isEmpty() || canBeOrdered(false)) return;
        found(Guarantee.MEMBERSHIP, whatIsWrongWithTheMembers());
    }

    private String whatIsWrongWithTheMembers() {
        for (var call : calls) {
            boolean isIn = call.operation instanceof Join(var who) && members.contains(who);
            boolean wasIn = call.operation instanceof Leave(var who) && members.contains(who);
            if (call.operation instanceof Join(var who) && !isIn && !leaves(who)) {
                return who + "'s join is lost";
            }
            if (call.operation instanceof Leave(var who) && wasIn && !joins(who)) {
                return who + " has left and is still in";
            }
        }
        for (var member : scenario.members().keySet()) {
            if (!members.contains(member) && !leaves(member)) {
                return member + ", who never left, is no longer in";
            }
        }
        return calls.stream()
                .filter(call -> !(call.operation instanceof Broadcast))
                .map(call -> call.operation + " returned " + call.result)
                .collect(Collectors.joining(", ", "no order of the calls explains that ", ""));
    }

    private boolean joins(String who) {
        return calls.stream().anyMatch(call -> call.operation.equals(new Join(who)));
    }

    private boolean leaves(String who) {
        return calls.stream().anyMatch(call -> call.operation.equals(new Leave(who)));
    }

    // --- DELIVERY ---

    private void judgeDelivery(Call broadcast, String message) {
        for (var name : receivers()) {
            long copies = arrivals.stream().filter(isOf(name, message)).count();
            if (copies > 1) found(Guarantee.DELIVERY, name + " got '" + message + "' twice");
            if (copies == 0 && isInForTheWholeOf(broadcast, name)) {
                found(
                        Guarantee.DELIVERY,
                        "%s, who was in all along, did not get '%s'".formatted(name, message));
            }
        }
    }

    private static java.util.function.Predicate<Arrival> isOf(String receiver, String message) {
        return a -> a.receiver().equals(receiver) && a.message().equals(message);
    }

    private Set<String> receivers() {
        var names = new TreeSet<>(scenario.members().keySet());
        for (var call : calls) {
            if (call.operation instanceof Join(var who)) names.add(who);
        }
        return names;
    }

    private boolean isInForTheWholeOf(Call broadcast, String name) {
        if (name.equals(broadcast.thread) || leavesByItself(name)) return false;
        boolean joinedBefore =
                scenario.members().containsKey(name)
                        || calls.stream()
                                .anyMatch(call ->
                                        call.operation.equals(new Join(name))
                                                && call.returned(true)
                                                && call.precedes(broadcast));
        boolean stayed =
                calls.stream()
                        .filter(call -> call.operation.equals(new Leave(name)))
                        .allMatch(broadcast::precedes);
        return joinedBefore && stayed;
    }

    private boolean leavesByItself(String name) {
        return scenario.members().get(name) == Manner.LEAVES;
    }

    // --- QUIET_LEAVE ---

    private void judgeQuietLeave() {
        for (var leave : calls) {
            if (!(leave.operation instanceof Leave(var who)) || !leave.returned(true)) continue;
            for (var arrival : arrivals) {
                if (!arrival.receiver().equals(who) || arrival.at() < leave.ended) continue;
                boolean mayBeBack =
                        calls.stream()
                                .filter(call -> call.operation.equals(new Join(who)))
                                .anyMatch(
                                        join -> !join.precedes(leave) && join.began < arrival.at());
                if (!mayBeBack) {
                    found(
                            Guarantee.QUIET_LEAVE,
                            "%s got '%s' after leave had returned"
                                    .formatted(who, arrival.message()));
                }
            }
        }
    }

    // --- SNAPSHOT ---

    private void judgeSnapshot() {
        if (canBeOrdered(true)) return;
        for (var call : calls) {
            if (call.operation instanceof Broadcast(var message)) {
                found(
                        Guarantee.SNAPSHOT,
                        "'%s' reached %s, and at no instant were they the members"
                                .formatted(message, listed(reached(message))));
            }
        }
    }

    private Set<String> reached(String message) {
        return arrivals.stream()
                .filter(arrival -> arrival.message().equals(message))
                .map(Arrival::receiver)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether some order explains the results of joins and leaves, who is in at the end, and, if
    /// asked, whom each broadcast reached.
    private boolean canBeOrdered(boolean withBroadcasts) {
        var toOrder =
                calls.stream()
                        .filter(call -> withBroadcasts || !(call.operation instanceof Broadcast))
                        .toList();
        var before = new HashSet<>(scenario.members().keySet());
        if (scenario.isHostile()) before.removeIf(this::leavesByItself);
        return canBeOrdered(toOrder, before);
    }

    private boolean canBeOrdered(List<Call> rest, Set<String> in) {
        if (rest.isEmpty()) return in.equals(withoutSelfLeavers(members));
        for (var next : rest) {
            if (rest.stream().anyMatch(other -> other.precedes(next))) continue;
            var after = new HashSet<>(in);
            boolean explained =
                    switch (next.operation) {
                        case Join(var who) -> next.returned(after.add(who));
                        case Leave(var who) -> next.returned(after.remove(who));
                        case Broadcast(var message) -> {
                            var owed = new TreeSet<>(in);
                            owed.remove(next.thread);
                            yield owed.equals(reached(message));
                        }
                    };
            if (!explained) continue;
            var others = rest.stream().filter(call -> call != next).toList();
            if (canBeOrdered(others, after)) return true;
        }
        return false;
    }

    private Set<String> withoutSelfLeavers(List<String> names) {
        var rest = new HashSet<>(names);
        rest.removeIf(this::leavesByItself);
        return rest;
    }

    // --- SENDER_ORDER and TOTAL_ORDER ---

    private void judgeSenderOrder() {
        for (var role : scenario.roles()) {
            var sent =
                    role.operations().stream()
                            .filter(Broadcast.class::isInstance)
                            .map(operation -> ((Broadcast) operation).message())
                            .toList();
            for (var name : receivers()) {
                var got = inbox(name).stream().filter(sent::contains).distinct().toList();
                if (!got.equals(sent.stream().filter(got::contains).toList())) {
                    found(
                            Guarantee.SENDER_ORDER,
                            "%s got %s, sent in the other order".formatted(name, quoted(got)));
                }
            }
        }
    }

    private void judgeTotalOrder() {
        var names = List.copyOf(receivers());
        for (var one : names) {
            for (var other : names.subList(names.indexOf(one) + 1, names.size())) {
                var first = inbox(one).stream().filter(inbox(other)::contains).distinct().toList();
                var second = inbox(other).stream().filter(first::contains).distinct().toList();
                if (!first.equals(second)) {
                    found(
                            Guarantee.TOTAL_ORDER,
                            "%s got %s, %s got %s"
                                    .formatted(one, quoted(first), other, quoted(second)));
                }
            }
        }
    }

    private List<String> inbox(String receiver) {
        return arrivals.stream()
                .filter(arrival -> arrival.receiver().equals(receiver))
                .map(Arrival::message)
                .toList();
    }

    private static String quoted(List<String> messages) {
        return messages.stream().collect(Collectors.joining("' before '", "'", "'"));
    }

    // --- The facts ---

    private String facts() {
        var facts = new ArrayList<String>();
        facts.add(
                listed(members.stream().sorted().toList())
                        + (members.size() == 1 ? " is in" : " are in"));
        for (var name : receivers()) {
            if (!inbox(name).isEmpty()) {
                facts.add(name + " got '" + String.join("', '", inbox(name)) + "'");
            }
        }
        return String.join("; ", facts);
    }

    private static String listed(java.util.Collection<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }
}
