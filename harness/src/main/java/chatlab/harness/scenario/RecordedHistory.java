package chatlab.harness.scenario;

import chatlab.harness.arbiter.Call;
import chatlab.harness.arbiter.History;
import chatlab.harness.scenario.Operation.Broadcast;
import chatlab.harness.scenario.Operation.Join;
import chatlab.harness.scenario.Operation.Leave;
import chatlab.harness.scenario.Operation.Subscribers;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The history of a [ScenarioRun]: each call and each delivery with its instants.
///
/// All threads of a scenario write it; the arbiter reads it when they have ended.
public final class RecordedHistory implements History {

    /// The message that is broadcast when all threads have ended, to see who is reached.
    public static final String LAST = "last";

    /// More than any scenario makes; those beyond are not recorded.
    private static final int MOST_CALLS = 62;

    private static final int MOST_DELIVERIES = 256;

    private final Scenario scenario;
    private final List<String> names;
    private final Driver driver;

    private final List<Open> calls = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();

    private Call list = Call.list(List.of());
    private @Nullable Open last;

    /// One call, from its beginning on.
    public static final class Open {
        private final String thread;
        private final Operation operation;
        private final Driver.Instant began;
        private Driver.@Nullable Instant ended;
        private @Nullable Object result;
        private @Nullable Throwable thrown;

        private Open(String thread, Operation operation, Driver.Instant began) {
            this.thread = thread;
            this.operation = operation;
            this.began = began;
        }

        private boolean endsBefore(Driver.Instant instant) {
            return ended != null && ended.precedes(instant);
        }

        /// Such as `ann's join(carol): true`.
        @Override
        public String toString() {
            return thread
                    + "'s "
                    + operation
                    + ": "
                    + (thrown == null ? result : thrown.getClass());
        }
    }

    /// One delivery, from its beginning on.
    public static final class Delivery {
        private final String receiver;
        private final String message;
        private final Driver.Instant at;
        private Driver.@Nullable Instant ended;

        private Delivery(String receiver, String message, Driver.Instant at) {
            this.receiver = receiver;
            this.message = message;
            this.at = at;
        }

        private String message() {
            return message;
        }
    }

    /// @param names of all subscribers
    public RecordedHistory(Scenario scenario, List<String> names, Driver driver) {
        this.scenario = scenario;
        this.names = List.copyOf(names);
        this.driver = driver;
    }

    // --- While the threads run ---

    public synchronized Open begin(String thread, Operation operation) {
        var call = new Open(thread, operation, driver.now());
        if (isLast(operation)) last = call;
        else if (calls.size() < MOST_CALLS) calls.add(call);
        return call;
    }

    public synchronized void end(Open call, @Nullable Object result, @Nullable Throwable thrown) {
        call.result = result;
        call.thrown = thrown;
        call.ended = driver.now();
    }

    /// Records that a `deliver` has begun.
    public synchronized Delivery deliver(String receiver, String message) {
        var delivery = new Delivery(receiver, message, driver.now());
        if (deliveries.size() < MOST_DELIVERIES) deliveries.add(delivery);
        return delivery;
    }

    /// Records that a `deliver` is about to return.
    public synchronized void delivered(Delivery delivery) {
        delivery.ended = driver.now();
    }

    /// Records the result of `subscribers()` after all threads have ended.
    public synchronized void list(Call call) {
        list = call;
    }

    private static boolean isLast(Operation operation) {
        return operation instanceof Broadcast(var message) && message.equals(LAST);
    }

    // --- Afterwards ---

    /// The calls that threads have begun.
    synchronized List<Open> recorded() {
        return List.copyOf(calls);
    }

    private synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /// The members at the end and the messages that arrived, such as `ann, bob are in`.
    String facts() {
        var members = list.listed() == null ? List.of() : list.listed();
        var listed = members.stream().map(String::valueOf).sorted().toList();
        var facts = new ArrayList<String>();
        facts.add(
                (listed.isEmpty() ? "nobody" : String.join(", ", listed))
                        + (listed.size() == 1 ? " is in" : " are in"));
        for (var name : names) {
            var got =
                    deliveries().stream()
                            .filter(delivery -> delivery.receiver.equals(name))
                            .map(Delivery::message)
                            .filter(message -> !message.equals(LAST))
                            .toList();
            if (!got.isEmpty()) facts.add(name + " got '" + String.join("', '", got) + "'");
        }
        return String.join("; ", facts);
    }

    @Override
    public int subscribers() {
        return names.size();
    }

    @Override
    public int numberOf(@Nullable Object subscriber) {
        return names.indexOf(String.valueOf(subscriber));
    }

    @Override
    public long membersAtFirst() {
        return set(scenario.members().keySet().stream());
    }

    @Override
    public List<Call> calls() {
        var all = new ArrayList<Call>();
        for (var call : recorded()) all.add(ended(call, all.size()));
        all.add(list);
        if (last != null) all.add(ended(last, all.size()));
        return all;
    }

    private Call ended(Open call, int message) {
        boolean isTrue = Boolean.TRUE.equals(call.result);
        return switch (call.operation) {
            case Join(var who) ->
                    new Call(Call.Kind.JOIN, numberOf(who), 0, isTrue ? 1 : 0, null, call.thrown);
            case Leave(var who) ->
                    new Call(Call.Kind.LEAVE, numberOf(who), 0, isTrue ? 1 : 0, null, call.thrown);
            case Subscribers _ ->
                    new Call(
                            Call.Kind.LIST,
                            -1,
                            0,
                            0,
                            call.result instanceof List<?> list ? list : null,
                            call.thrown);
            case Broadcast _ ->
                    new Call(
                            Call.Kind.BROADCAST,
                            numberOf(call.thread),
                            message,
                            call.result instanceof Integer count ? count : 0,
                            null,
                            call.thrown);
        };
    }

    @Override
    public long before(int call) {
        long before = 0;
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).endsBefore(open(call).began)) before |= 1L << i;
        }
        return before;
    }

    private Open open(int call) {
        return call == last() && last != null ? last : calls.get(call);
    }

    @Override
    public int list() {
        return calls.size();
    }

    @Override
    public int last() {
        return last == null ? -1 : calls.size() + 1;
    }

    @Override
    public int copies(int subscriber, int message) {
        return (int) inbox(subscriber).filter(text(message)::equals).count();
    }

    @Override
    public int place(int subscriber, int message) {
        return inbox(subscriber).toList().indexOf(text(message));
    }

    private Stream<String> inbox(int subscriber) {
        return deliveries().stream()
                .filter(delivery -> delivery.receiver.equals(name(subscriber)))
                .map(Delivery::message);
    }

    /// From inside `deliver`, a subscriber has not got its message yet.
    @Override
    public boolean hasGot(int subscriber, int message, int call) {
        var began = open(call).began;
        return deliveries().stream()
                .filter(delivery -> delivery.receiver.equals(name(subscriber)))
                .filter(delivery -> delivery.message.equals(text(message)))
                .anyMatch(d -> d.ended != null && d.ended.precedes(began));
    }

    @Override
    public boolean deliversBetween(int subscriber, int leave, long joins) {
        return deliveries().stream()
                .filter(delivery -> delivery.receiver.equals(name(subscriber)))
                .filter(delivery -> !delivery.message.equals(LAST))
                .filter(delivery -> calls.get(leave).endsBefore(delivery.at))
                .anyMatch(delivery -> areAfter(delivery, joins));
    }

    private boolean areAfter(Delivery delivery, long joins) {
        for (long rest = joins; rest != 0; rest &= rest - 1) {
            var join = calls.get(Long.numberOfTrailingZeros(rest));
            if (!delivery.at.precedes(join.began)) return false;
        }
        return true;
    }

    @Override
    public boolean deliversAfter(int broadcast) {
        return deliveries().stream()
                .filter(delivery -> delivery.message.equals(text(broadcast)))
                .anyMatch(delivery -> open(broadcast).endsBefore(delivery.at));
    }

    @Override
    public boolean mayStillDeliver() {
        return false;
    }

    @Override
    public boolean isHostile() {
        return scenario.isHostile();
    }

    @Override
    public long selfLeavers() {
        return set(
                scenario.members().entrySet().stream()
                        .filter(member -> member.getValue() == Behavior.LEAVES)
                        .map(member -> member.getKey()));
    }

    private long set(Stream<String> subscribers) {
        return subscribers.mapToLong(name -> 1L << names.indexOf(name)).reduce(0, (a, b) -> a | b);
    }

    /// Blames the guarantee that the scenario is about: it is no breach of `DELIVERY` if a strategy
    /// without `REENTRANCY` fails because of a callback.
    @Override
    public @Nullable Guarantee disturbedBefore(int call) {
        boolean isDisturbed =
                deliveries().stream()
                        .filter(delivery -> disturbs(scenario.members().get(delivery.receiver)))
                        .anyMatch(delivery -> call < 0 || beginsBeforeEnd(delivery, call));
        return isDisturbed ? scenario.guarantee() : null;
    }

    private boolean beginsBeforeEnd(Delivery delivery, int call) {
        if (call == list()) return true;
        var ended = open(call).ended;
        return ended != null && delivery.at.precedes(ended);
    }

    private static boolean disturbs(@Nullable Behavior behavior) {
        return behavior != null && behavior.disturbs();
    }

    @Override
    public String name(int subscriber) {
        return names.get(subscriber);
    }

    @Override
    public String words(int call) {
        if (call == list()) return "afterwards, subscribers()";
        if (call == last()) return "afterwards, a broadcast";
        return calls.get(call).thread + "'s " + calls.get(call).operation;
    }

    @Override
    public String text(int message) {
        return ((Broadcast) open(message).operation).message();
    }
}
