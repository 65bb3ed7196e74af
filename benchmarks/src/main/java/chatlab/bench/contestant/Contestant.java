package chatlab.bench.contestant;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.strategies.BroadcastStrategy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What is measured: a strategy, or an outsider beside the strategies.
///
/// @param name the value of the benchmarks' parameter `strategy`: [#named] finds it again in a
///   fork, which has the strategy's class path
/// @param strategy empty for an outsider
public record Contestant(String name, Optional<CatalogueEntry> strategy) {

    /// The upper bound: one thread that scans a plain array.
    public static final String BOUND = "plain-array";

    private static final Map<String, Supplier<BroadcastStrategy<Integer>>> OUTSIDERS =
            Map.of(
                    "channel-group",
                    ChannelGroup::new,
                    "event-bus",
                    GuavaEventBus::new,
                    BOUND,
                    PlainArray::new);

    public static List<Contestant> outsiders() {
        return OUTSIDERS.keySet().stream()
                .sorted()
                .map(name -> new Contestant(name, Optional.empty()))
                .toList();
    }

    /// Every correct strategy of the catalogue.
    public static List<Contestant> correct() {
        return Catalogue.entries().stream()
                .filter(entry -> entry.bugCard().isEmpty())
                .map(Contestant::of)
                .toList();
    }

    /// Finds the value of `--strategy`: an outsider's name, or any form that [Catalogue] knows.
    public static Contestant find(String wanted, List<Path> classpath)
            throws StrategyNotFoundException {
        return OUTSIDERS.containsKey(wanted)
                ? new Contestant(wanted, Optional.empty())
                : of(Catalogue.find(wanted, classpath));
    }

    private static Contestant of(CatalogueEntry entry) {
        // A strategy of the lab is found by its name, a student's by its class.
        String name = entry.classpath().isEmpty() ? entry.name() : entry.className();
        return new Contestant(name, Optional.of(entry));
    }

    /// Finds a contestant by the value of the parameter `strategy`, inside a fork.
    public static Maker named(String name) {
        var outsider = OUTSIDERS.get(name);
        if (outsider != null) {
            return outsider::get;
        }
        try {
            return Catalogue.find(name, List.of())::create;
        } catch (StrategyNotFoundException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /// Makes an empty channel.
    public interface Maker {
        BroadcastStrategy<Integer> create();
    }

    /// A placeholder until a benchmark opens its own channel.
    public static BroadcastStrategy<Integer> placeholder() {
        return new PlainArray();
    }

    /// The class path of a fork that measures this contestant.
    public String classpath() {
        List<String> elements = new ArrayList<>();
        strategy.stream()
                .flatMap(entry -> entry.classpath().stream())
                .map(path -> path.toAbsolutePath().toString())
                .forEach(elements::add);
        elements.add(System.getProperty("java.class.path"));
        return String.join(System.getProperty("path.separator"), elements);
    }

    public boolean isBound() {
        return name.equals(BOUND);
    }
}
