package chatlab.races;

import chatlab.harness.rendezvous.Broken;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The program of a child JVM that hunts for calls that never return.
///
/// Arguments: the seed, and milliseconds. Answers: `HELD rounds`, `BROKEN rounds how`, or `NOT_RUN
/// 0 why` if the strategy cannot be made.
final class HuntMain {
    private HuntMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var answers = Answers.open(System.out);
        try {
            Subject.empty();
        } catch (IllegalStateException e) {
            answers.say("NOT_RUN", "0", String.valueOf(e.getMessage()));
            Runtime.getRuntime().halt(0);
        }
        long seed = Long.parseLong(arguments[0]);
        long now = System.nanoTime();
        long time = Duration.ofMillis(Long.parseLong(arguments[1])).toNanos();
        var two = new Hunt(List.of("ann", "bob"), seed, now + time * 2 / 3);
        var three = new Hunt(List.of("ann", "bob", "eve"), seed, now + time);
        try {
            two.run();
            three.run();
            answers.say("HELD", String.valueOf(two.rounds() + three.rounds()));
        } catch (Broken broken) {
            answers.say(
                    "BROKEN",
                    String.valueOf(two.rounds() + three.rounds()),
                    String.valueOf(broken.getMessage()));
        }
        Runtime.getRuntime().halt(0); // stuck threads stay behind
    }
}
