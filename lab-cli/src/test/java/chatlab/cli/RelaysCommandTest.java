package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.relay.RelayGuarantee;
import chatlab.relay.Relays;
import chatlab.server.relays.RelaysText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class RelaysCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theMatrixHasARowForEachRelay() {
        assertThat(run()).isZero();

        assertThat(out.toString().lines())
                .contains(
                        "fifo         +   +   +   .   .   .   .",
                        "total        +   +   +   +   +   +   .",
                        "raft         +   +   +   +   +   +   +")
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(110));
    }

    @Test
    void aRelaysOwnXmlIsARelayAgain(@TempDir Path directory) throws IOException {
        assertThat(run("causal", "--xml")).isZero();
        var file = Files.writeString(directory.resolve("mine.xml"), out.toString());
        out.getBuffer().setLength(0);

        assertThat(run(file.toString(), "--json")).isZero();

        assertThat(out.toString())
                .contains("\"schema\": \"chatlab/relay/1\"")
                .contains("\"name\": \"causal\"")
                .contains("CAUSAL_ORDER");
    }

    @Test
    void anUnknownRelayIsWrongUsage() {
        assertThat(run("pigeon")).isEqualTo(2);

        assertThat(err.toString())
                .startsWith("No relay is called pigeon. Choose one of unreliable, unordered, fifo");
    }

    @Test
    void thePageShowsTheSameTable() throws IOException {
        assertThat(Files.readString(Checkout.root().resolve("docs/cluster.md")))
                .contains(RelaysText.markdown(Relays.list()));
    }

    @Test
    void thePageSaysWhatEachPromiseMeansInTheSameWords() throws IOException {
        assertThat(Files.readString(Checkout.root().resolve("docs/cluster.md")))
                .contains(
                        Stream.of(RelayGuarantee.values())
                                .map(one -> "- `%s`: %s.".formatted(one, one.meaning()))
                                .toList());
    }

    private int run(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "relays";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Lab.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
