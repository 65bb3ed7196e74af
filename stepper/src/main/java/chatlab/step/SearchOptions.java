package chatlab.step;

import chatlab.step.search.SearchRun.Order;
import chatlab.strategies.Guarantee;
import chatlab.terminal.DurationConverter;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// The options that say what a search looks for, and for how long.
final class SearchOptions {
    @Option(names = "--preemptions", description = "How many preemptions a search tries at most.")
    private int preemptions = 2;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a search may take, such as 30s or 5m.")
    private Duration time = Duration.ofSeconds(30);

    @Option(
            names = "--guarantee",
            description =
                    "What a search tries to break. Default: all that the strategy declares, and"
                            + " what the --scenario is about.")
    private @Nullable Guarantee guarantee;

    @Option(
            names = "--outcome",
            paramLabel = "TEXT",
            description = "Search only for outcomes that contain this text.")
    private String outcome = "";

    @Option(names = "--save", paramLabel = "FILE", description = "Where a search writes a witness.")
    private @Nullable Path save;

    Order order(SetupOptions setup) {
        var against = guarantee == null ? Set.<Guarantee>of() : Set.of(guarantee);
        return new Order(setup.scenarios(), setup.cuts(), against, outcome, preemptions, time);
    }

    Optional<Path> save() {
        return Optional.ofNullable(save);
    }
}
