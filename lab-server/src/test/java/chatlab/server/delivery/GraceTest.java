package chatlab.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class GraceTest {
    private final Grace grace = new Grace(Duration.ofNanos(100));

    @Test
    void isUsedUpByTheTimeInWhichTheOutboxIsHalfFull() {
        grace.begin(10);

        assertThat(grace.left(10)).isEqualTo(100);
        assertThat(grace.left(60)).isEqualTo(50);
        assertThat(grace.left(500)).isZero();
    }

    @Test
    void aClientThatReadsHalfAnOutboxGetsHalfOfItBack() {
        grace.begin(0);
        grace.end(100, 0.5);
        grace.begin(600);

        assertThat(grace.left(600)).isEqualTo(50);
        grace.end(620, 0.5);
        grace.begin(700);
        assertThat(grace.left(700)).isEqualTo(80);
    }

    @Test
    void neverGrowsBeyondItsWhole() {
        grace.begin(0);
        grace.end(10, 1);
        grace.begin(20);

        assertThat(grace.left(20)).isEqualTo(100);
    }
}
