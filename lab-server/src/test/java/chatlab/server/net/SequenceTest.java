package chatlab.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.server.net.Event.Quit;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class SequenceTest {
    private final Set<Long> skipped = new HashSet<>();
    private final List<Long> applied = new ArrayList<>();
    private final Sequence sequence = new Sequence(skipped, (number, _) -> applied.add(number));

    private void arrive(long... numbers) {
        for (long number : numbers) sequence.arrived(number, new Quit(number, ""));
    }

    @Test
    void deedsAreAppliedInOrderAndOnce() {
        sequence.tookState(0);

        arrive(2, 3, 1, 3, 2, 5);

        assertThat(applied).containsExactly(1L, 2L, 3L);
    }

    @Test
    void nothingIsAppliedBeforeTheState() {
        arrive(4, 5, 6);

        sequence.tookState(4);

        assertThat(applied).containsExactly(5L, 6L);
    }

    @Test
    void anOldStateIsNotTaken() {
        sequence.tookState(0);
        arrive(1, 2);

        assertThat(sequence.takesState(1)).isFalse();
        assertThat(sequence.takesState(2)).isTrue();
    }

    @Test
    void aRefusedNumberIsPassedOver() {
        sequence.tookState(0);
        arrive(2);
        skipped.add(1L);

        sequence.proceed();

        assertThat(applied).containsExactly(2L);
    }

    @Test
    void onlyWhatIsMissingForLongIsMissed() {
        sequence.tookState(0);
        arrive(1, 3);

        assertThat(sequence.misses(3)).isFalse();
        assertThat(sequence.misses(3)).isTrue();
        arrive(2);
        assertThat(sequence.misses(3)).isFalse();
        assertThat(sequence.misses(3)).isFalse();
    }
}
