package chatlab.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBurstIsFreeAndLaterLinesWait() {
        var bucket = new TokenBucket(3, 2, 0);

        for (int i = 0; i < 3; i++) assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(SECOND / 2);
        assertThat(bucket.take(0)).isEqualTo(SECOND);
    }

    @Test
    void aQuietTimeRefillsTheBucketUpToABurst() {
        var bucket = new TokenBucket(3, 2, 0);
        for (int i = 0; i < 3; i++) bucket.take(0);

        for (int i = 0; i < 2; i++) assertThat(bucket.take(SECOND)).isZero();
        assertThat(bucket.take(SECOND)).isEqualTo(SECOND / 2);
        for (int i = 0; i < 3; i++) assertThat(bucket.take(100 * SECOND)).isZero();
        assertThat(bucket.take(100 * SECOND)).isPositive();
    }
}
