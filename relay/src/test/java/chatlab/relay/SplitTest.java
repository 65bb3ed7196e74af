package chatlab.relay;

import static chatlab.relay.TestNet.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The net is split into a and b on one side and c on the other, and becomes whole again.
@Execution(ExecutionMode.CONCURRENT) // it mostly waits
class SplitTest {
    @TempDir private Path directory;

    @Test
    void underRaftTheMinorityRefusesAndAfterwardsAllHaveTheSameSequence() throws Exception {
        try (var net = TestNet.open(impatient("raft"), "a.lab", "b.lab", "c.lab")) {
            var a = net.node(0);
            var c = net.node(2);
            a.send("whole");
            for (var node : net.nodes) await(() -> node.has("whole"));

            split(net);
            var refused = catchThrowableOfType(Refused.class, () -> c.send("minority"));
            assertThat(refused.reason()).isEqualTo(Refused.Reason.NO_MAJORITY);
            assertThat(refused).hasMessageContaining("reaches 1 of 3 servers");
            a.send("majority");
            await(() -> net.node(1).has("majority"));

            heal(net);
            await(() -> sent(c, "healed"));
            for (var node : net.nodes) await(() -> node.has("healed"));
            for (var node : net.nodes) {
                assertThat(node.log()).containsExactly("whole", "majority", "healed");
            }
        }
    }

    @Test
    void underTotalEachPartHasItsOwnOrderAndGoesOn() throws Exception {
        try (var net = TestNet.open(impatient("total"), "a.lab", "b.lab", "c.lab")) {
            var a = net.node(0);
            var c = net.node(2);

            split(net);
            a.send("here");
            c.send("there");
            await(() -> net.node(1).has("here"));
            await(() -> c.has("there"));

            heal(net);
            a.send("healed");
            for (var node : net.nodes) await(() -> node.has("healed"));
            assertThat(a.log()).containsExactly("here", "healed");
            assertThat(c.log()).containsExactly("there", "healed");
            assertThat(a.views.stream().anyMatch(View::merged)).isTrue();
            assertThat(c.views.stream().anyMatch(View::merged)).isTrue();
        }
    }

    /// The same stack, which notices a split sooner.
    private String impatient(String ordering) throws IOException, Refused {
        var xml = Relays.find(ordering).stack();
        var quickMerge = "min_interval=\"300ms\" max_interval=\"900ms\"";
        var quick =
                xml.replace(
                                "timeout=\"4s\" interval=\"1s\"",
                                "timeout=\"1500ms\" interval=\"300ms\"")
                        .replace("min_interval=\"1s\" max_interval=\"3s\"", quickMerge);
        assertThat(quick).isNotEqualTo(xml);
        return Files.writeString(directory.resolve(ordering + ".xml"), quick).toString();
    }

    private static void split(TestNet net) {
        net.node(0).faults.splitFrom(List.of("c.lab"));
        net.node(1).faults.splitFrom(List.of("c.lab"));
        net.node(2).faults.splitFrom(List.of("a.lab", "b.lab"));
        await(() -> net.node(0).relay.view().servers().size() == 2);
        await(() -> net.node(1).relay.view().servers().size() == 2);
        await(() -> net.node(2).relay.view().servers().size() == 1);
    }

    private static void heal(TestNet net) {
        for (var node : net.nodes) node.faults.heal();
        net.awaitWhole();
    }

    /// Whether the event could be sent; without a leader it is refused for a moment.
    private static boolean sent(TestNet.Node node, String event) {
        try {
            node.send(event);
            return true;
        } catch (Refused e) {
            return false;
        }
    }
}
