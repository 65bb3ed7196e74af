package chatlab.mutants;

import chatlab.catalogue.StrategyNotFoundException;
import chatlab.harness.scenario.Generated;
import chatlab.harness.scenario.Scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Tries all mutants and all correct rewrites, and prints what the contract and the engine say
/// about each; at last a table for each kind of mutant.
///
/// The engine runs the programs with a name, or those of two calls that are generated.
///
/// Arguments: `--generated` for the latter; then beginnings of the ids to try, such as `Striped` or
/// `"Actor: SWAP"`; none: all. The exit code is 1 if a correct rewrite or an equivalent mutant is
/// accused, else 0.
final class MutantsMain {
    private final PrintStream out;
    private final List<Scenario> programs;
    private final List<String> wanted;

    private MutantsMain(PrintStream out, List<Scenario> programs, List<String> wanted) {
        this.out = out;
        this.programs = programs;
        this.wanted = wanted;
    }

    public static void main(String[] arguments)
            throws IOException, InterruptedException, StrategyNotFoundException {
        var wanted = new ArrayList<>(List.of(arguments));
        var programs = wanted.remove("--generated") ? Generated.ofCalls(2) : Scenario.named();
        System.exit(new MutantsMain(System.out, programs, wanted).run());
    }

    private int run() throws IOException, InterruptedException, StrategyNotFoundException {
        var table = new SharpnessTable(Equivalents.reasons().keySet());
        var folder = Files.createTempDirectory("chatlab-mutants-");
        var trial = new Trial(folder, programs);
        try (var variants = new Variants()) {
            for (var original : Variants.originals()) {
                for (var mutant : variants.candidates(original)) {
                    var variant = mutant.variant();
                    if (isWanted(variant) && variants.compiles(variant)) {
                        table.add(mutant, tried(trial, variant));
                    }
                }
                for (var rewrite : variants.rewrites(original)) {
                    if (isWanted(rewrite)) table.addRewrite(tried(trial, rewrite));
                }
            }
        }
        Files.delete(folder);
        out.print("\n" + table);
        return table.hasWrongAccusation() ? 1 : 0;
    }

    private Verdict tried(Trial trial, Variant variant)
            throws IOException, InterruptedException, StrategyNotFoundException {
        var verdict = trial.of(variant);
        out.println(variant.id() + " | " + verdict);
        return verdict;
    }

    private boolean isWanted(Variant variant) {
        return wanted.isEmpty() || wanted.stream().anyMatch(variant.id()::startsWith);
    }
}
