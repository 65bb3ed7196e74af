package chatlab.mutants;

import chatlab.catalogue.StrategyNotFoundException;
import chatlab.harness.scenario.Generated;
import chatlab.harness.scenario.Scenario;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/// Tries all mutants and all correct rewrites, and prints what the contract and the engine say
/// about each; at last a table for each kind of mutant.
///
/// The engine runs the programs with a name. A mutant that survives them, and that nobody lists as
/// equivalent, is tried with the generated programs of two calls, too.
///
/// Arguments: beginnings of the ids to try, such as `Striped` or `"Actor: SWAP"`; none: all. The
/// exit code is 1 if a correct rewrite or an equivalent mutant is accused, else 0.
final class MutantsMain {
    private final PrintStream out;
    private final List<String> wanted;
    private final Set<String> equivalent;

    private MutantsMain(PrintStream out, List<String> wanted, Set<String> equivalent) {
        this.out = out;
        this.wanted = wanted;
        this.equivalent = equivalent;
    }

    public static void main(String[] arguments)
            throws IOException, InterruptedException, StrategyNotFoundException {
        System.exit(
                new MutantsMain(System.out, List.of(arguments), Equivalents.reasons().keySet())
                        .run());
    }

    private int run() throws IOException, InterruptedException, StrategyNotFoundException {
        var table = new SharpnessTable(equivalent);
        var folder = Files.createTempDirectory("chatlab-mutants-");
        var trial = new Trial(folder, Scenario.named());
        var generated = new Trial(folder, Generated.ofCalls(2));
        try (var variants = new Variants()) {
            for (var original : Variants.originals()) {
                for (var mutant : variants.candidates(original)) {
                    var variant = mutant.variant();
                    if (isWanted(variant) && variants.compiles(variant)) {
                        var verdict = tried(trial, variant);
                        boolean isOpen = !equivalent.contains(variant.id());
                        if (verdict instanceof Verdict.Survived && isOpen) {
                            verdict = tried(generated, variant);
                        }
                        table.add(mutant, verdict);
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
