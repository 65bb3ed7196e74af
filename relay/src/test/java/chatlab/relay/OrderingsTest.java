package chatlab.relay;

import static chatlab.relay.RelayGuarantee.CAUSAL_ORDER;
import static chatlab.relay.RelayGuarantee.FIFO_ORDER;
import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;
import static chatlab.relay.RelayGuarantee.TOTAL_ORDER;
import static chatlab.relay.TestNet.await;
import static chatlab.relay.TestNet.settles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// Three servers, real sockets: what an ordering declares is never seen broken, and what it does
/// not declare is.
///
/// Each situation is arranged: for a moment, some packets do not reach some server. So the same
/// situation that breaks one ordering is the one that another survives.
@Execution(ExecutionMode.CONCURRENT) // it mostly waits
class OrderingsTest {
    /// Shorter than the time after which silence makes a suspect.
    private static final long MOMENT_MILLIS = 700;

    private static final Set<RelayGuarantee> JUDGED =
            EnumSet.of(NO_DUPLICATION, RELIABLE, FIFO_ORDER, CAUSAL_ORDER, TOTAL_ORDER);

    static List<RelayEntry> orderings() {
        return Relays.list();
    }

    @ParameterizedTest
    @MethodSource("orderings")
    void keepsWhatItDeclaresAndNoMore(RelayEntry ordering) throws Exception {
        var undeclared = EnumSet.copyOf(JUDGED);
        ordering.guarantees().forEach(undeclared::remove);
        var witnessed = EnumSet.noneOf(RelayGuarantee.class);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);

        try (var net = TestNet.open(ordering.name(), "a.lab", "b.lab", "c.lab")) {
            for (int round = 0; round < 2 || !witnessed.containsAll(undeclared); round++) {
                assertThat(System.nanoTime()).as("witnessed %s", witnessed).isLessThan(end);
                long views = net.node(0).relay.view().number();
                witnessed.addAll(play(net, ordering, round));
                assertThat(net.node(0).relay.view().number())
                        .as("a change of view is another test")
                        .isEqualTo(views);
                assertThat(witnessed).isSubsetOf(undeclared);
            }
        }
        assertThat(witnessed).containsAll(undeclared);
    }

    private static Set<RelayGuarantee> play(TestNet net, RelayEntry ordering, int round)
            throws Exception {
        boolean reliable = ordering.guarantees().contains(RELIABLE);
        var events = new ArrayList<String>();
        events.addAll(aPacketIsLost(net, round));
        events.addAll(aPacketIsLate(net, round));
        events.addAll(anAnswerOvertakes(net, round));
        events.addAll(twoMeet(net, round));
        events.addAll(manyTalkOnABadNetwork(net, round));
        if (reliable) {
            for (var node : net.nodes) await(() -> node.log().containsAll(events));
        } else {
            for (var node : net.nodes) settles(() -> node.log().containsAll(events), MOMENT_MILLIS);
        }
        return Judge.broken(net, events);
    }

    /// One packet of a takes its time to c, and the next overtakes it.
    private static List<String> aPacketIsLate(TestNet net, int round) throws Exception {
        var a = net.node(0);
        var c = net.node(2);
        var events = List.of("slow" + round, "fast" + round);
        c.faults.delay(1, MOMENT_MILLIS);
        a.send(events.getFirst());
        settles(() -> a.has(events.getFirst()), MOMENT_MILLIS);
        c.faults.delay(0, 0);
        a.send(events.getLast());
        settles(() -> c.log().containsAll(events), 2 * MOMENT_MILLIS);
        return events;
    }

    /// c misses one packet of a, and gets the next.
    private static List<String> aPacketIsLost(TestNet net, int round) throws Exception {
        var a = net.node(0);
        var c = net.node(2);
        var events = List.of("lost" + round, "next" + round);
        c.faults.splitFrom(List.of("a.lab"));
        a.send(events.getFirst());
        settles(() -> net.node(1).has(events.getFirst()), MOMENT_MILLIS);
        c.faults.heal();
        a.send(events.getLast());
        settles(() -> c.has(events.getLast()), MOMENT_MILLIS);
        return events;
    }

    /// c misses a question, and gets the answer.
    private static List<String> anAnswerOvertakes(TestNet net, int round) throws Exception {
        var a = net.node(0);
        var b = net.node(1);
        var c = net.node(2);
        var question = "question" + round;
        var answer = "answer" + round;
        c.faults.splitFrom(List.of("a.lab"));
        a.send(question);
        settles(() -> b.has(question), MOMENT_MILLIS);
        b.send(answer);
        settles(() -> c.has(answer), MOMENT_MILLIS);
        c.faults.heal();
        return List.of(question, answer);
    }

    /// a says something, and the others say something before they hear it.
    private static List<String> twoMeet(TestNet net, int round) throws Exception {
        var a = net.node(0);
        var b = net.node(1);
        var c = net.node(2);
        var one = "one" + round;
        var other = "other" + round;
        b.faults.splitFrom(List.of("a.lab"));
        c.faults.splitFrom(List.of("a.lab"));
        a.send(one);
        settles(() -> a.has(one), MOMENT_MILLIS);
        b.send(other);
        settles(() -> c.has(other), MOMENT_MILLIS);
        b.faults.heal();
        c.faults.heal();
        return List.of(one, other);
    }

    private static List<String> manyTalkOnABadNetwork(TestNet net, int round) throws Exception {
        var events = new ConcurrentLinkedQueue<String>();
        for (var node : net.nodes) node.faults.lose(round % 2 * 0.05);
        var threads = new ArrayList<Thread>();
        for (var node : net.nodes) {
            threads.add(Thread.ofPlatform().start(() -> talk(node, round, events)));
        }
        for (var thread : threads) thread.join();
        settles(() -> net.node(0).log().containsAll(events), MOMENT_MILLIS);
        for (var node : net.nodes) node.faults.lose(0);
        return List.copyOf(events);
    }

    private static void talk(TestNet.Node node, int round, Queue<String> events) {
        for (int i = 0; i < 100; i++) {
            var event = "%s %d %d".formatted(node, round, i);
            events.add(event);
            try {
                node.send(event);
            } catch (Refused e) {
                throw new AssertionError(e);
            }
        }
    }
}
