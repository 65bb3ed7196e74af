package chatlab.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.protocol.Message;
import chatlab.server.channel.Identity;
import chatlab.server.net.Event.Arrived;
import chatlab.server.net.Event.Deed;
import chatlab.server.net.Event.Joined;
import chatlab.server.net.Event.KickAsked;
import chatlab.server.net.Event.Pulse;
import chatlab.server.net.Event.Quit;
import chatlab.server.net.Event.Ref;
import chatlab.server.net.Event.Said;
import chatlab.server.net.Event.Setting;
import chatlab.server.net.Event.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class EventCodecTest {
    private static final Stamp AT = new Stamp(123, "a.lab");

    static Stream<Deed> deeds() {
        return Stream.of(
                new Arrived(
                        7, new Identity("ann", "a", "host", "Änn :)", "acc"), 5, null, "iw", AT),
                new Joined(7, "#läb", true, AT),
                new Quit(7, ""),
                new KickAsked("ann!a@h", new Ref("b.lab", 9), "#lab", "why"),
                new Event.Set(
                        "#lab",
                        7,
                        "ann!a@h",
                        List.of(
                                new Setting(true, 'o', null, new Ref("b.lab", 9)),
                                new Setting(false, 'k', "*", null)),
                        AT),
                new Event.Announcing());
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void aDeedIsReadAsItWasWritten(Deed deed) throws IOException {
        var read = EventCodec.read(EventCodec.deed(42, deed));

        assertThat(read).isEqualTo(new EventCodec.Numbered(42, deed));
    }

    @Test
    void whatIsSaidKeepsItsTagsAndItsSource() throws IOException {
        var message =
                new Message(
                        Map.of("+draft/reply", "1"),
                        "ann!a@h",
                        "PRIVMSG",
                        List.of("#lab", "hi :)"));

        var read = EventCodec.read(EventCodec.said(new Said(7, message)));

        assertThat(read.event()).isEqualTo(new Said(7, message));
    }

    @Test
    void aSignalIsReadAsItWasWritten() throws IOException {
        var state = new State(9, 0, 1, deeds().toList());

        assertThat(EventCodec.read(EventCodec.signal(state)).event()).isEqualTo(state);
        assertThat(EventCodec.read(EventCodec.signal(new Pulse(1, 2, 3))).event())
                .isEqualTo(new Pulse(1, 2, 3));
    }

    @Test
    void anotherVersionIsNamed() {
        var bytes = EventCodec.deed(1, new Quit(1, ""));
        bytes[0] = 2;

        assertThatThrownBy(() -> EventCodec.read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("Run the same lab on all servers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "\u0001S12345678", "\u0001D12345678{}", "\u0001Q12345678"})
    void garbageIsAnException(String bytes) {
        assertThatThrownBy(() -> EventCodec.read(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(IOException.class);
    }
}
