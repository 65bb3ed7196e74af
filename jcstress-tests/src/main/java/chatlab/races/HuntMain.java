package chatlab.races;

import chatlab.strategies.rendezvous.Broken;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// The program of a child JVM that hunts for calls that never return.
///
/// Arguments: the seed, and milliseconds. Answers: `HELD rounds` or `BROKEN rounds how`.
final class HuntMain {
    private HuntMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var answers = Answers.open(System.out);
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
