package chatlab.bench.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatContestantTest {

    @Test
    void ourServerIsNamedForWhatItIsStartedWith() {
        var ours = ChatContestant.ours("cow", "queued", "virtual");

        assertThat(ours.name()).isEqualTo("cow/queued/virtual");
        assertThat(ours.serverArguments())
                .containsExactly(
                        "--strategy", "cow", "--delivery", "queued", "--threads", "virtual");
        assertThat(ours.address()).isNull();
    }

    @Test
    void anotherServerHasANameAnAddressAndPerhapsAProcess() {
        assertThat(ChatContestant.against("ngircd=127.0.0.1:6667").address())
                .isEqualTo(new ChatContestant.Address("127.0.0.1", 6667, null));
        assertThat(ChatContestant.against("ngircd=localhost:6667@42").address())
                .isEqualTo(new ChatContestant.Address("localhost", 6667, 42L));
        assertThat(ChatContestant.against("ngircd=localhost:6667").name()).isEqualTo("ngircd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:6667", "a=b", "a=b:", "a=b:port", "a=b:1@me"})
    void anythingElseIsRefusedWithASentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatContestant.against(text))
                .withMessageContaining("NAME=HOST:PORT");
    }

    /// Two seconds at the rate, whoever sends.
    @Test
    void aSteadyLoadKeepsTheRateUp() {
        assertThat(new ChatLoad(64, 8, 1000, 64, 200).steady())
                .containsSequence("--messages", "50")
                .containsSequence("--rate", "200");
        assertThat(new ChatLoad(64, 8, 1000, 64, 200).flood()).containsSequence("--rate", "0");
    }
}
