package chatlab.step.execution;

import chatlab.step.outcome.BrokenPromise;
import chatlab.step.outcome.CallHistory;
import chatlab.step.outcome.Judge;
import chatlab.step.outcome.Outcome;
import chatlab.step.scenario.Behavior;
import chatlab.step.scenario.Operation;
import chatlab.step.scenario.Operation.Broadcast;
import chatlab.step.scenario.Operation.Join;
import chatlab.step.scenario.Operation.Leave;
import chatlab.step.scenario.Scenario;
import chatlab.step.scenario.ScenarioThread;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Guarantee;
import chatlab.strategies.Subscriber;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// One run of a scenario on a new strategy: its receivers, its threads, its history.
///
/// Lives in the child JVM. The stepper reads `strategy` and `everybody` from outside.
public final class ScenarioRun {
    final BroadcastStrategy<String> strategy;
    private final Scenario scenario;
    private final RecordingSubscribers subscribers;
    private final Map<String, RecordingSubscriber> receivers = new TreeMap<>();

    /// All receivers, so that the stepper can show what each has got.
    final RecordingSubscriber[] everybody;

    final CallHistory history = new CallHistory();
    final CountDownLatch bobEnded = new CountDownLatch(1);
    final CountDownLatch bothInside = new CountDownLatch(2);

    ScenarioRun(
            BroadcastStrategy<String> strategy,
            Scenario scenario,
            RecordingSubscribers subscribers) {
        this.subscribers = subscribers;
        this.strategy = strategy;
        this.scenario = scenario;
        scenario.members().forEach(this::addReceiver);
        for (var role : scenario.roles()) {
            addReceiver(role.thread(), Behavior.TAKES);
            for (var operation : role.operations()) {
                if (operation instanceof Join(var who)) addReceiver(who, Behavior.TAKES);
            }
        }
        for (var name : scenario.past()) addReceiver(name, Behavior.TAKES);
        everybody = receivers.values().toArray(RecordingSubscriber[]::new);
        for (var name : scenario.past()) arrange(new Join(name), name);
        for (var name : scenario.past()) arrange(new Leave(name), name);
        for (var member : scenario.members().keySet()) arrange(new Join(member), member);
    }

    /// Makes a call before the scenario begins. The arbiter hears of it only if it fails.
    private void arrange(Operation operation, String whom) {
        try {
            call(operation, receiver(whom));
        } catch (RuntimeException | Error e) {
            history.end(history.begin("nobody", operation), null, e);
        }
    }

    /// Calls everything on one thread, with receivers that take it calmly.
    ///
    /// @return what the calls returned or threw
    static String warmUp(BroadcastStrategy<String> strategy, RecordingSubscribers subscribers) {
        var scenarioRun = new ScenarioRun(strategy, Scenario.JOIN_JOIN, subscribers);
        Operation[] operations = {
            new Join("ann"),
            new Join("bob"),
            new Join("bob"),
            new Broadcast("hello"),
            new Leave("bob"),
            new Leave("bob")
        };
        for (var operation : operations) {
            var whom = scenarioRun.receiver(operation instanceof Join(var who) ? who : "bob");
            scenarioRun.play(
                    "nobody", new Operation[] {operation}, new RecordingSubscriber[] {whom});
        }
        var results = new ArrayList<String>();
        for (var call : scenarioRun.history.calls()) {
            results.add(call + ": " + (call.thrown == null ? call.result : call.thrown.getClass()));
        }
        try {
            results.add(strategy.subscribers().toString());
        } catch (RuntimeException | Error e) {
            results.add(e.getClass().toString());
        }
        return results.toString();
    }

    /// Lets receivers go that are stuck in `deliver`, so that an abandoned run can end.
    void release() {
        bobEnded.countDown();
        bothInside.countDown();
        bothInside.countDown();
    }

    private void addReceiver(String name, Behavior behavior) {
        if (receivers.containsKey(name)) return;
        var receiver = subscribers.called(name);
        receiver.enter(this, behavior);
        receivers.put(name, receiver);
    }

    private RecordingSubscriber receiver(String name) {
        var receiver = receivers.get(name);
        if (receiver == null) throw new IllegalArgumentException("nobody is called " + name);
        return receiver;
    }

    /// The threads of the scenario, not yet started, in the order of its roles.
    List<Thread> threads() {
        return scenario.roles().stream().map(this::thread).toList();
    }

    private Thread thread(ScenarioThread role) {
        var operations = role.operations().toArray(Operation[]::new);
        var whom = new RecordingSubscriber[operations.length];
        for (int i = 0; i < operations.length; i++) whom[i] = subject(operations[i], role);
        return Thread.ofPlatform()
                .name(role.thread())
                .daemon()
                .unstarted(() -> play(role.thread(), operations, whom));
    }

    private RecordingSubscriber subject(Operation operation, ScenarioThread role) {
        return switch (operation) {
            case Join(var who) -> receiver(who);
            case Leave(var who) -> receiver(who);
            case Broadcast _ -> receiver(role.thread());
        };
    }

    /// Runs on a thread of the scenario, and so calls no collection but the strategy's.
    private void play(String thread, Operation[] operations, RecordingSubscriber[] whom) {
        for (int i = 0; i < operations.length; i++) {
            cue();
            var call = history.begin(thread, operations[i]);
            try {
                history.end(call, call(operations[i], whom[i]), null);
            } catch (Throwable e) { // whatever a strategy throws is part of the outcome
                history.end(call, null, e);
            }
        }
        if (thread.equals("bob")) bobEnded.countDown();
    }

    /// The debugger stops each thread here, before each of its operations.
    private static void cue() {}

    private Object call(Operation operation, RecordingSubscriber whom) {
        return switch (operation) {
            case Join _ -> strategy.join(whom);
            case Leave _ -> strategy.leave(whom);
            case Broadcast(var message) -> strategy.broadcast(message, whom);
        };
    }

    /// The outcome, when all threads have ended.
    Outcome outcome() {
        var members = new ArrayList<String>();
        try {
            for (Subscriber<String> member : strategy.subscribers()) {
                members.add(String.valueOf(member));
            }
        } catch (RuntimeException | Error e) {
            return failed(Guarantee.MEMBERSHIP, "subscribers()", e);
        }
        if (!scenario.isHostile()) {
            var last = history.begin("nobody", new Broadcast(CallHistory.LAST));
            try {
                history.end(
                        last,
                        strategy.broadcast(CallHistory.LAST, subscribers.called("nobody")),
                        null);
            } catch (RuntimeException | Error e) {
                return failed(Guarantee.DELIVERY, "a broadcast", e);
            }
        }
        settle();
        return new Judge(scenario, history, members).outcome();
    }

    private static Outcome failed(Guarantee guarantee, String call, Throwable thrown) {
        return new Outcome(
                List.of(new BrokenPromise(guarantee, "afterwards, " + call + " threw " + thrown)),
                "");
    }

    /// The debugger lets the strategy's own threads go on here, until each waits or has ended.
    private static void settle() {}
}
