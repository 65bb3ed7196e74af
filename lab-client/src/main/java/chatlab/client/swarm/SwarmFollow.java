package chatlab.client.swarm;

import chatlab.evidence.Json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// `lab swarm --follow`: repeats the swarm, prints its frames, and obeys the lines on its input,
/// until that ends.
final class SwarmFollow {
    /// After this many rounds without a verdict, one after another, there is no point in going on.
    private static final int MOST_FAILURES = 3;

    private final SwarmPlan plan;
    private final PrintWriter out;
    private final Follower follower;

    /// Volatile: the reader's thread writes it.
    private volatile boolean isOver;

    /// @param plan of the first round; each next one has the next seed
    SwarmFollow(SwarmPlan plan, Duration interval, PrintWriter out) {
        this.plan = plan;
        this.out = out;
        follower = new Follower(this::print, interval);
    }

    /// Runs until the input ends.
    ///
    /// @return whether the last round had a verdict
    boolean run(InputStream input) {
        var swarm = Thread.currentThread();
        Thread.ofPlatform().name("stdin").daemon().start(() -> obey(input, swarm));
        int failures = 0;
        for (int round = 0; !isOver && failures < MOST_FAILURES; round++) {
            try {
                Swarm.run(plan.withSeed(plan.seed() + round), SwarmProgress.NONE, follower);
                failures = 0;
            } catch (SwarmException e) {
                failures++;
                follower.failed(String.valueOf(e.getMessage()));
            } catch (InterruptedException _) {
                break;
            }
        }
        return failures == 0;
    }

    private void obey(InputStream input, Thread swarm) {
        try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (line) {
                    case "stall" -> follower.stall(true);
                    case "resume" -> follower.stall(false);
                    default -> {}
                }
            }
        } catch (IOException _) {
            // Input that cannot be read has ended, too.
        }
        isOver = true;
        swarm.interrupt();
    }

    private void print(Object frame) {
        out.println(Json.line(frame));
        out.flush();
    }
}
