package chatlab.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;

class PlacesTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void clientsAreCountedByAddressExceptOnTheLoopback() {
        var places = new Places(new ServerLimits(100, 1, LONG, LONG, LONG, 0));
        var far = InetAddress.ofLiteral("192.0.2.1");

        assertThat(places.enter(far)).isEmpty();
        assertThat(places.enter(far)).contains("Too many connections from your address");
        assertThat(places.sessions()).isEqualTo(1);
        places.leave(far);

        assertThat(places.enter(far)).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(places.enter(InetAddress.ofLiteral("127.0.0.1"))).isEmpty();
        }
    }
}
