package chatlab.relay;

import static chatlab.relay.RelayGuarantee.AGREEMENT;
import static chatlab.relay.TestNet.await;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The oldest of three servers is killed. It keeps the view, and is the sequencer or the leader.
@Execution(ExecutionMode.CONCURRENT) // it mostly waits
class CrashTest {

    /// A server in a process of its own, which is killed at the end.
    private static final class Victim implements AutoCloseable {
        private final ChildProcess process;
        private final ChildProcess.Deadline deadline;
        private final BufferedReader output;

        Victim(String ordering, List<String> ports) throws Exception {
            process =
                    ChildCommand.java(
                                    List.of("-Xmx128m"),
                                    List.of(),
                                    ServerMain.class.getName(),
                                    List.of(
                                            ordering,
                                            "a.lab",
                                            ports.getFirst(),
                                            String.join(",", ports)))
                            .start();
            deadline = process.killAfter(Duration.ofMinutes(2));
            output = process.outputReader();
            awaitLine("open");
        }

        void say(String event) {
            process.writeLine(event);
        }

        void awaitLine(String wanted) throws Exception {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(wanted)) return;
            }
            throw new AssertionError("the child ended before it said: " + wanted);
        }

        void kill() {
            process.kill();
        }

        @Override
        public void close() {
            process.kill();
            deadline.close();
            process.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unordered", "fifo", "causal", "total", "raft"})
    void survivorsLoseNothingOfEachOtherAndKeepTheirOrder(String ordering) throws Exception {
        var ports = TestNet.freePorts(3);
        try (var net = new TestNet();
                var victim = new Victim(ordering, ports)) {
            join(net, ordering, ports);
            var events = new ArrayList<>(talk(net, "before"));
            for (var node : net.nodes) await(() -> node.log().containsAll(events));

            victim.kill();
            events.addAll(talk(net, "during"));
            for (var node : net.nodes) await(() -> node.relay.view().servers().size() == 2);
            events.addAll(talk(net, "after"));

            for (var node : net.nodes) await(() -> node.log().containsAll(events));
            assertThat(Relays.find(ordering).guarantees())
                    .filteredOn(Judge.broken(net, events)::contains)
                    .isEmpty();
        }
    }

    /// The last words of the killed server reach b, and on the way to c they are lost. So is what
    /// it passes on as the sequencer or the leader.
    @ParameterizedTest
    @ValueSource(strings = {"fifo", "causal", "total", "raft"})
    void lastWordsReachAllSurvivorsOnlyIfAgreementIsPromised(String ordering) throws Exception {
        var guarantees = Relays.find(ordering).guarantees();
        try (var net = new TestNet()) {
            var events = crashWhileOneHearsLess(net, ordering);

            for (var node : net.nodes) await(() -> node.log().containsAll(events));
            assertThat(guarantees).filteredOn(Judge.broken(net, events)::contains).isEmpty();
            assertThat(net.node(1).has("last words")).isEqualTo(guarantees.contains(AGREEMENT));
        }
    }

    /// The canary: in the same situation, a sequencer alone loses what it had passed on to b only.
    @Test
    void withoutViewSynchronyTheSequencersDeathCostsEvents(@TempDir Path directory)
            throws Exception {
        var xml = Relays.find("total").stack();
        var alone = xml.replace("<chatlab.relay.ordering.ViewSynchrony/>", "");
        assertThat(alone).isNotEqualTo(xml);
        var file = Files.writeString(directory.resolve("total.xml"), alone);
        try (var net = new TestNet()) {
            crashWhileOneHearsLess(net, file.toString());

            await(() -> net.node(1).has("later"));
            assertThat(net.node(0).has("b too")).isTrue();
            assertThat(net.node(1).has("b too")).isFalse();
        }
    }

    /// @return what the survivors b and c have sent
    private static List<String> crashWhileOneHearsLess(TestNet net, String ordering)
            throws Exception {
        var ports = TestNet.freePorts(3);
        try (var victim = new Victim(ordering, ports)) {
            join(net, ordering, ports);
            var b = net.node(0);
            var c = net.node(1);
            var a = net.new Node("a.lab", 0);
            net.sent.put("hello", new TestNet.Sent(a, 0, 0));
            net.sent.put("last words", new TestNet.Sent(a, 1, 0));
            victim.say("hello");
            for (var node : net.nodes) await(() -> node.has("hello"));

            c.faults.splitFrom(List.of("a.lab"));
            victim.say("last words");
            await(() -> b.has("last words"));
            c.send("c too");
            b.send("b too");
            await(() -> b.log().containsAll(List.of("b too", "c too")));
            victim.kill();
            for (var node : net.nodes) await(() -> node.relay.view().servers().size() == 2);
            c.faults.heal();
            b.send("later");
        }
        return List.of("c too", "b too", "later");
    }

    private static void join(TestNet net, String ordering, List<String> ports) throws Refused {
        net.add(ordering, "b.lab", ports.get(1), ports);
        net.add(ordering, "c.lab", ports.get(2), ports);
        for (var node : net.nodes) await(() -> node.relay.view().servers().size() == 3);
    }

    private static List<String> talk(TestNet net, String when) throws Refused {
        var events = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            for (var node : net.nodes) {
                var event = "%s %s %d".formatted(node, when, i);
                events.add(event);
                node.send(event);
            }
        }
        return events;
    }
}
