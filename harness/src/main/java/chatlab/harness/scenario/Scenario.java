package chatlab.harness.scenario;

import static chatlab.strategies.Guarantee.CONCURRENT_BROADCAST;
import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.FAILURE_ISOLATION;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.REENTRANCY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.SNAPSHOT;
import static chatlab.strategies.Guarantee.STALL_ISOLATION;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import chatlab.harness.scenario.Operation.Broadcast;
import chatlab.harness.scenario.Operation.Join;
import chatlab.harness.scenario.Operation.Leave;
import chatlab.strategies.Guarantee;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A small situation: which subscribers are in at the start, and which thread calls what.
///
/// Each is made for one guarantee, its guarantee; what happens is judged by all that apply.
@SuppressWarnings("ImmutableEnumChecker") // the collections are unmodifiable
public enum Scenario {
    JOIN_JOIN(
            MEMBERSHIP,
            "Two join at once. Are both in?",
            Map.of(),
            ScenarioThread.of("ann", new Join("ann")),
            ScenarioThread.of("bob", new Join("bob"))),

    JOIN_LEAVE(
            MEMBERSHIP,
            "One joins while another leaves. Is the one in and the other out?",
            members("carol", "dave"),
            ScenarioThread.of("ann", new Join("ann")),
            ScenarioThread.of("bob", new Leave("carol"))),

    LEAVE_LEAVE(
            MEMBERSHIP,
            "Two leave at once, and one stays. Is only the one who stays left?",
            members("carol", "dave", "erin"),
            ScenarioThread.of("ann", new Leave("carol")),
            ScenarioThread.of("bob", new Leave("dave"))),

    BROADCAST_JOIN(
            DELIVERY,
            "Somebody joins during a broadcast. Does everybody who was in get it?",
            members("carol", "dave"),
            ScenarioThread.of("ann", new Broadcast("hello")),
            ScenarioThread.of("bob", new Join("bob"))),

    BROADCAST_LEAVE(
            QUIET_LEAVE,
            "Somebody leaves during a broadcast. Is there silence afterwards?",
            members("carol", "dave"),
            ScenarioThread.of("ann", new Broadcast("hello")),
            ScenarioThread.of("bob", new Leave("carol"))),

    BROADCAST_BROADCAST(
            TOTAL_ORDER,
            "Two broadcast at once. Do both receivers see one order?",
            members("carol", "dave"),
            ScenarioThread.of("ann", new Broadcast("one")),
            ScenarioThread.of("bob", new Broadcast("two"))),

    CROSSED_BROADCASTS(
            DELIVERY,
            "Two members broadcast at once. Does each get the other's message?",
            members("ann", "bob"),
            ScenarioThread.of("ann", new Broadcast("one")),
            ScenarioThread.of("bob", new Broadcast("two"))),

    ECHO(
            DELIVERY,
            "ann leaves while bob, who is in, says something. Does carol get it, and bob not?",
            members("ann", "bob", "carol"),
            ScenarioThread.of("ann", new Leave("ann")),
            ScenarioThread.of("bob", new Broadcast("hello"))),

    LEAVE_DURING_DELIVER(
            REENTRANCY,
            "carol leaves from inside deliver. Does everything go on?",
            members(Map.of("carol", Behavior.LEAVES, "dave", Behavior.TAKES)),
            ScenarioThread.of("ann", new Broadcast("hello")),
            ScenarioThread.of("bob", new Join("bob"))),

    DELIVER_THROWS(
            FAILURE_ISOLATION,
            "carol's deliver throws. Does it cost anybody else anything?",
            members(Map.of("carol", Behavior.THROWS, "dave", Behavior.TAKES)),
            ScenarioThread.of("ann", new Broadcast("hello")),
            ScenarioThread.of("bob", new Join("bob"))),

    SAME_JOIN(
            MEMBERSHIP,
            "Two threads let the same subscriber in. Is it in once?",
            Map.of(),
            ScenarioThread.of("ann", new Join("carol")),
            ScenarioThread.of("bob", new Join("carol"))),

    SAME_LEAVE(
            MEMBERSHIP,
            "Two threads let the same subscriber out. Does one of them find it in?",
            members("carol", "dave"),
            ScenarioThread.of("ann", new Leave("carol")),
            ScenarioThread.of("bob", new Leave("carol"))),

    RECYCLE(
            MEMBERSHIP,
            "Two places are free, and one is taken and given back. Does each have its own?",
            Map.of(),
            ScenarioThread.of("ann", new Join("ann"), new Join("carol")),
            ScenarioThread.of("bob", new Join("bob"), new Join("eve"), new Leave("bob"))),

    RELAY(
            SNAPSHOT,
            "carol leaves only when dave is in, and dave only when erin is. Does one get the"
                    + " message?",
            members("carol"),
            ScenarioThread.of("ann", new Broadcast("hello")),
            ScenarioThread.of(
                    "bob",
                    new Join("dave"),
                    new Leave("carol"),
                    new Join("erin"),
                    new Leave("dave"))),

    TWO_MESSAGES(
            SENDER_ORDER,
            "One sender, two messages. Do they arrive in the order sent?",
            members("carol"),
            ScenarioThread.of("ann", new Broadcast("first"), new Broadcast("second")),
            ScenarioThread.of("bob", new Join("bob"))),

    STUCK_DELIVER(
            STALL_ISOLATION,
            "carol is stuck in deliver until bob has joined. Can he?",
            members(Map.of("carol", Behavior.WAITS_FOR_BOB)),
            ScenarioThread.of("ann", new Broadcast("hello")),
            ScenarioThread.of("bob", new Join("bob"))),

    TWO_IN_PROGRESS(
            CONCURRENT_BROADCAST,
            "Whoever gets a message waits for the other broadcast. Does it begin?",
            members(Map.of("ann", Behavior.WAITS_FOR_ANOTHER, "bob", Behavior.WAITS_FOR_ANOTHER)),
            ScenarioThread.of("ann", new Broadcast("one")),
            ScenarioThread.of("bob", new Broadcast("two")));

    private final Guarantee guarantee;
    private final String question;
    private final Map<String, Behavior> members;
    private final List<ScenarioThread> roles;

    Scenario(
            Guarantee guarantee,
            String question,
            Map<String, Behavior> members,
            ScenarioThread... roles) {
        this.guarantee = guarantee;
        this.question = question;
        this.members = members;
        this.roles = List.of(roles);
    }

    private static Map<String, Behavior> members(String... names) {
        var members = new TreeMap<String, Behavior>();
        for (var name : names) members.put(name, Behavior.TAKES);
        return Collections.unmodifiableMap(members);
    }

    private static Map<String, Behavior> members(Map<String, Behavior> members) {
        return Collections.unmodifiableMap(new TreeMap<>(members));
    }

    /// What `--scenario` calls it, such as `join-join`.
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Scenario> titled(String title) {
        return Stream.of(values()).filter(scenario -> scenario.title().equals(title)).findFirst();
    }

    /// The guarantee it is made for.
    public Guarantee guarantee() {
        return guarantee;
    }

    /// What it asks, in words.
    public String question() {
        return question;
    }

    /// The members at the start, by name and in this order.
    public Map<String, Behavior> members() {
        return members;
    }

    /// The subscribers that have joined and left before the start.
    public List<String> past() {
        return this == RECYCLE ? List.of("dave", "erin") : List.of();
    }

    /// What the threads do, in the order in which they are shown.
    public List<ScenarioThread> roles() {
        return roles;
    }

    /// Whether a run can show that a guarantee is broken. Hostile receivers excuse all but their
    /// own guarantee.
    public boolean canShow(Guarantee asked) {
        if (isHostile()) return asked == guarantee;
        return switch (asked) {
            case MEMBERSHIP, DELIVERY -> true;
            case SNAPSHOT -> has(Broadcast.class) && (has(Join.class) || has(Leave.class));
            case QUIET_LEAVE -> has(Broadcast.class) && has(Leave.class);
            case SENDER_ORDER -> roles.stream().anyMatch(role -> broadcasts(role) > 1);
            case TOTAL_ORDER -> roles.stream().filter(role -> broadcasts(role) > 0).count() > 1;
            case FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST -> false;
        };
    }

    private boolean has(Class<? extends Operation> kind) {
        return roles.stream().anyMatch(role -> role.operations().stream().anyMatch(kind::isInstance));
    }

    private static long broadcasts(ScenarioThread role) {
        return role.operations().stream().filter(Broadcast.class::isInstance).count();
    }

    /// Whether its receivers call back, throw or block. Then calls that never return break the
    /// guarantee.
    public boolean isHostile() {
        return members.values().stream().anyMatch(behavior -> behavior != Behavior.TAKES);
    }

    @Override
    public String toString() {
        return title();
    }
}
