package chatlab.relay.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chatlab.relay.Server;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;

class PacketTest {

    @Property(tries = 200)
    void whatIsWrittenIsRead(
            @ForAll long incarnation,
            @ForAll long number,
            @ForAll @Size(max = 5) List<Long> audience,
            @ForAll @Size(max = 5) List<byte[]> events)
            throws Packet.Unreadable {
        var packet = new Packet(new Server("a.lab"), incarnation, number, audience, events);
        var bytes = packet.bytes();

        var read = Packet.of(bytes, 0, bytes.length);

        assertThat(read)
                .usingRecursiveComparison() // arrays by content
                .isEqualTo(packet);
    }

    @Property(tries = 1000)
    void garbageIsReadOrRefusedAndNothingElse(@ForAll byte[] garbage) {
        try {
            Packet.of(garbage, 0, garbage.length);
        } catch (Packet.Unreadable e) {
            assertThat(e).hasMessageMatching("it.*|an event.*");
        }
    }

    @Property(tries = 200)
    void aPacketThatIsCutShortIsRefused(@ForAll @Size(min = 1, max = 5) List<byte[]> events) {
        var bytes = new Packet(new Server("a.lab"), 1, 2, List.of(3L), events).bytes();

        assertThatExceptionOfType(Packet.Unreadable.class)
                .isThrownBy(() -> Packet.of(bytes, 0, bytes.length - 1));
    }

    @Test
    void anotherVersionIsNamed() {
        var bytes = new Packet(new Server("a.lab"), 1, 2, List.of(), List.of()).bytes();
        bytes[2]++;

        assertThatExceptionOfType(Packet.Unreadable.class)
                .isThrownBy(() -> Packet.of(bytes, 0, bytes.length))
                .withMessage("its version is 2, and this server speaks version 1");
    }
}
