package chatlab.harness.contract;

import chatlab.harness.child.Answers;
import chatlab.harness.child.Subject;
import chatlab.harness.hang.WatchedThreads;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;
import chatlab.strategies.SynchronizedBroadcast;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The program of a child JVM that checks the sequential contract.
///
/// Answers: `HELD`, `BROKEN guarantee sentence`, `HUNG guarantee sentence`, where the guarantee may
/// be empty, or `NOT_RUN why`; each followed by the calls made, the processor time of the slowest
/// in nanoseconds, and the call that left an interrupt flag set, if one did.
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
            say(answers, "NOT_RUN", "the check of the contract does not work on this JVM");
            return;
        }
        var threads = new WatchedThreads(calls::begun);
        threads.start("main", () -> new SequentialContract(calls, Subject::empty).check());
        try {
            threads.awaitEnd("never returned");
        } catch (HungException hung) {
            var stack = String.valueOf(hung.getMessage()).replaceFirst("^never returned", "");
            say(
                    answers,
                    "HUNG",
                    calls.blamed() == null ? "" : String.valueOf(calls.blamed()),
                    "With one thread alone, %s never returned (call %d)%s"
                            .formatted(calls.current(), calls.begun(), stack));
            return;
        } catch (NoAnswerException none) {
            say(answers, "NOT_RUN", calls.current() + " " + none.getMessage());
            return;
        }
        var thrown = threads.failure();
        if (thrown.isEmpty()) say(answers, "HELD");
        else if (thrown.get() instanceof Breach.Found found) {
            var breach = found.breach();
            say(answers, "BROKEN", String.valueOf(breach.guarantee()), breach.sentence());
        } else {
            say(answers, "NOT_RUN", String.valueOf(thrown.get().getMessage()));
        }
    }

    private void say(Answers answers, String... what) {
        var fields = new ArrayList<>(List.of(what));
        fields.add(String.valueOf(calls.begun()));
        fields.add(String.valueOf(calls.slowestNanos()));
        fields.add(calls.leavesInterrupted());
        answers.say(fields.toArray(String[]::new));
    }

    /// The canary: a strategy with a planted fault must fail, and its correct twin must not.
    private static boolean isTheCheckSound() {
        return breach(Planted::new).isPresent() && breach(SynchronizedBroadcast::new).isEmpty();
    }

    private static Optional<Breach> breach(Supplier<BroadcastStrategy<String>> constructor) {
        try {
            new SequentialContract(new Observed(), constructor).check();
            return Optional.empty();
        } catch (Breach.Found found) {
            return Optional.of(found.breach());
        }
    }

    /// `synchronized` minus one thing: the list that it returns is its own.
    private static final class Planted implements BroadcastStrategy<String> {
        private final List<Subscriber<String>> members = new ArrayList<>();

        @Override
        public synchronized boolean join(Subscriber<String> subscriber) {
            return !members.contains(subscriber) && members.add(subscriber);
        }

        @Override
        public synchronized boolean leave(Subscriber<String> subscriber) {
            return members.remove(subscriber);
        }

        @Override
        public synchronized int broadcast(String message, Subscriber<String> sender) {
            int taken = 0;
            for (var member : members) if (member != sender && member.deliver(message)) taken++;
            return taken;
        }

        @Override
        public List<Subscriber<String>> subscribers() {
            return members;
        }
    }
}
