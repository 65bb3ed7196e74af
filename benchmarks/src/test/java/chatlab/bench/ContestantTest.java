package chatlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.bench.contestant.Contestant;
import chatlab.catalogue.StrategyNotFoundException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Stream;

class ContestantTest {

    static Stream<String> everybody() {
        return Stream.concat(Contestant.correct().stream(), Contestant.outsiders().stream())
                .map(Contestant::name);
    }

    /// A contestant that optimizes a delivery away, or forgets a member, would win every benchmark.
    @ParameterizedTest
    @MethodSource("everybody")
    void everybodyDeliversToAllMembersButTheSender(String name) {
        for (String sink : List.of("read", "write")) {
            var channel = BenchChannel.channel(name, 64, sink);

            assertThat(channel.broadcast(BenchChannel.MESSAGE, BenchChannel.guest(sink)))
                    .isEqualTo(64);
            assertThat(channel.broadcast(BenchChannel.MESSAGE, channel.subscribers().getFirst()))
                    .isEqualTo(63);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel-group", "event-bus"})
    void outsidersLetGuestsComeAndGo(String name) {
        var channel = BenchChannel.channel(name, 2, "read");
        var guest = BenchChannel.guest("read");

        assertThat(channel.join(guest)).isTrue();
        assertThat(channel.join(guest)).isFalse();
        assertThat(channel.leave(guest)).isTrue();
        assertThat(channel.leave(guest)).isFalse();
        assertThat(channel.broadcast(BenchChannel.MESSAGE, guest)).isEqualTo(2);
    }

    @Test
    void theBrokenAreMeasuredOnlyWhenNamed() throws StrategyNotFoundException {
        assertThat(Contestant.correct()).extracting(Contestant::name).doesNotContain("unsafe");
        assertThat(Contestant.find("unsafe", List.of()).strategy()).isPresent();
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> Contestant.find("cwo", List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("cow");
    }
}
