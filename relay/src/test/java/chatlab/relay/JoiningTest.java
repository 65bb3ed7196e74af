package chatlab.relay;

import static chatlab.relay.TestNet.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;
import java.util.List;

/// Who comes in, who does not, and what is said about it.
@Execution(ExecutionMode.CONCURRENT) // it mostly waits
class JoiningTest {

    @Test
    void aNameThatIsTakenIsRefusedAndBothSidesAreTold() throws Exception {
        mustBeToldApart(
                "fifo",
                "a.lab",
                "a.lab was not let in: a.lab is in this net already. Give each server its own"
                        + " --name.");
    }

    @Test
    void anotherRelayIsRefusedAndBothSidesAreTold() throws Exception {
        mustBeToldApart(
                "total",
                "b.lab",
                "b.lab was not let in: its relay is total, and that of this net is fifo. Start all"
                        + " with the same --relay.");
    }

    /// On a busy machine, the second server may not find the first in time, and begin a net of its
    /// own. Then the two nets do not merge.
    private static void mustBeToldApart(String ordering, String name, String sentence)
            throws Exception {
        var ports = TestNet.freePorts(2);
        try (var net = new TestNet()) {
            var a = net.add("fifo", "a.lab", ports.get(0), ports);

            var refused =
                    catchThrowableOfType(
                            Refused.class, () -> net.add(ordering, name, ports.get(1), ports));

            if (refused != null) {
                assertThat(refused.reason()).isEqualTo(Refused.Reason.NOT_OPENED);
                assertThat(refused).hasMessage(sentence);
                await(() -> a.notices.contains(sentence));
            } else {
                await(() ->
                        net.nodes.stream()
                                .flatMap(node -> node.notices.stream())
                                .anyMatch(line -> line.contains(" was not let in: ")));
            }
            assertThat(a.relay.view().servers()).containsExactly(new Server("a.lab"));
        }
    }

    @Test
    void aPortInUseIsRefused() throws Exception {
        var ports = TestNet.freePorts(1);
        try (var net = new TestNet()) {
            net.add("fifo", "a.lab", ports.get(0), ports);

            var refused =
                    catchThrowableOfType(
                            Refused.class, () -> net.add("fifo", "b.lab", ports.get(0), ports));

            assertThat(refused.reason()).isEqualTo(Refused.Reason.NOT_OPENED);
            assertThat(refused.getMessage())
                    .startsWith("The relay cannot listen on 127.0.0.1 port " + ports.get(0));
        }
    }

    @Test
    void aPeerThatDoesNotAnswerIsNamedOnceAndFoundLater() throws Exception {
        var ports = TestNet.freePorts(2);
        try (var net = new TestNet()) {
            var a = net.add("fifo", "a.lab", ports.get(0), ports);
            await(() -> !a.notices.isEmpty());

            net.add("fifo", "b.lab", ports.get(1), ports);
            net.awaitWhole();

            assertThat(a.notices)
                    .containsExactly(
                            ("No server of this net answers at 127.0.0.1:%s. a.lab keeps looking"
                                            + " for it.")
                                    .formatted(ports.get(1)));
        }
    }

    @Test
    void peersMayBeTheAddressesOfOneName() throws Exception {
        var port = TestNet.freePorts(1).getFirst();
        try (var net = new TestNet()) {
            var a = net.add("fifo", "a.lab", port, List.of("dns:localhost"));

            a.send("alone");

            await(() -> a.has("alone"));
        }
    }

    @Test
    void aServerThatWasClosedIsGoneWithinTwoSecondsAndMayComeBack() throws Exception {
        var ports = TestNet.freePorts(2);
        try (var net = new TestNet()) {
            var a = net.add("fifo", "a.lab", ports.get(0), ports);
            var b = net.add("fifo", "b.lab", ports.get(1), ports);
            net.awaitWhole();
            b.send("bye");

            long start = System.nanoTime();
            b.relay.close();
            var took = Duration.ofNanos(System.nanoTime() - start);

            await(() -> a.relay.view().servers().size() == 1);
            assertThat(a.log()).containsExactly("bye");
            // The promise is two seconds; on a busy machine, what ends it may get no turn.
            assertThat(took).isLessThan(Duration.ofSeconds(30));
            assertThat(catchThrowableOfType(Refused.class, () -> b.send("again")).reason())
                    .isEqualTo(Refused.Reason.CLOSED);

            net.nodes.remove(b);
            net.add("fifo", "b.lab", ports.get(1), ports);
            net.awaitWhole();
            assertThat(a.views).anyMatch(view -> view.left().contains(new Server("b.lab")));
        }
    }

    @Test
    void aLateServerGetsNothingFromBeforeItsTime() throws Exception {
        var ports = TestNet.freePorts(3);
        try (var net = new TestNet()) {
            var a = net.add("raft", "a.lab", ports.get(0), ports);
            net.add("raft", "b.lab", ports.get(1), ports);
            await(() -> a.relay.view().servers().size() == 2);
            a.send("early");
            await(() -> a.has("early"));

            var c = net.add("raft", "c.lab", ports.get(2), ports);
            net.awaitWhole();
            a.send("late");

            await(() -> c.has("late"));
            assertThat(c.log()).containsExactly("late");
        }
    }
}
