package chatlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

class VariantsTest {

    @Test
    void thereAreMoreThan300MutantsAndNoTwoAreTheSame() throws IOException {
        var candidates = candidates();

        assertThat(candidates).hasSizeGreaterThan(300);
        assertThat(candidates)
                .extracting(mutant -> mutant.variant().source())
                .doesNotHaveDuplicates();
        assertThat(candidates).extracting(mutant -> mutant.variant().id()).doesNotHaveDuplicates();
        assertThat(candidates).extracting(Mutant::operator).containsOnly(MutationOperator.values());
    }

    @Test
    void theyCompile() throws IOException {
        try (var variants = new Variants()) {
            var candidates = candidates();
            // To compile all would take half a minute.
            var sample =
                    IntStream.range(0, candidates.size())
                            .filter(i -> i % 20 == 0)
                            .mapToObj(candidates::get)
                            .map(Mutant::variant)
                            .toList();

            assertThat(sample)
                    .allSatisfy(variant -> assertThat(variants.compiles(variant)).isTrue());
        }
    }

    @Test
    void aMutantDiffersFromItsOriginalByItsEditsOnly() throws IOException {
        try (var variants = new Variants()) {
            for (var original : Variants.originals()) {
                var syntax = variants.syntax(original);
                for (var change : Changes.of(syntax)) {
                    var mutated = Edit.apply(syntax.source(), change.edits());

                    assertThat(mutated).isNotEqualTo(syntax.source());
                    assertThat(Edit.apply(mutated, undoing(change.edits(), syntax.source())))
                            .isEqualTo(syntax.source());
                }
            }
        }
    }

    /// The edits that turn a mutated source back into its original.
    private static List<Edit> undoing(List<Edit> edits, String original) {
        var undoing = new ArrayList<Edit>();
        int shift = 0;
        for (var edit : edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
            int start = edit.start() + shift;
            var old = original.substring(edit.start(), edit.end());
            undoing.add(new Edit(start, start + edit.text().length(), old));
            shift += edit.text().length() - old.length();
        }
        return undoing;
    }

    @Test
    void thereAreAtLeast60RewritesAndTheyCompile() throws IOException {
        try (var variants = new Variants()) {
            var rewrites = new ArrayList<Variant>();
            for (var original : Variants.originals()) rewrites.addAll(variants.rewrites(original));

            assertThat(rewrites).hasSizeGreaterThanOrEqualTo(60);
            assertThat(rewrites.subList(0, 10))
                    .allSatisfy(rewrite -> assertThat(variants.compiles(rewrite)).isTrue());
        }
    }

    @Test
    void eachEquivalentMutantExistsAndHasAReason() throws IOException {
        var ids = candidates().stream().map(mutant -> mutant.variant().id()).toList();

        var reasons = Equivalents.reasons();

        assertThat(ids).containsAll(reasons.keySet());
        assertThat(reasons.values()).noneMatch(String::isBlank);
    }

    private static List<Mutant> candidates() throws IOException {
        var candidates = new ArrayList<Mutant>();
        try (var variants = new Variants()) {
            for (var original : Variants.originals()) {
                candidates.addAll(variants.candidates(original));
            }
        }
        return candidates;
    }
}
