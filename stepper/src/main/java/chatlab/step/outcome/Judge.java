package chatlab.step.outcome;

import chatlab.step.outcome.CallHistory.Arrival;
import chatlab.step.outcome.CallHistory.Call;
import chatlab.step.scenario.Behavior;
import chatlab.step.scenario.Operation.Broadcast;
import chatlab.step.scenario.Operation.Join;
import chatlab.step.scenario.Operation.Leave;
import chatlab.step.scenario.Scenario;

import java.util.ArrayList;
import java.util.Collection;
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
public final class Judge {
    private final Scenario scenario;
    private final List<Call> calls;

    /// The broadcast after all threads have ended, if there was one.
    private final List<Call> last;

    private final List<Arrival> arrivals;
    private final List<String> members;
    private final List<BrokenPromise> findings = new ArrayList<>();

    /// @param members the names that `subscribers()` lists at the end
    public Judge(Scenario scenario, CallHistory history, List<String> members) {
        this.scenario = scenario;
        this.calls = history.calls().stream().filter(call -> !isLast(call)).toList();
        this.last = history.calls().stream().filter(Judge::isLast).toList();
        this.arrivals = history.arrivals();
        this.members = List.copyOf(members);
    }

    private static boolean isLast(Call call) {
        return call.operation.equals(new Broadcast(CallHistory.LAST));
    }

    public Outcome outcome() {
        judgeExceptions();
        judgeMembership();
        last.forEach(this::judgeWhenDone);
        for (var call : calls) {
            if (call.operation instanceof Broadcast(var message)) {
                judgeWhenDone(call);
                judgeDelivery(call, message);
            }
        }
        judgeQuietLeave();
        // Every breach above would appear here again, and a receiver that leaves by itself has no
        // call in the history.
        if (findings.isEmpty() && !scenario.isHostile()) judgeSnapshot();
        judgeSenderOrder();
        judgeTotalOrder();
        return new Outcome(findings, facts());
    }

    private void found(Seen seen, Object... names) {
        foundBy(CallHistory.NEVER, seen, names);
    }

    /// Blames the guarantee that forbids it, or what the scenario is about if a receiver has called
    /// back or thrown by then: it is no breach of `DELIVERY` if a strategy without `REENTRANCY`
    /// fails because of a callback.
    ///
    /// @param instant when it was seen
    private void foundBy(int instant, Seen seen, Object... names) {
        boolean isDisturbed =
                arrivals.stream()
                        .anyMatch(
                                arrival -> arrival.at() < instant && disturbs(arrival.receiver()));
        var guarantee = isDisturbed ? scenario.guarantee() : seen.breaks();
        findings.add(new BrokenPromise(guarantee, seen.of(names)));
    }

    private boolean disturbs(String receiver) {
        return switch (scenario.members().get(receiver)) {
            case LEAVES, THROWS -> true;
            case TAKES, WAITS_FOR_BOB, WAITS_FOR_ANOTHER -> false;
            case null -> false;
        };
    }

    private void judgeExceptions() {
        for (var call : calls) {
            if (call.thrown == null) continue;
            boolean isBroadcast = call.operation instanceof Broadcast;
            foundBy(
                    call.ended,
                    isBroadcast ? Seen.BROADCAST_THREW : Seen.JOIN_THREW,
                    call,
                    call.thrown.getClass().getSimpleName());
        }
    }

    // --- MEMBERSHIP ---

    private void judgeMembership() {
        if (members.contains("null")) found(Seen.NULL_SLOT);
        for (var name : new TreeSet<>(members)) {
            boolean isDouble = Collections.frequency(members, name) > 1;
            if (isDouble && !name.equals("null")) found(Seen.DOUBLED, name);
        }
        if (findings.isEmpty() && !canBeOrdered(false)) judgeWhoIsIn();
        if (findings.isEmpty()) judgeReach();
    }

    private void judgeWhoIsIn() {
        for (var name : receivers()) {
            boolean isIn = members.contains(name);
            boolean mustBeIn =
                    !leaves(name) && (scenario.members().containsKey(name) || joins(name));
            boolean mustBeOut = leaves(name) && !joins(name);
            if (mustBeIn && !isIn) found(Seen.LOST, name);
            if (mustBeOut && isIn) found(Seen.GHOST, name);
        }
        if (findings.isEmpty()) {
            found(
                    Seen.CONTRADICTION,
                    calls.stream()
                            .filter(call -> !(call.operation instanceof Broadcast))
                            .map(call -> call + " returned " + call.result)
                            .collect(Collectors.joining(", ")));
        }
    }

    /// `subscribers()` and `broadcast` may disagree on who is in.
    private void judgeReach() {
        if (scenario.isHostile()) return;
        for (var name : receivers()) {
            long copies = inbox(name).stream().filter(CallHistory.LAST::equals).count();
            if (copies > 1) found(Seen.DOUBLED, name);
            else if (members.contains(name) != (copies == 1)) found(Seen.HALF_IN, name);
        }
    }

    private boolean joins(String who) {
        return calls.stream().anyMatch(call -> call.operation.equals(new Join(who)));
    }

    private boolean leaves(String who) {
        return calls.stream().anyMatch(call -> call.operation.equals(new Leave(who)));
    }

    // --- DELIVERY ---

    private void judgeWhenDone(Call broadcast) {
        if (!(broadcast.operation instanceof Broadcast(var message))) return;
        boolean wentOn =
                arrivals.stream()
                        .filter(arrival -> arrival.message().equals(message))
                        .anyMatch(arrival -> arrival.at() > broadcast.ended);
        if (wentOn) found(Seen.NOT_DONE, broadcast);
    }

    private void judgeDelivery(Call broadcast, String message) {
        if (inbox(broadcast.thread).contains(message)) {
            found(Seen.ECHO, broadcast.thread, message);
        }
        int copiesInAll = 0;
        for (var name : receivers()) {
            int copies = Collections.frequency(inbox(name), message);
            copiesInAll += copies;
            if (copies > 1) found(Seen.TWICE, name, message);
            if (copies == 0 && isInForTheWholeOf(broadcast, name)) {
                found(Seen.MISSED, name, message);
            }
        }
        boolean isCounted = broadcast.thrown == null && !scenario.isHostile();
        if (isCounted && !broadcast.returned(copiesInAll)) {
            found(Seen.MISCOUNTED, broadcast, String.valueOf(broadcast.result), copiesInAll);
        }
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
        return scenario.members().get(name) == Behavior.LEAVES;
    }

    // --- QUIET_LEAVE ---

    private void judgeQuietLeave() {
        for (var leave : calls) {
            if (!(leave.operation instanceof Leave(var who)) || !leave.returned(true)) continue;
            for (var arrival : arrivals) {
                if (!arrival.receiver().equals(who) || arrival.at() < leave.ended) continue;
                if (arrival.message().equals(CallHistory.LAST)) continue;
                boolean mayBeBack =
                        calls.stream()
                                .filter(call -> call.operation.equals(new Join(who)))
                                .anyMatch(
                                        join -> !join.precedes(leave) && join.began < arrival.at());
                if (!mayBeBack) {
                    found(Seen.LATE, who);
                }
            }
        }
    }

    // --- SNAPSHOT ---

    private void judgeSnapshot() {
        if (canBeOrdered(true)) return;
        for (var call : calls) {
            if (call.operation instanceof Broadcast(var message)) {
                found(Seen.NEVER_TOGETHER, message, listed(reached(message)));
            }
        }
    }

    private Set<String> reached(String message) {
        return arrivals.stream()
                .filter(arrival -> arrival.message().equals(message))
                .map(Arrival::receiver)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Whether some order explains the results of joins and leaves, the members at the end, and, if
    /// asked, the receivers of each broadcast.
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
                    found(Seen.OVERTAKEN, name, got.get(0), got.get(1));
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
                    found(Seen.DISAGREED, one, other);
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

    // --- The facts ---

    private String facts() {
        var facts = new ArrayList<String>();
        facts.add(
                listed(members.stream().sorted().toList())
                        + (members.size() == 1 ? " is in" : " are in"));
        for (var name : receivers()) {
            var got = inbox(name).stream().filter(m -> !m.equals(CallHistory.LAST)).toList();
            if (!got.isEmpty()) facts.add(name + " got '" + String.join("', '", got) + "'");
        }
        return String.join("; ", facts);
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }
}
