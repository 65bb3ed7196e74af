package chatlab.step;

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

import chatlab.step.Operation.Broadcast;
import chatlab.step.Operation.Join;
import chatlab.step.Operation.Leave;
import chatlab.strategies.Guarantee;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A small plot on one strategy: who is in at the beginning, and which threads do what.
///
/// Each is made for one guarantee, its stake; what happens is judged by all that apply.
@SuppressWarnings("ImmutableEnumChecker") // the collections are unmodifiable
enum Scenario {
    JOIN_JOIN(
            MEMBERSHIP,
            "Two join at once. Are both in?",
            Map.of(),
            Role.of("ann", new Join("ann")),
            Role.of("bob", new Join("bob"))),

    JOIN_LEAVE(
            MEMBERSHIP,
            "One joins while another leaves. Is the one in and the other out?",
            calm("carol", "dave"),
            Role.of("ann", new Join("ann")),
            Role.of("bob", new Leave("carol"))),

    LEAVE_LEAVE(
            MEMBERSHIP,
            "Two leave at once, and one stays. Is only the one who stays left?",
            calm("carol", "dave", "erin"),
            Role.of("ann", new Leave("carol")),
            Role.of("bob", new Leave("dave"))),

    BROADCAST_JOIN(
            DELIVERY,
            "Somebody joins during a broadcast. Does everybody who was in get it?",
            calm("carol", "dave"),
            Role.of("ann", new Broadcast("hello")),
            Role.of("bob", new Join("bob"))),

    BROADCAST_LEAVE(
            QUIET_LEAVE,
            "Somebody leaves during a broadcast. Is there silence afterwards?",
            calm("carol", "dave"),
            Role.of("ann", new Broadcast("hello")),
            Role.of("bob", new Leave("carol"))),

    BROADCAST_BROADCAST(
            TOTAL_ORDER,
            "Two broadcast at once. Do both receivers see one order?",
            calm("carol", "dave"),
            Role.of("ann", new Broadcast("one")),
            Role.of("bob", new Broadcast("two"))),

    CROSSED_BROADCASTS(
            DELIVERY,
            "Two members broadcast at once. Does each get the other's message?",
            calm("ann", "bob"),
            Role.of("ann", new Broadcast("one")),
            Role.of("bob", new Broadcast("two"))),

    ECHO(
            DELIVERY,
            "ann leaves while bob, who is in, says something. Does carol get it, and bob not?",
            calm("ann", "bob", "carol"),
            Role.of("ann", new Leave("ann")),
            Role.of("bob", new Broadcast("hello"))),

    LEAVE_DURING_DELIVER(
            REENTRANCY,
            "carol leaves from inside deliver. Does everything go on?",
            cast(Map.of("carol", Manner.LEAVES, "dave", Manner.CALM)),
            Role.of("ann", new Broadcast("hello")),
            Role.of("bob", new Join("bob"))),

    DELIVER_THROWS(
            FAILURE_ISOLATION,
            "carol's deliver throws. Does it cost anybody else anything?",
            cast(Map.of("carol", Manner.THROWS, "dave", Manner.CALM)),
            Role.of("ann", new Broadcast("hello")),
            Role.of("bob", new Join("bob"))),

    SAME_JOIN(
            MEMBERSHIP,
            "Two threads let the same subscriber in. Is it in once?",
            Map.of(),
            Role.of("ann", new Join("carol")),
            Role.of("bob", new Join("carol"))),

    SAME_LEAVE(
            MEMBERSHIP,
            "Two threads let the same subscriber out. Does one of them find it in?",
            calm("carol", "dave"),
            Role.of("ann", new Leave("carol")),
            Role.of("bob", new Leave("carol"))),

    RECYCLE(
            MEMBERSHIP,
            "Two places are free, and one is taken and given back. Does each have its own?",
            Map.of(),
            Role.of("ann", new Join("ann"), new Join("carol")),
            Role.of("bob", new Join("bob"), new Join("eve"), new Leave("bob"))),

    RELAY(
            SNAPSHOT,
            "carol leaves only when dave is in, and dave only when erin is. Does one get the"
                    + " message?",
            calm("carol"),
            Role.of("ann", new Broadcast("hello")),
            Role.of(
                    "bob",
                    new Join("dave"),
                    new Leave("carol"),
                    new Join("erin"),
                    new Leave("dave"))),

    TWO_MESSAGES(
            SENDER_ORDER,
            "One sender, two messages. Do they arrive in the order sent?",
            calm("carol"),
            Role.of("ann", new Broadcast("first"), new Broadcast("second")),
            Role.of("bob", new Join("bob"))),

    STUCK_DELIVER(
            STALL_ISOLATION,
            "carol is stuck in deliver until bob has joined. Can he?",
            cast(Map.of("carol", Manner.WAITS_FOR_BOB)),
            Role.of("ann", new Broadcast("hello")),
            Role.of("bob", new Join("bob"))),

    TWO_IN_PROGRESS(
            CONCURRENT_BROADCAST,
            "Whoever gets a message waits for the other broadcast. Does it begin?",
            cast(Map.of("ann", Manner.WAITS_FOR_ANOTHER, "bob", Manner.WAITS_FOR_ANOTHER)),
            Role.of("ann", new Broadcast("one")),
            Role.of("bob", new Broadcast("two")));

    private final Guarantee stake;
    private final String question;
    private final Map<String, Manner> members;
    private final List<Role> roles;

    Scenario(Guarantee stake, String question, Map<String, Manner> members, Role... roles) {
        this.stake = stake;
        this.question = question;
        this.members = members;
        this.roles = List.of(roles);
    }

    private static Map<String, Manner> calm(String... names) {
        var members = new TreeMap<String, Manner>();
        for (var name : names) members.put(name, Manner.CALM);
        return Collections.unmodifiableMap(members);
    }

    private static Map<String, Manner> cast(Map<String, Manner> members) {
        return Collections.unmodifiableMap(new TreeMap<>(members));
    }

    /// What `--scenario` calls it, such as `join-join`.
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Scenario> titled(String title) {
        return Stream.of(values()).filter(scenario -> scenario.title().equals(title)).findFirst();
    }

    /// The guarantee it is made for.
    Guarantee stake() {
        return stake;
    }

    /// What it asks, in words.
    String question() {
        return question;
    }

    /// Who is in at the beginning, by name and in this order.
    Map<String, Manner> members() {
        return members;
    }

    /// Who has come and gone before it begins.
    List<String> past() {
        return this == RECYCLE ? List.of("dave", "erin") : List.of();
    }

    /// What the threads do, in the order in which they are shown.
    List<Role> roles() {
        return roles;
    }

    /// Whether its receivers call back, throw or block. Then calls that never return break the
    /// stake.
    boolean isHostile() {
        return members.values().stream().anyMatch(manner -> manner != Manner.CALM);
    }

    @Override
    public String toString() {
        return title();
    }
}
