package chatlab.harness.scenario;

import chatlab.harness.arbiter.Arbiter;
import chatlab.harness.arbiter.Call;
import chatlab.harness.arbiter.Violation;
import chatlab.harness.child.TestMessage;
import chatlab.harness.scenario.Operation.Broadcast;
import chatlab.harness.scenario.Operation.Join;
import chatlab.harness.scenario.Operation.Leave;
import chatlab.harness.scenario.Operation.Subscribers;
import chatlab.strategies.BroadcastStrategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// One run of a scenario on a new strategy: its receivers, its threads, its history.
public final class ScenarioRun {
    /// Whom a receiver lets join from inside `deliver`.
    static final String GUEST = "eve";

    final BroadcastStrategy<TestMessage> strategy;
    private final Scenario scenario;
    final Driver driver;
    private final Map<String, RecordingSubscriber> receivers = new TreeMap<>();

    final RecordedHistory history;
    final CountDownLatch bobEnded = new CountDownLatch(1);
    final CountDownLatch bothInside = new CountDownLatch(2);

    public ScenarioRun(BroadcastStrategy<TestMessage> strategy, Scenario scenario, Driver driver) {
        this.strategy = strategy;
        this.scenario = scenario;
        this.driver = driver;
        scenario.members().forEach(this::addReceiver);
        for (var role : scenario.roles()) {
            addReceiver(role.thread(), Behavior.TAKES);
            for (var operation : role.operations()) {
                if (operation instanceof Join(var who)) addReceiver(who, Behavior.TAKES);
                if (operation instanceof Leave(var who)) addReceiver(who, Behavior.TAKES);
            }
        }
        for (var name : scenario.past()) addReceiver(name, Behavior.TAKES);
        if (scenario.members().containsValue(Behavior.JOINS)) addReceiver(GUEST, Behavior.TAKES);
        history = new RecordedHistory(scenario, List.copyOf(receivers.keySet()), driver);
        for (var name : scenario.past()) arrange(new Join(name), name);
        for (var name : scenario.past()) arrange(new Leave(name), name);
        for (var member : scenario.members().keySet()) arrange(new Join(member), member);
    }

    /// Makes a call before the scenario begins. The history has it only if it fails.
    private void arrange(Operation operation, String whom) {
        try {
            call(operation, receiver(whom));
        } catch (RuntimeException | Error e) {
            history.end(history.begin("nobody", operation), null, e);
        }
    }

    private void addReceiver(String name, Behavior behavior) {
        receivers.putIfAbsent(name, new RecordingSubscriber(name, behavior, this));
    }

    private RecordingSubscriber receiver(String name) {
        var receiver = receivers.get(name);
        if (receiver == null) throw new IllegalArgumentException("nobody is called " + name);
        return receiver;
    }

    public BroadcastStrategy<TestMessage> strategy() {
        return strategy;
    }

    /// By name what each receiver has got, those without a message left out.
    public Map<String, String> inboxes() {
        var inboxes = new TreeMap<String, String>();
        receivers.forEach((name, receiver) -> {
            if (!receiver.inbox().isEmpty()) inboxes.put(name, receiver.inbox());
        });
        return inboxes;
    }

    /// What one thread does.
    public Runnable work(ScenarioThread role) {
        return () -> {
            for (var operation : role.operations()) call(role.thread(), operation);
            if (role.thread().equals("bob")) bobEnded.countDown();
        };
    }

    /// A call by a thread of the scenario, or by a receiver from inside `deliver`.
    void call(String thread, Operation operation) {
        var whom =
                switch (operation) {
                    case Join(var who) -> receiver(who);
                    case Leave(var who) -> receiver(who);
                    case Broadcast _, Subscribers _ -> receiver(thread);
                };
        driver.beforeCall(operation);
        var call = history.begin(thread, operation);
        try {
            history.end(call, call(operation, whom), null);
        } catch (Throwable e) { // whatever a strategy throws is part of the outcome
            history.end(call, null, e);
        }
    }

    private Object call(Operation operation, RecordingSubscriber whom) {
        return switch (operation) {
            case Join _ -> strategy.join(whom);
            case Leave _ -> strategy.leave(whom);
            case Broadcast(var message) -> strategy.broadcast(new TestMessage(message), whom);
            case Subscribers _ -> new ArrayList<>(strategy.subscribers());
        };
    }

    /// What the run broke. Call it once, when all threads of the scenario have ended.
    public List<Violation> violations() {
        try {
            history.list(Call.list(new ArrayList<>(strategy.subscribers())));
        } catch (RuntimeException | Error e) {
            history.list(Call.threw(Call.Kind.LIST, -1, 0, e));
        }
        if (!scenario.isHostile()) {
            var last = history.begin("nobody", new Broadcast(RecordedHistory.LAST));
            try {
                int taken =
                        strategy.broadcast(
                                new TestMessage(RecordedHistory.LAST),
                                new RecordingSubscriber("nobody", Behavior.TAKES, this));
                history.end(last, taken, null);
            } catch (RuntimeException | Error e) {
                history.end(last, null, e);
            }
        }
        driver.settle();
        return Arbiter.judge(history);
    }

    /// The members at the end and the messages that arrived, such as `ann, bob are in`.
    public String facts() {
        return history.facts();
    }
}
