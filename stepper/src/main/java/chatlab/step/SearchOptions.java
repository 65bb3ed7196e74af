package chatlab.step;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Bounds;
import chatlab.engine.Engine.MemoryModel;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.exploration.Target;
import chatlab.harness.scenario.Generated;
import chatlab.harness.scenario.Scenario;
import chatlab.step.search.Search;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The options that say what a search looks for, and how far it goes.
final class SearchOptions {
    @Option(names = "--preemptions", description = "How many preemptions a search tries at most.")
    private int preemptions = ExplorationRun.BOUNDS.preemptions();

    @Option(names = "--stale-reads", description = "How many stale reads a search tries at most.")
    private int staleReads = ExplorationRun.BOUNDS.staleReads();

    @Option(
            names = "--executions",
            paramLabel = "N",
            description = "How many executions of each scenario a search tries at most.")
    private long executions = ExplorationRun.BOUNDS.executions();

    @Option(
            names = "--generated",
            description =
                    "Search generated scenarios, too: every program of two or three calls, up to"
                            + " symmetry.")
    private boolean generated;

    @Option(
            names = "--guarantee",
            description =
                    "What a search tries to break. Default: all that the strategy declares, and"
                            + " what the --scenario is about.")
    private @Nullable Guarantee guarantee;

    @Option(
            names = "--outcome",
            paramLabel = "TEXT",
            showDefaultValue = Visibility.NEVER,
            description = "Search only for outcomes that contain this text.")
    private String outcome = "";

    @Option(names = "--save", paramLabel = "FILE", description = "Where a search writes a witness.")
    private @Nullable Path save;

    /// What to search one strategy for.
    Search search(CatalogueEntry entry, SetupOptions setup) {
        var against = against(entry, setup.named());
        var target = new Target(against, outcome, false);
        return new Search(entry, scenarios(setup.named(), against), target, bounds(setup));
    }

    private Set<Guarantee> against(CatalogueEntry entry, Optional<Scenario> scenario) {
        if (guarantee != null) return EnumSet.of(guarantee);
        var against = EnumSet.noneOf(Guarantee.class);
        against.addAll(entry.guarantees());
        scenario.ifPresent(one -> against.add(one.guarantee()));
        return against;
    }

    private List<Scenario> scenarios(Optional<Scenario> one, Set<Guarantee> against) {
        if (one.isPresent()) return List.of(one.get());
        var all = new ArrayList<>(Scenario.named());
        if (generated) {
            all.addAll(Generated.ofCalls(2));
            all.addAll(Generated.ofCalls(3));
        }
        return all.stream()
                .filter(scenario -> against.stream().anyMatch(scenario::canShow))
                .toList();
    }

    private Bounds bounds(SetupOptions setup) {
        int stale = setup.memory() == MemoryModel.JMM ? staleReads : 0;
        return new Bounds(preemptions, stale, executions, ExplorationRun.BOUNDS.random());
    }

    Optional<Path> save() {
        return Optional.ofNullable(save);
    }
}
