package chatlab.races.run;

import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RuleOfThree;
import chatlab.harness.child.Answers;
import chatlab.harness.child.Subject;
import chatlab.harness.hang.WatchedThreads.HungException;
import chatlab.harness.hang.WatchedThreads.NoAnswerException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The program of a child JVM that searches for calls that never return.
///
/// Arguments: the seed, and milliseconds. Answers: `HELD rounds`; or a [RaceCause], the rounds, and
/// the reason for people.
final class HuntMain {
    private HuntMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var answers = Answers.open(System.out);
        try {
            Subject.empty();
        } catch (IllegalStateException e) {
            answers.say(RaceCause.NO_INSTANCE.name(), "0", String.valueOf(e.getMessage()));
            Runtime.getRuntime().halt(0);
        }
        long seed = Long.parseLong(arguments[0]);
        long now = System.nanoTime();
        long time = Duration.ofMillis(Long.parseLong(arguments[1])).toNanos();
        int enough = (int) RuleOfThree.FLOOR;
        var two =
                new Hunt(
                        List.of("ann", "bob"),
                        seed,
                        new Hunt.Time(now + time * 2 / 3, enough, now + 4 * time));
        var three =
                new Hunt(
                        List.of("ann", "bob", "eve"),
                        seed,
                        new Hunt.Time(now + time, enough / 2, now + 6 * time));
        try {
            two.run();
            three.run();
            answers.say("HELD", rounds(two, three));
        } catch (HungException hung) {
            answers.say(
                    RaceCause.HANG.name(), rounds(two, three), String.valueOf(hung.getMessage()));
        } catch (NoAnswerException none) {
            answers.say(
                    RaceCause.TIME_UP.name(),
                    rounds(two, three),
                    String.valueOf(none.getMessage()));
        }
        Runtime.getRuntime().halt(0); // stuck threads would keep the JVM alive
    }

    private static String rounds(Hunt two, Hunt three) {
        return String.valueOf(two.rounds() + three.rounds());
    }
}
