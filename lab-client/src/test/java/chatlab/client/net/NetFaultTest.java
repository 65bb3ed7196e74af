package chatlab.client.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.client.net.NetFault.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class NetFaultTest {
    @Test
    void aFaultIsReadAsItIsWritten() {
        assertThat(NetFault.parse(Kind.SPLIT, "c@5s+10s"))
                .isEqualTo(
                        new NetFault(
                                Kind.SPLIT, "c", Duration.ofSeconds(5), Duration.ofSeconds(10)));
        assertThat(NetFault.parse(Kind.KILL, "b.lab@1.5s").at()).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource({"KILL, b", "KILL, b@5", "KILL, b@5s+2s", "SPLIT, c@5s", "PAUSE, @1s+1s"})
    void anythingElseIsExplained(Kind kind, String text) {
        assertThatThrownBy(() -> NetFault.parse(kind, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--" + kind + " " + text)
                .hasMessageContaining("such as b@5s");
    }
}
