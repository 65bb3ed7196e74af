package chatlab.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class GraceTest {
    private final Grace grace = new Grace(Duration.ofNanos(100), 0);

    @Test
    void isUsedUpByTheTimeInWhichTheOutboxIsHalfFull() {
        grace.begin(10);

        assertThat(grace.left(10)).isEqualTo(100);
        assertThat(grace.left(60)).isEqualTo(50);
        assertThat(grace.left(500)).isZero();
    }

    @Test
    void aClientThatReadsALittleGetsATenthOfTheTime() {
        grace.begin(0);
        grace.end(100);
        grace.begin(600);

        assertThat(grace.left(600)).isEqualTo(50);
        grace.end(620);
        grace.begin(720);
        assertThat(grace.left(720)).isEqualTo(40);
    }

    @Test
    void neverGrowsBeyondItsWhole() {
        grace.begin(0);
        grace.end(10);
        grace.begin(1_000_000);

        assertThat(grace.left(1_000_000)).isEqualTo(100);
    }
}
