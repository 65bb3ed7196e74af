package chatlab.relay.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.jspecify.annotations.NullUnmarked;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Causal order in a simulated group, where messages are late, servers crash, and the group splits
/// and merges.
///
/// The simulation keeps what JGroups keeps below: messages of one server arrive in the order sent;
/// they are dropped where the sender is not in the view; at a merge, a server gets the messages of
/// the other part from some point on.
@NullUnmarked // its maps have a value for each server
class CausalQueuePropertyTest {

    /// @param known the messages that its sender had got
    private record Message(int sender, int number, ViewNumber view, Set<Message> known) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Message m && m.sender == sender && m.number == number;
        }

        @Override
        public int hashCode() {
            return 31 * sender + number;
        }

        @Override
        public String toString() {
            return "%d.%d".formatted(sender, number);
        }
    }

    private record ViewNumber(int number, int creator) implements Comparable<ViewNumber> {
        @Override
        public int compareTo(ViewNumber other) {
            return number == other.number
                    ? Integer.compare(creator, other.creator)
                    : Integer.compare(number, other.number);
        }
    }

    /// On the way: a message with its stamp, or an announcement with its members.
    private record Parcel(
            ViewNumber view,
            Set<Integer> members,
            CausalQueue.Stamp<Integer, ViewNumber> stamp,
            Message message) {}

    private static final class Node {
        final int id;
        final CausalQueue<Integer, ViewNumber, Message> queue;
        final List<Message> delivered = new ArrayList<>();
        final Map<Integer, Deque<Parcel>> arriving = new HashMap<>();
        Set<Integer> members = Set.of();
        ViewNumber view = new ViewNumber(0, 0);
        int sent;
        boolean crashed;

        Node(int id) {
            this.id = id;
            this.queue = new CausalQueue<>(id, () -> new VectorClocks<>(id));
        }

        void deliver() {
            delivered.addAll(queue.deliverable());
        }
    }

    private static final class Group {
        final Random random;
        final List<Node> nodes = new ArrayList<>();

        /// Views that are decided and not yet installed, by server.
        final Map<Integer, Deque<Map.Entry<ViewNumber, Set<Integer>>>> views =
                new LinkedHashMap<>();

        int number;

        Group(int size, long seed) {
            random = new Random(seed);
            var all = new TreeSet<Integer>();
            for (int i = 0; i < size; i++) all.add(i);
            for (int i = 0; i < size; i++) {
                var node = new Node(i);
                for (int j = 0; j < size; j++) node.arriving.put(j, new ArrayDeque<>());
                views.put(i, new ArrayDeque<>());
                nodes.add(node);
            }
            decide(all);
            for (var node : nodes) install(node);
        }

        void decide(Set<Integer> members) {
            var view = Map.entry(new ViewNumber(++number, members.iterator().next()), members);
            for (int member : members) views.get(member).add(view);
        }

        void step() {
            var node = nodes.get(random.nextInt(nodes.size()));
            if (node.crashed) return;
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> send(node);
                case 3 -> install(node);
                default -> arrive(node, random.nextInt(nodes.size()));
            }
        }

        void send(Node node) {
            if (node.members.isEmpty()) return;
            var message =
                    new Message(node.id, node.sent++, node.view, new HashSet<>(node.delivered));
            post(node, new Parcel(node.view, Set.of(), node.queue.stamp(), message));
        }

        /// To all, though those who do not have the sender in their view will drop it.
        void post(Node from, Parcel parcel) {
            for (var to : nodes) to.arriving.get(from.id).add(parcel);
        }

        void install(Node node) {
            var next = views.get(node.id).poll();
            if (next == null) return;
            for (int other : next.getValue()) {
                if (!node.members.contains(other) && other != node.id)
                    skipSome(node, other, next.getKey());
            }
            node.view = next.getKey();
            node.members = next.getValue();
            node.queue.install(node.view, node.members);
            node.deliver();
            post(node, new Parcel(node.view, node.members, null, null));
        }

        /// What the other sent before it knew of this view may be dropped, up to any point.
        void skipSome(Node node, int other, ViewNumber view) {
            var arriving = node.arriving.get(other);
            int old = 0;
            for (var parcel : arriving) {
                if (parcel.view.number() >= view.number()) break;
                old++;
            }
            for (int i = random.nextInt(old + 1); i > 0; i--) arriving.poll();
        }

        void arrive(Node node, int from) {
            // What comes from a server outside the view is dropped, and sent again if that server
            // comes in; so it waits here.
            if (!node.members.contains(from)) return;
            var parcel = node.arriving.get(from).poll();
            if (parcel == null) return;
            if (parcel.message == null) {
                node.queue.announced(from, parcel.view, parcel.members);
            } else {
                node.queue.received(from, parcel.stamp, parcel.message);
            }
            node.deliver();
        }

        void settle() {
            for (boolean again = true; again; ) {
                again = false;
                for (var node : nodes) {
                    if (node.crashed) continue;
                    while (!views.get(node.id).isEmpty()) {
                        install(node);
                        again = true;
                    }
                    for (int from = 0; from < nodes.size(); from++) {
                        while (node.members.contains(from) && !node.arriving.get(from).isEmpty()) {
                            arrive(node, from);
                            again = true;
                        }
                    }
                }
            }
        }
    }

    @Property(tries = 150)
    void withoutChangesEverythingArrivesInCausalOrder(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 5) int size) {
        var group = new Group(size, seed);
        for (int i = 0; i < 300; i++) group.step();
        group.settle();

        mustBeCausal(group);
        int all = group.nodes.stream().mapToInt(node -> node.sent).sum();
        for (var node : group.nodes) {
            assertThat(node.delivered).hasSize(all);
            assertThat(node.queue.waiting()).isZero();
        }
    }

    @Property(tries = 150)
    void acrossACrashNothingOfTheSurvivorsIsLost(
            @ForAll long seed, @ForAll @IntRange(min = 3, max = 5) int size) {
        var group = new Group(size, seed);
        for (int i = 0; i < 200; i++) group.step();
        var dead = group.nodes.getFirst();
        dead.crashed = true;
        var rest = new TreeSet<Integer>();
        for (int i = 1; i < size; i++) rest.add(i);
        group.decide(rest);
        for (int i = 0; i < 200; i++) group.step();
        group.settle();

        mustBeCausal(group);
        int all = group.nodes.stream().filter(node -> node != dead).mapToInt(n -> n.sent).sum();
        for (var node : group.nodes) {
            if (node == dead) continue;
            assertThat(node.delivered.stream().filter(m -> m.sender() != dead.id)).hasSize(all);
            assertThat(node.queue.waiting()).isZero();
        }
    }

    @Property(tries = 150)
    void acrossSplitsAndMergesAPartLosesNothingOfItsOwn(
            @ForAll long seed, @ForAll @IntRange(min = 3, max = 6) int size) {
        var group = new Group(size, seed);
        var all = new TreeSet<Integer>();
        for (int i = 0; i < size; i++) all.add(i);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 150; i++) group.step();
            int border = 1 + group.random.nextInt(size - 1);
            group.decide(new TreeSet<>(all.headSet(border)));
            group.decide(new TreeSet<>(all.tailSet(border)));
            for (int i = 0; i < 150; i++) group.step();
            group.settle();
            group.decide(all);
        }
        for (int i = 0; i < 150; i++) group.step();
        group.settle();

        mustBeCausal(group);
        for (var node : group.nodes) {
            assertThat(node.delivered)
                    .as("all of node %d", node.id)
                    .filteredOn(message -> message.sender() == node.id)
                    .hasSize(node.sent);
            assertThat(node.queue.waiting()).isZero();
        }
    }

    /// The canary: without the queue, the same simulation breaks causal order.
    @Property(tries = 1, seed = "1")
    void withoutTheQueueTheOrderIsBroken() {
        var group = new Group(3, 1);
        var arrived = new HashMap<Integer, List<Message>>();
        for (var node : group.nodes) arrived.put(node.id, new ArrayList<>());
        group.settle();
        for (int i = 0; i < 500; i++) {
            var node = group.nodes.get(group.random.nextInt(3));
            int from = group.random.nextInt(3);
            if (group.random.nextInt(4) == 0) {
                var known = new HashSet<>(arrived.get(node.id));
                var message = new Message(node.id, node.sent++, node.view, known);
                group.post(node, new Parcel(node.view, Set.of(), node.queue.stamp(), message));
            } else {
                var parcel = node.arriving.get(from).poll();
                if (parcel != null) arrived.get(node.id).add(parcel.message);
            }
        }

        assertThat(arrived.values()).anyMatch(CausalQueuePropertyTest::isBroken);
    }

    private static void mustBeCausal(Group group) {
        for (var node : group.nodes) {
            assertThat(isBroken(node.delivered))
                    .as("node %s: %s", node.id, node.delivered)
                    .isFalse();
            assertThat(node.delivered).doesNotHaveDuplicates();
        }
    }

    /// Whether a message came before another that its sender had got.
    private static boolean isBroken(List<Message> log) {
        var places = new HashMap<Message, Integer>();
        for (var message : log) places.put(message, places.size());
        for (var message : log) {
            for (var before : message.known()) {
                Integer place = places.get(before);
                if (place != null && place > places.get(message)) return true;
            }
        }
        return false;
    }
}
