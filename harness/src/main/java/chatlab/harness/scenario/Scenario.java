package chatlab.harness.scenario;

import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
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
import chatlab.harness.scenario.Operation.Subscribers;
import chatlab.strategies.Guarantee;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A small situation: which subscribers are in at the start, and which thread calls what.
///
/// Each is made for one guarantee, its guarantee; what happens is judged by all that apply. Some
/// have a name and a story; they are constants. [Generated] makes others.
///
/// @param title what `--scenario` calls it, such as `join-join`
/// @param guarantee the guarantee it is made for
/// @param question what it asks, in words
/// @param members the members at the start, by name and in this order
/// @param past the subscribers that have joined and left before the start
/// @param roles what the threads do, in the order in which they are shown
public record Scenario(
        String title,
        Guarantee guarantee,
        String question,
        Map<String, Behavior> members,
        List<String> past,
        List<ScenarioThread> roles) {

    public static final Scenario JOIN_JOIN =
            of(
                    "join-join",
                    MEMBERSHIP,
                    "Two join at once. Are both in?",
                    Map.of(),
                    ScenarioThread.of("ann", new Join("ann")),
                    ScenarioThread.of("bob", new Join("bob")));

    public static final Scenario JOIN_LEAVE =
            of(
                    "join-leave",
                    MEMBERSHIP,
                    "One joins while another leaves. Is the one in and the other out?",
                    members("carol", "dave"),
                    ScenarioThread.of("ann", new Join("ann")),
                    ScenarioThread.of("bob", new Leave("carol")));

    public static final Scenario LEAVE_LEAVE =
            of(
                    "leave-leave",
                    MEMBERSHIP,
                    "Two leave at once, and one stays. Is only the one who stays left?",
                    members("carol", "dave", "erin"),
                    ScenarioThread.of("ann", new Leave("carol")),
                    ScenarioThread.of("bob", new Leave("dave")));

    public static final Scenario BROADCAST_JOIN =
            of(
                    "broadcast-join",
                    DELIVERY,
                    "Somebody joins during a broadcast. Does everybody who was in get it?",
                    members("carol", "dave"),
                    ScenarioThread.of("ann", new Broadcast("hello")),
                    ScenarioThread.of("bob", new Join("bob")));

    public static final Scenario BROADCAST_LEAVE =
            of(
                    "broadcast-leave",
                    QUIET_LEAVE,
                    "Somebody leaves during a broadcast. Is there silence afterwards?",
                    members("carol", "dave"),
                    ScenarioThread.of("ann", new Broadcast("hello")),
                    ScenarioThread.of("bob", new Leave("carol")));

    public static final Scenario BROADCAST_BROADCAST =
            of(
                    "broadcast-broadcast",
                    TOTAL_ORDER,
                    "Two broadcast at once. Do both receivers see one order?",
                    members("carol", "dave"),
                    ScenarioThread.of("ann", new Broadcast("one")),
                    ScenarioThread.of("bob", new Broadcast("two")));

    public static final Scenario CROSSED_BROADCASTS =
            of(
                    "crossed-broadcasts",
                    DELIVERY,
                    "Two members broadcast at once. Does each get the other's message?",
                    members("ann", "bob"),
                    ScenarioThread.of("ann", new Broadcast("one")),
                    ScenarioThread.of("bob", new Broadcast("two")));

    public static final Scenario ECHO =
            of(
                    "echo",
                    DELIVERY,
                    "ann leaves while bob, who is in, says something. Does carol get it, and bob"
                            + " not?",
                    members("ann", "bob", "carol"),
                    ScenarioThread.of("ann", new Leave("ann")),
                    ScenarioThread.of("bob", new Broadcast("hello")));

    public static final Scenario LEAVE_DURING_DELIVER =
            of(
                    "leave-during-deliver",
                    REENTRANCY,
                    "carol leaves from inside deliver. Does everything go on?",
                    Map.of("carol", Behavior.LEAVES, "dave", Behavior.TAKES),
                    ScenarioThread.of("ann", new Broadcast("hello")),
                    ScenarioThread.of("bob", new Join("bob")));

    public static final Scenario DELIVER_THROWS =
            of(
                    "deliver-throws",
                    FAILURE_ISOLATION,
                    "carol's deliver throws. Does it cost anybody else anything?",
                    Map.of("carol", Behavior.THROWS, "dave", Behavior.TAKES),
                    ScenarioThread.of("ann", new Broadcast("hello")),
                    ScenarioThread.of("bob", new Join("bob")));

    public static final Scenario SAME_JOIN =
            of(
                    "same-join",
                    MEMBERSHIP,
                    "Two threads let the same subscriber in. Is it in once?",
                    Map.of(),
                    ScenarioThread.of("ann", new Join("carol")),
                    ScenarioThread.of("bob", new Join("carol")));

    public static final Scenario SAME_LEAVE =
            of(
                    "same-leave",
                    MEMBERSHIP,
                    "Two threads let the same subscriber out. Does one of them find it in?",
                    members("carol", "dave"),
                    ScenarioThread.of("ann", new Leave("carol")),
                    ScenarioThread.of("bob", new Leave("carol")));

    public static final Scenario RECYCLE =
            of(
                    "recycle",
                    MEMBERSHIP,
                    "Two places are free, and one is taken and given back. Does each have its own?",
                    Map.of(),
                    List.of("dave", "erin"),
                    ScenarioThread.of("ann", new Join("ann"), new Join("carol")),
                    ScenarioThread.of("bob", new Join("bob"), new Join("eve"), new Leave("bob")));

    public static final Scenario LIST_LEAVE =
            of(
                    "list-leave",
                    MEMBERSHIP,
                    "One asks who is in while another leaves. Does the list name those who stay?",
                    members("carol", "dave", "erin"),
                    ScenarioThread.of("ann", new Subscribers()),
                    ScenarioThread.of("bob", new Leave("carol")));

    public static final Scenario RELAY =
            of(
                    "relay",
                    SNAPSHOT,
                    "carol leaves only when dave is in, and dave only when erin is. Does one get"
                            + " the message?",
                    members("carol"),
                    ScenarioThread.of("ann", new Broadcast("hello")),
                    ScenarioThread.of(
                            "bob",
                            new Join("dave"),
                            new Leave("carol"),
                            new Join("erin"),
                            new Leave("dave")));

    public static final Scenario TWO_MESSAGES =
            of(
                    "two-messages",
                    SENDER_ORDER,
                    "One sender, two messages. Do they arrive in the order sent?",
                    members("carol"),
                    ScenarioThread.of("ann", new Broadcast("first"), new Broadcast("second")),
                    ScenarioThread.of("bob", new Join("bob")));

    public static final Scenario ANSWER =
            of(
                    "answer",
                    CAUSAL_ORDER,
                    "bob answers when ann's question has reached him. Does carol get the question"
                            + " first?",
                    members("bob", "carol"),
                    ScenarioThread.of("ann", new Broadcast("question")),
                    ScenarioThread.of("bob", new Broadcast("answer")));

    public static final Scenario STUCK_DELIVER =
            of(
                    "stuck-deliver",
                    STALL_ISOLATION,
                    "carol is stuck in deliver until bob has joined. Can he?",
                    Map.of("carol", Behavior.WAITS_FOR_BOB),
                    ScenarioThread.of("ann", new Broadcast("hello")),
                    ScenarioThread.of("bob", new Join("bob")));

    public static final Scenario TWO_IN_PROGRESS =
            of(
                    "two-in-progress",
                    CONCURRENT_BROADCAST,
                    "Whoever gets a message waits for the other broadcast. Does it begin?",
                    Map.of("ann", Behavior.WAITS_FOR_ANOTHER, "bob", Behavior.WAITS_FOR_ANOTHER),
                    ScenarioThread.of("ann", new Broadcast("one")),
                    ScenarioThread.of("bob", new Broadcast("two")));

    private static final List<Scenario> NAMED =
            List.of(
                    JOIN_JOIN,
                    JOIN_LEAVE,
                    LEAVE_LEAVE,
                    BROADCAST_JOIN,
                    BROADCAST_LEAVE,
                    BROADCAST_BROADCAST,
                    CROSSED_BROADCASTS,
                    ECHO,
                    LEAVE_DURING_DELIVER,
                    DELIVER_THROWS,
                    SAME_JOIN,
                    SAME_LEAVE,
                    RECYCLE,
                    LIST_LEAVE,
                    RELAY,
                    TWO_MESSAGES,
                    ANSWER,
                    STUCK_DELIVER,
                    TWO_IN_PROGRESS);

    public Scenario {
        members = Collections.unmodifiableMap(new TreeMap<>(members));
        past = List.copyOf(past);
        roles = List.copyOf(roles);
    }

    private static Scenario of(
            String title,
            Guarantee guarantee,
            String question,
            Map<String, Behavior> members,
            ScenarioThread... roles) {
        return of(title, guarantee, question, members, List.of(), roles);
    }

    private static Scenario of(
            String title,
            Guarantee guarantee,
            String question,
            Map<String, Behavior> members,
            List<String> past,
            ScenarioThread... roles) {
        return new Scenario(title, guarantee, question, members, past, List.of(roles));
    }

    private static Map<String, Behavior> members(String... names) {
        var members = new TreeMap<String, Behavior>();
        for (var name : names) members.put(name, Behavior.TAKES);
        return members;
    }

    /// Those that have a name, in the order in which they are listed.
    public static List<Scenario> named() {
        return NAMED;
    }

    /// The scenario with a title: a named one, or a program as [Generated] writes it.
    public static Optional<Scenario> titled(String title) {
        return NAMED.stream()
                .filter(scenario -> scenario.title().equals(title))
                .findFirst()
                .or(() -> Generated.parse(title));
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
            case CAUSAL_ORDER -> hasAnswers();
            case TOTAL_ORDER -> roles.stream().filter(role -> broadcasts(role) > 0).count() > 1;
            case FAILURE_ISOLATION, REENTRANCY, STALL_ISOLATION, CONCURRENT_BROADCAST -> false;
        };
    }

    /// Whether somebody can get a message and then send one.
    private boolean hasAnswers() {
        return canShow(TOTAL_ORDER)
                && roles.stream()
                        .filter(role -> broadcasts(role) > 0)
                        .anyMatch(role -> canBeIn(role.thread()));
    }

    private boolean canBeIn(String who) {
        return members.containsKey(who)
                || roles.stream().anyMatch(role -> role.operations().contains(new Join(who)));
    }

    private boolean has(Class<? extends Operation> kind) {
        return roles.stream()
                .anyMatch(role -> role.operations().stream().anyMatch(kind::isInstance));
    }

    private static long broadcasts(ScenarioThread role) {
        return role.operations().stream().filter(Broadcast.class::isInstance).count();
    }

    /// The same with receivers that only take messages.
    public Scenario withoutHostility() {
        var tame = new TreeMap<String, Behavior>();
        members.keySet().forEach(name -> tame.put(name, Behavior.TAKES));
        return new Scenario(title, guarantee, question, tame, past, roles);
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
