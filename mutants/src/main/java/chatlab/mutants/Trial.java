package chatlab.mutants;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.CatalogueEntry;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.engine.Exploration.End;
import chatlab.harness.contract.Breach;
import chatlab.harness.contract.ContractFinding;
import chatlab.harness.contract.ContractRun;
import chatlab.harness.exploration.BrokenPromise;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.exploration.Explored;
import chatlab.harness.scenario.Scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Tries variants as `lab race --engine-only` tries a student's file: first the contract with one
/// thread alone, then the engine. Each variant has JVMs of its own.
final class Trial {
    private final Path folder;
    private final List<Scenario> programs;

    /// @param folder for the source files, one at a time
    /// @param programs that the engine runs on each variant
    Trial(Path folder, List<Scenario> programs) {
        this.folder = folder;
        this.programs = List.copyOf(programs);
    }

    /// Tries a variant until it breaks a promise that it makes.
    ///
    /// @throws IOException if no file can be written or no JVM can be started
    /// @throws StrategyNotFoundException if the variant does not compile
    Verdict of(Variant variant)
            throws IOException, InterruptedException, StrategyNotFoundException {
        var file = Files.writeString(folder.resolve(variant.file()), variant.source());
        try {
            return of(Catalogue.find(file.toString(), List.of()));
        } finally {
            Files.delete(file);
        }
    }

    private Verdict of(CatalogueEntry entry) throws IOException, InterruptedException {
        return switch (ContractRun.check(entry)) {
            case ContractFinding.NotRun(var why) -> new Verdict.NoAnswer(why);
            case ContractFinding.Held _ -> explored(entry);
            case ContractFinding.Broken(var breaches, _) -> {
                var promise = promise(entry, breaches);
                yield promise.isPresent()
                        ? new Verdict.KilledByContract(promise.get())
                        : explored(entry);
            }
        };
    }

    /// The first promise of the strategy that one thread alone sees broken.
    private static Optional<String> promise(CatalogueEntry entry, List<Breach> breaches) {
        return breaches.stream()
                .filter(breach ->
                        switch (breach.kind()) {
                            case PROMISE -> entry.guarantees().contains(breach.guarantee());
                            case LIVENESS -> true;
                            case IDENTITY -> false;
                        })
                .map(breach -> new BrokenPromise(breach.guarantee(), breach.sentence()).promise())
                .findFirst();
    }

    private Verdict explored(CatalogueEntry entry) throws IOException, InterruptedException {
        var run = new ExplorationRun(entry, ExplorationRun.BOUNDS, _ -> {});
        var result = run.exploreUntilBroken(programs);
        long executions = result.explored().stream().mapToLong(Explored::executions).sum();
        for (var explored : result.explored()) {
            for (var finding : explored.findings()) {
                if (finding.promise().isOwedBy(entry)) {
                    return new Verdict.KilledByEngine(
                            finding.promise().promise(),
                            explored.scenario().title(),
                            executions,
                            finding.preemptions(),
                            finding.staleReads());
                }
            }
        }
        var uncontrolled =
                result.explored().stream().filter(each -> each.end() == End.UNCONTROLLED).findAny();
        if (uncontrolled.isPresent()) return new Verdict.NoAnswer(uncontrolled.get().why());
        if (!result.why().isEmpty()) return new Verdict.NoAnswer(result.why());
        boolean isExhausted = result.explored().stream().noneMatch(e -> e.end() == End.BUDGET);
        return new Verdict.Survived(executions, isExhausted);
    }
}
