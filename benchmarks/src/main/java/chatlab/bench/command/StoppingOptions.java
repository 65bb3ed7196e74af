package chatlab.bench.command;

import chatlab.bench.compare.UntilDecided;
import chatlab.bench.run.ForkPlan;
import chatlab.bench.run.Stopping;
import chatlab.bench.run.Timing;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.terminal.DurationConverter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The options that say when a measurement ends.
final class StoppingOptions {

    /// What ends a measurement.
    enum Until {
        DECIDED,
        ROUNDS
    }

    /// Of a run that does not go on until it is decided.
    private static final int USUAL_ROUNDS = 5;

    /// In which the results are judged, drawn and written.
    private static final Duration REPORT = Duration.ofSeconds(5);

    private final long begun = System.nanoTime();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--until",
            description =
                    "When to stop: ${COMPLETION-CANDIDATES}. decided (default): when every"
                            + " comparison is decided, or the time is up; rounds: after --rounds.")
    private @Nullable Until until;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "At most this long, with all checks (default: 10m, with --quick 3m; targets:"
                            + " 30m and 10m).")
    private @Nullable Duration time;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Exactly N forks of each, whatever they show.")
    private @Nullable Integer rounds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The random order within each round (default: another one each time).")
    private long seed = begun;

    long seed() {
        return seed;
    }

    /// Refuses options that exclude each other.
    void check() {
        if (rounds != null && rounds < 1) throw usage("--rounds must be at least 1.");
        if (rounds != null && until == Until.DECIDED) {
            throw usage("--rounds ends a run whether or not it is decided: leave one of them out.");
        }
        if (isFixed() && time != null) throw usage("--time is for --until decided.");
        if (time != null && time.toSeconds() < 30) throw usage("--time must be at least 30s.");
    }

    /// At most how long the run takes; empty for a fixed number of rounds.
    Optional<Duration> time(Duration usual) {
        return isFixed() ? Optional.empty() : Optional.of(time == null ? usual : time);
    }

    /// When the run ends.
    ///
    /// @param usual the time without `--time`
    Stopping stopping(
            ForkPlan plan,
            Timing timing,
            Duration usual,
            Function<List<JmhResult>, List<Judgement>> judge) {
        return time(usual)
                .<Stopping>map(most ->
                        new UntilDecided(
                                plan,
                                timing,
                                most,
                                begun + most.minus(REPORT).toNanos(),
                                System::nanoTime,
                                judge))
                .orElseGet(() -> Stopping.after(fixedRounds(), plan));
    }

    int fixedRounds() {
        return rounds == null ? USUAL_ROUNDS : rounds;
    }

    private boolean isFixed() {
        return rounds != null || until == Until.ROUNDS;
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
