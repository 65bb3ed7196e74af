package chatlab.bench.command;

import chatlab.bench.compare.Target;
import chatlab.bench.compare.TargetResults;
import chatlab.bench.compare.VerdictsDocument;
import chatlab.bench.contestant.Contestant;
import chatlab.bench.run.Cell;
import chatlab.bench.run.ForkPlan;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Json;
import chatlab.evidence.Terms;
import chatlab.terminal.OutputOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/// `lab bench targets`: measures whether the strategies are as fast as the lab promises.
@Command(
        name = "targets",
        mixinStandardHelpOptions = true,
        description = {
            "Measures whether the lab's strategies are as fast as promised.",
            "Each promise is a claim: one strategy is at least N times as fast as another. Use"
                    + " a quiet machine."
        },
        exitCodeList = {
            "0:every promise is kept",
            "1:one is broken: its claim is contradicted",
            "2:wrong usage",
            "3:could not run, was interrupted, or not conclusive"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab bench targets --yes --out targets-run",
            "  lab bench targets --strategy striped --rounds 10",
            "  lab bench targets --from targets-run"
        })
final class TargetsCommand implements Callable<Integer> {
    private static final Duration USUAL = Duration.ofMinutes(30);
    private static final Duration QUICK = Duration.ofMinutes(10);

    @Option(
            names = "--strategy",
            split = ",",
            paramLabel = "NAME",
            description = "Only the promises about these strategies (default: all).")
    private Set<String> strategies = Set.of();

    @Mixin private final StoppingOptions until = new StoppingOptions();

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "Judge the results of an earlier run in DIR; measure nothing.")
    private @Nullable Path from;

    @Mixin private final LengthOptions length = new LengthOptions();

    @Mixin private final TermsOptions terms = new TermsOptions();

    @Mixin private final OutputOptions results = new OutputOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terms agreed = terms.terms();
        List<Target> targets =
                Target.all().stream()
                        .filter(t -> strategies.isEmpty() || strategies.contains(t.subject()))
                        .toList();
        if (targets.isEmpty()) {
            throw usage("There is no promise about " + String.join(", ", strategies) + ".");
        }
        until.check();
        if (from != null) {
            if (spec.commandLine().getParseResult().hasMatchedOption("--out")) {
                throw usage("--from measures nothing, so --out has nothing to keep; use --json.");
            }
            var outcomes =
                    TargetResults.of(targets, JmhResult.read(from.resolve("bench.json")), agreed);
            print(outcomes, agreed);
            return outcomes.exitCode();
        }
        var plan = new ForkPlan(groups(targets), until.seed());
        Duration usual = length.quick() ? QUICK : USUAL;
        var err = spec.commandLine().getErr();
        try (var run = new BenchRun(plan, until, usual, results, err, BenchListener.NONE)) {
            if (!run.isAgreed(length)) return 3;
            var measured =
                    run.measure(
                            List.of(),
                            "cow",
                            agreed,
                            (found, struckOut) ->
                                    TargetResults.of(targets, found, agreed).judgements().stream()
                                            .filter(j ->
                                                    !struckOut.contains(
                                                            j.claim().subject().contestant()))
                                            .toList());
            if (measured.isEmpty()) return 3;
            var found = measured.get();
            var outcomes = TargetResults.of(targets, found.report().sound(), agreed);
            print(outcomes, agreed);
            var evidence = found.evidence();
            if (evidence != null) {
                evidence.write("targets.json", VerdictsDocument.of(outcomes.judgements(), agreed));
                evidence.writeText("targets.md", outcomes.markdown());
            }
            found.write(outcomes.exitCode());
            return outcomes.exitCode();
        }
    }

    /// For each cell, the contestants that its targets name.
    private List<ForkPlan.Group> groups(List<Target> targets) {
        Map<Cell, Set<String>> names = new LinkedHashMap<>();
        for (Target target : targets) {
            var inIt = names.computeIfAbsent(target.cell(), _ -> new LinkedHashSet<>());
            inIt.add(target.than());
            inIt.add(target.subject());
        }
        List<ForkPlan.Group> groups = new ArrayList<>();
        names.forEach((cell, inIt) ->
                groups.add(new ForkPlan.Group(cell, inIt.stream().map(this::contestant).toList())));
        return groups;
    }

    private Contestant contestant(String name) {
        try {
            return Contestant.find(name, List.of());
        } catch (StrategyNotFoundException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private void print(TargetResults outcomes, Terms agreed) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                results.json()
                        ? Json.pretty(VerdictsDocument.of(outcomes.judgements(), agreed))
                        : outcomes.text());
        out.flush();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
