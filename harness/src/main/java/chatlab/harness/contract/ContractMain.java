package chatlab.harness.contract;

import chatlab.harness.child.Answers;
import chatlab.harness.child.Subject;
import chatlab.harness.child.TestMessage;
import chatlab.harness.hang.WatchedThreads;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;
import chatlab.strategies.SynchronizedBroadcast;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The program of a child JVM that checks the sequential contract.
///
/// Answers: `BREACH kind guarantee sentence` for each breach, where the guarantee may be empty; at
/// last `END calls nanos call`: how many calls were made, the processor time of the slowest, and
/// the call that left an interrupt flag set, or nothing. Or `NOT_RUN why`.
final class ContractMain {
    private final Observed calls = new Observed();

    private ContractMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var answers = Answers.open(System.out);
        new ContractMain().run(answers);
        Runtime.getRuntime().halt(0); // stuck threads of the strategy stay behind
    }

    private void run(Answers answers) throws InterruptedException {
        if (!isTheCheckSound()) {
            answers.say("NOT_RUN", "the check of the contract does not work on this JVM");
            return;
        }
        var threads = new WatchedThreads(calls::begun);
        threads.start(
                "main",
                () ->
                        new SequentialContract(calls, Subject::empty)
                                .check(breach -> say(answers, breach)));
        try {
            threads.awaitEnd("never returned");
        } catch (HungException hung) {
            say(answers, hang(String.valueOf(hung.getMessage())));
        } catch (NoAnswerException none) {
            answers.say("NOT_RUN", calls.current() + " " + none.getMessage());
            return;
        }
        var thrown = threads.failure();
        if (thrown.isPresent()) {
            answers.say("NOT_RUN", String.valueOf(thrown.get().getMessage()));
            return;
        }
        answers.say(
                "END",
                String.valueOf(calls.begun()),
                String.valueOf(calls.slowestNanos()),
                calls.leavesInterrupted());
    }

    private static void say(Answers answers, Breach breach) {
        var guarantee = breach.guarantee() == null ? "" : breach.guarantee().name();
        answers.say("BREACH", breach.kind().name(), guarantee, breach.sentence());
    }

    private Breach hang(String message) {
        var sentence =
                "With one thread alone, %s never returned (call %d)%s"
                        .formatted(
                                calls.current(),
                                calls.begun(),
                                message.replaceFirst("^never returned", ""));
        var blamed = calls.blamed();
        return blamed == null ? Breach.liveness(sentence) : Breach.of(blamed, sentence);
    }

    /// The canary: a strategy with a planted fault must fail, and its correct twin must not.
    private static boolean isTheCheckSound() {
        return !breaches(Planted::new).isEmpty() && breaches(SynchronizedBroadcast::new).isEmpty();
    }

    private static List<Breach> breaches(Supplier<BroadcastStrategy<TestMessage>> constructor) {
        var breaches = new ArrayList<Breach>();
        new SequentialContract(new Observed(), constructor).check(breaches::add);
        return breaches;
    }

    /// `synchronized` minus one thing: the list that it returns is its own.
    private static final class Planted implements BroadcastStrategy<TestMessage> {
        private final List<Subscriber<TestMessage>> members = new ArrayList<>();

        @Override
        public synchronized boolean join(Subscriber<TestMessage> subscriber) {
            return !members.contains(subscriber) && members.add(subscriber);
        }

        @Override
        public synchronized boolean leave(Subscriber<TestMessage> subscriber) {
            return members.remove(subscriber);
        }

        @Override
        public synchronized int broadcast(TestMessage message, Subscriber<TestMessage> sender) {
            int taken = 0;
            for (var member : members) if (member != sender && member.deliver(message)) taken++;
            return taken;
        }

        @Override
        public List<Subscriber<TestMessage>> subscribers() {
            return members;
        }
    }
}
