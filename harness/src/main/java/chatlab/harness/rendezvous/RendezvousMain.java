package chatlab.harness.rendezvous;

import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.child.Answers;
import chatlab.harness.child.Subject;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// The program of the child JVM: asks one question after another.
///
/// Arguments: guarantees. Answers: `GUARANTEE VERDICT note` for each. After a hang it ends, since
/// the stuck threads may hold a lock that the whole JVM shares; the parent asks the rest in a new
/// child.
final class RendezvousMain {
    private RendezvousMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var answers = Answers.open(System.out);
        for (var argument : arguments) {
            var guarantee = Guarantee.valueOf(argument);
            answers.say("BEGIN", guarantee.name());
            boolean isClean = ask(guarantee, answers);
            if (!isClean) break;
        }
        Runtime.getRuntime().halt(0); // stuck threads and the strategy's shutdown hooks stay behind
    }

    /// @return whether the JVM is as it was before
    private static boolean ask(Guarantee guarantee, Answers answers) throws InterruptedException {
        try {
            var seen = Probe.of(guarantee).run(Subject::empty);
            say(answers, RaceVerdict.HELD, seen);
            return true;
        } catch (Broken broken) {
            say(answers, RaceVerdict.BROKEN, broken.getMessage());
        } catch (HungException hung) {
            say(answers, RaceVerdict.BROKEN, hung.getMessage());
            return false;
        } catch (NoAnswerException none) {
            say(answers, RaceVerdict.NOT_RUN, none.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            say(answers, RaceVerdict.BROKEN, "a call by one thread alone threw " + e);
        }
        return true;
    }

    private static void say(Answers answers, RaceVerdict verdict, @Nullable String note) {
        answers.say(verdict.name(), String.valueOf(note));
    }
}
