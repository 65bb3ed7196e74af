package chatlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChurnRateTest {

    @Test
    void oneJoinToTenBroadcasts() {
        assertThat(ChurnRate.parse("1:10")).isEqualTo(new ChurnRate(10));
        assertThat(ChurnRate.parse("1:10").rate()).isEqualTo(0.1);
        assertThat(ChurnRate.parse("0").rate()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "10:1", "1:0", "1:-1", "1:", "often"})
    void anythingElseIsRefusedWithASentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChurnRate.parse(text))
                .withMessageContaining("1:10")
                .withMessageContaining("'" + text + "'");
    }

    /// The guest of ChurnBenchmark, counted over many turns.
    @Test
    void aGuestJoinsAsOftenAsTheChurnSays() {
        var benchmark = new ChurnBenchmark();
        benchmark.strategy = "cow";
        benchmark.members = 3;
        benchmark.churn = "1:10";
        benchmark.sink = "read";
        benchmark.open();
        var guest = new ChurnBenchmark.Guest();
        guest.arrive(benchmark);

        // A broadcast reaches three; a join and leave is counted as one.
        int joins = 0;
        for (int i = 0; i < 110; i++) {
            if (benchmark.broadcastOrJoin(guest) == 1) joins++;
        }

        assertThat(joins).isEqualTo(10);
    }
}
