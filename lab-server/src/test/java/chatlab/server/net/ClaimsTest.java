package chatlab.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.server.channel.Identity;
import chatlab.server.channel.User;
import chatlab.server.config.ServerConfig;
import chatlab.server.session.Network;
import chatlab.server.watch.Stats;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ClaimsTest {
    private final User older = user("a.lab");
    private final User younger = user("b.lab");
    private final Stamp first = new Stamp(1, "b.lab");
    private final Stamp second = new Stamp(2, "a.lab");
    private final List<User> losers = new ArrayList<>();
    private Network network;

    private static User user(String server) {
        return User.elsewhere(server, 1, new Identity("ann", "u", "h", "", null), Instant.EPOCH);
    }

    @BeforeEach
    void createNetwork() throws Exception {
        network = new Network(ServerConfig.of(Catalogue.find("cow", List.of())), new Stats());
    }

    private Claims claims(boolean isOrdered) {
        return new Claims(network, isOrdered, (user, _) -> losers.add(user));
    }

    @Test
    void withoutAnOrderTheOlderClaimWinsWheneverItComes() {
        var claims = claims(false);

        assertThat(claims.arrived("ann", younger, second, false)).isTrue();
        assertThat(claims.arrived("ANN", older, first, false)).isTrue();

        assertThat(network.owner("ann")).contains(older);
        assertThat(losers).containsExactly(younger);
    }

    @Test
    void inAnOrderTheFirstClaimWinsWhateverItsAge() {
        var claims = claims(true);

        assertThat(claims.arrived("ann", younger, second, false)).isTrue();
        assertThat(claims.arrived("ann", older, first, false)).isFalse();

        assertThat(network.owner("ann")).contains(younger);
        assertThat(losers).isEmpty();
    }

    @Test
    void whenTwoPartsMeetAgeDecidesAlsoInAnOrder() {
        var claims = claims(true);
        claims.arrived("ann", younger, second, false);

        assertThat(claims.arrived("ann", older, first, true)).isTrue();

        assertThat(losers).containsExactly(younger);
    }

    @Test
    void theNextOldestGetsANickThatIsFree() {
        var claims = claims(false);
        claims.arrived("ann", older, first, false);
        claims.arrived("ann", younger, second, false);

        network.release("ann", older);
        claims.gone("ann", older);

        assertThat(network.owner("ann")).contains(younger);
    }
}
