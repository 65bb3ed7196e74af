package chatlab.bench.run;

import chatlab.bench.contestant.Contestant;
import chatlab.evidence.Ratio;
import chatlab.evidence.Terms;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How noisy this machine is: the forks of two identical contestants, in turns. Their forks also
/// warm the machine up, and are not part of the results.
///
/// @param logSpeeds of the forks, in the order of time
/// @param average the time that a fork took
public record Calibration(List<Double> logSpeeds, Duration average) {

    /// Long enough for a rough figure, and short beside the run.
    private static final Duration LENGTH = Duration.ofSeconds(5);

    /// Fewer forks give no figure at all, however slow the machine is.
    private static final int LEAST_FORKS = 4;

    public static Calibration run(
            Cell cell, Contestant contestant, Timing timing, Fork fork, Interruption interruption)
            throws IOException {
        List<Double> logSpeeds = new ArrayList<>();
        long begun = System.nanoTime();
        while (!interruption.isStopped()
                && (logSpeeds.size() < LEAST_FORKS
                        || System.nanoTime() - begun < LENGTH.toNanos())) {
            var result = fork.run(cell, contestant, timing);
            logSpeeds.add(Math.log(result.getPrimaryResult().getScore()));
        }
        long each = (System.nanoTime() - begun) / Math.max(1, logSpeeds.size());
        return new Calibration(logSpeeds, Duration.ofNanos(each));
    }

    /// How many rounds fit in the time.
    ///
    /// @param subjects how many forks a round has
    public int rounds(Duration time, int subjects) {
        return (int) (time.toNanos() / average.toNanos() / Math.max(1, subjects));
    }

    /// The smallest ratio that can be told apart from 1: a smaller one stays open.
    ///
    /// @param rounds that are measured, at least 2
    /// @param comparisons how many are judged together
    public double smallestRatio(int rounds, int comparisons, int looks, Terms terms) {
        // Neighbors in time differ as two forks of a round do.
        List<Double> differences =
                IntStream.range(1, logSpeeds.size())
                        .mapToObj(i -> logSpeeds.get(i) - logSpeeds.get(i - 1))
                        .toList();
        double confidence = 1 - (1 - terms.confidence()) / Math.max(1, comparisons);
        return (1 + terms.margin())
                * Ratio.expected(rounds, differences, looks).interval(confidence).high();
    }

    /// Whether it was interrupted before it said anything.
    public boolean isEmpty() {
        return logSpeeds.size() < LEAST_FORKS;
    }
}
