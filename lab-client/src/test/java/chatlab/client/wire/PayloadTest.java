package chatlab.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    private static final int AT = 3;
    private final Payload payload = new Payload(0xCAFE42, 64);
    private final byte[] bytes = new byte[AT + 64];

    @Test
    void theReaderReadsWhatTheWriterWrote() {
        payload.write(bytes, AT, 511, 123_456_789, -2L);

        assertThat(payload.inspect(bytes, AT, AT + 64)).isEqualTo(Payload.Kind.INTACT);
        assertThat(Payload.sender(bytes, AT)).isEqualTo(511);
        assertThat(Payload.sequence(bytes, AT)).isEqualTo(123_456_789);
        assertThat(Payload.time(bytes, AT)).isEqualTo(-2L);
    }

    @Test
    void theTextIsReadableAndHasNoSpace() {
        payload.write(bytes, AT, 1, 2, 3);

        assertThat(new String(bytes, AT, 64, US_ASCII))
                .isEqualTo("lab:cafe42:0001:00000002:0000000000000003:......................");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 15, 16, 24, 30, 41, 42, 63})
    void aChangeBehindTheRunIsDamage(int place) {
        payload.write(bytes, AT, 1, 2, 3);
        bytes[AT + place] = '?';

        assertThat(payload.inspect(bytes, AT, AT + 64)).isEqualTo(Payload.Kind.DAMAGED);
    }

    @Test
    void aTextOfAnotherLengthIsDamaged() {
        payload.write(bytes, AT, 1, 2, 3);

        assertThat(payload.inspect(bytes, AT, AT + 63)).isEqualTo(Payload.Kind.DAMAGED);
    }

    @Test
    void anotherRunAndOrdinaryTalkAreForeign() {
        new Payload(0xCAFE43, 64).write(bytes, AT, 1, 2, 3);

        assertThat(payload.inspect(bytes, AT, AT + 64)).isEqualTo(Payload.Kind.FOREIGN);
        assertThat(payload.inspect("hello".getBytes(US_ASCII), 0, 5))
                .isEqualTo(Payload.Kind.FOREIGN);
    }
}
