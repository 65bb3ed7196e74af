package chatlab.relay.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chatlab.relay.NetFaults;
import chatlab.relay.Refused;
import chatlab.relay.Relay;
import chatlab.relay.RelayOptions;
import chatlab.relay.Relays;
import chatlab.relay.Server;
import chatlab.relay.View;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is wrong with a relay's file or its options is said in one sentence.
class StackTest {
    private static final Relay.Listener NOBODY =
            new Relay.Listener() {
                @Override
                public void received(Server from, byte[] event) {}

                @Override
                public void view(View view) {}
            };

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    </config>     |                    | mine.xml is not well-formed: line
                    '<TCP '        | '<UDP '            | mine.xml does not begin with TCP
                    pbcast.GMS    | pbcast.GMX         | mine.xml names the protocol pbcast.GMX
                    <FD_ALL3      | <FD_SOCK2/><FD_ALL3| mine.xml uses FD_SOCK2, which opens sockets
                    <config       | <configuration     | mine.xml is not well-formed: line
                    <FRAG4/>      | <FRAG4 size='9'/>  | The relay fifo cannot be built: configuration
                    ${port}       | ${harbor}          | ${harbor} in TCP is unknown.
                    """)
    void anErrorInAFileIsOneSentence(String from, String to, String sentence) throws Exception {
        var xml = Relays.find("fifo").stack();
        var file = write(xml.replace(from, to == null ? "" : to));

        var refused = refusal(options(file, "a.lab", RelayOptions.LOOPBACK, "7801", null));

        assertThat(refused.reason()).isEqualTo(Refused.Reason.WRONG_USAGE);
        assertThat(refused.getMessage()).startsWith(sentence).doesNotContain("\n").endsWith(".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a b   | 127.0.0.1 | 7801      | a b is not a server's name
                    a.lab | 10.1.2.3  | 7801      | Without a key the relay listens on this machine
                    a.lab | 0.0.0.0   | 7801      | The relay needs one address
                    a.lab | 127.0.0.1 | 7801x     | The peer 7801x is neither a port nor host:port
                    a.lab | 127.0.0.1 | 7801,dns:x| Name the peers either one by one or by dns:NAME
                    """)
    void aWrongOptionIsOneSentence(String name, String address, String peers, String sentence) {
        var refused = refusal(options("fifo", name, address, peers, null));

        assertThat(refused.reason()).isEqualTo(Refused.Reason.WRONG_USAGE);
        assertThat(refused.getMessage()).startsWith(sentence);
    }

    @Test
    void aFileThatHoldsNoKeyIsOneSentenceWithTheCommandThatMakesOne() throws Exception {
        var file = Files.writeString(directory.resolve("relay.p12"), "secret");

        var refused = refusal(options("fifo", "a.lab", RelayOptions.LOOPBACK, "7801", file));

        assertThat(refused.getMessage())
                .startsWith("The key file " + file + " cannot be read: ")
                .contains("keytool -genkeypair");
    }

    @Test
    void raftMustKnowAllServers() {
        var refused =
                refusal(options("raft", "a.lab", RelayOptions.LOOPBACK, "dns:servers.lab", null));

        assertThat(refused.getMessage())
                .startsWith("The relay raft must know all servers from the start.");
    }

    @Test
    void aStackWithoutAnOrderingPromisesNothing() throws Exception {
        var xml = Relays.find("fifo").stack();
        var file = write(xml.replace("<chatlab.relay.ordering.Fifo/>", ""));

        assertThat(Relays.find(file).guarantees()).isEmpty();
        assertThat(Relays.find(file).name()).isEqualTo("mine.xml");
    }

    private String write(String xml) throws IOException {
        return Files.writeString(directory.resolve("mine.xml"), xml).toString();
    }

    private static RelayOptions options(
            String ordering, String name, String address, String peers, @Nullable Path key) {
        return new RelayOptions(
                ordering, name, address, 7801, List.of(peers.split(",")), key, new NetFaults());
    }

    private static Refused refusal(RelayOptions options) {
        return catchThrowableOfType(Refused.class, () -> Relays.open(options, NOBODY));
    }
}
