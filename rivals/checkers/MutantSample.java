package chatlab.mutants;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Writes the sources of all mutants that are not equivalent to their originals, in random order:
/// each in a folder of its own, whose name is its number. Prints a line with the id of each.
///
/// Arguments: the folder, and the seed.
final class MutantSample {
    private MutantSample() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var mutants = new ArrayList<Variant>();
        try (var variants = new Variants()) {
            for (var original : Variants.originals()) {
                for (var mutant : variants.candidates(original)) {
                    if (isBroken(mutant.variant()) && variants.compiles(mutant.variant())) {
                        mutants.add(mutant.variant());
                    }
                }
            }
        }
        Collections.shuffle(mutants, new Random(Long.parseLong(arguments[1])));
        write(mutants, folder);
    }

    private static boolean isBroken(Variant variant) throws Exception {
        return !Equivalents.reasons().containsKey(variant.id());
    }

    private static void write(List<Variant> mutants, Path folder) throws Exception {
        for (int i = 0; i < mutants.size(); i++) {
            var own = Files.createDirectories(folder.resolve(String.valueOf(i)));
            Files.writeString(own.resolve(mutants.get(i).file()), mutants.get(i).source());
            System.out.println(mutants.get(i).id());
        }
    }
}
