package chatlab.mutants;

import static chatlab.mutants.MutationOperator.READ_TWICE;
import static chatlab.mutants.MutationOperator.SWAP;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Set;

class SharpnessTableTest {
    private static final Verdict BY_CONTRACT = new Verdict.KilledByContract("DELIVERY");
    private static final Verdict BY_ENGINE =
            new Verdict.KilledByEngine("MEMBERSHIP", "join-join", 4, 1, 0);
    private static final Verdict SURVIVED = new Verdict.Survived(2_003, true);

    private final SharpnessTable table = new SharpnessTable(Set.of("Actor: SWAP 1"));

    @Test
    void eachKindHasARow() {
        table.add(mutant(SWAP, "SWAP 1"), SURVIVED);
        table.add(mutant(SWAP, "SWAP 2"), BY_CONTRACT);
        table.add(mutant(READ_TWICE, "READ_TWICE 2"), BY_ENGINE);
        table.add(mutant(READ_TWICE, "READ_TWICE 3"), SURVIVED);
        table.add(mutant(READ_TWICE, "READ_TWICE 4"), new Verdict.NoAnswer("a timer"));
        table.addRewrite(SURVIVED);

        assertThat(table.toString())
                .contains("| `READ_TWICE` | ")
                .contains(" | 3 | 0 | 0 | 1 | 1 | 1 |")
                .contains("| `SWAP` | ")
                .contains(" | 2 | 1 | 1 | 0 | 0 | 0 |")
                .contains("| all | | 5 | 1 | 1 | 1 | 1 | 1 |")
                .contains("Correct rewrites: 1 tried, 0 accused");
        assertThat(table.hasWrongAccusation()).isFalse();
    }

    @Test
    void anEquivalentMutantMustNotBeAccused() {
        table.add(mutant(SWAP, "SWAP 1"), BY_ENGINE);

        assertThat(table.hasWrongAccusation()).isTrue();
    }

    @Test
    void aRewriteMustNotBeAccused() {
        table.addRewrite(BY_CONTRACT);

        assertThat(table.hasWrongAccusation()).isTrue();
        assertThat(table.toString()).contains("1 tried, 1 accused");
    }

    private static Mutant mutant(MutationOperator operator, String change) {
        return new Mutant(operator, new Variant("ActorBroadcast.java", change, ""));
    }
}
