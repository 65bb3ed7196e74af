package chatlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.harness.scenario.Scenario;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

/// A few of the variants that [MutantsMain] tries.
class TrialTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "synchronized, DROP_SYNCHRONIZED, MEMBERSHIP",
        "rwlock, SHARED_LOCK, MEMBERSHIP",
        "snapshot, DROP_VOLATILE, DELIVERY",
        "striped, CHECK_THEN_SET, MEMBERSHIP",
        "cow, PLAIN_COLLECTION, MEMBERSHIP"
    })
    void theFirstMutantOfAKindIsKilledByTheEngine(
            String strategy, MutationOperator operator, String promise) throws Exception {
        try (var variants = new Variants()) {
            var mutant =
                    variants.candidates(Catalogue.find(strategy, List.of())).stream()
                            .filter(candidate -> candidate.operator() == operator)
                            .findFirst()
                            .orElseThrow();

            var verdict = new Trial(folder, Scenario.named()).of(mutant.variant());

            assertThat(verdict).isInstanceOf(Verdict.KilledByEngine.class);
            assertThat(((Verdict.KilledByEngine) verdict).promise()).isEqualTo(promise);
        }
    }

    @Test
    void oneThreadAloneKillsAMutantWhoseListIsNoCopy() throws Exception {
        try (var variants = new Variants()) {
            var mutant =
                    variants.candidates(Catalogue.find("snapshot", List.of())).stream()
                            .filter(each -> each.operator() == MutationOperator.LIVE_VIEW)
                            .findFirst()
                            .orElseThrow();

            assertThat(new Trial(folder, Scenario.named()).of(mutant.variant()))
                    .isEqualTo(new Verdict.KilledByContract("MEMBERSHIP"));
        }
    }

    @ParameterizedTest
    @CsvSource({"cow", "concurrent-set"})
    void aRewriteIsNotAccused(String strategy) throws Exception {
        try (var variants = new Variants()) {
            var rewrite = variants.rewrites(Catalogue.find(strategy, List.of())).getLast();

            assertThat(new Trial(folder, Scenario.named()).of(rewrite))
                    .isInstanceOf(Verdict.Survived.class);
        }
    }
}
