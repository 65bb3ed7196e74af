package chatlab.relay.arrivals;

import static chatlab.relay.RelayGuarantee.AGREEMENT;
import static chatlab.relay.RelayGuarantee.CAUSAL_ORDER;
import static chatlab.relay.RelayGuarantee.FIFO_ORDER;
import static chatlab.relay.RelayGuarantee.NO_DUPLICATION;
import static chatlab.relay.RelayGuarantee.RELIABLE;

import chatlab.relay.Arrival;
import chatlab.relay.HoldBack;
import chatlab.relay.RelayGuarantee;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One run of a [Program]: what each server sends and delivers, step by step.
///
/// The judge knows what a `HoldBack` does not: which messages the sender had got when it sent one.
/// Confined to one thread.
public final class Execution {

    /// A message. Equal to itself only.
    private static final class Message {
        final String from;
        final String name;
        final Map<String, Integer> stamp;

        /// The messages that its sender had got, or had sent itself.
        final Set<Message> known;

        Message(String from, int number, Map<String, Integer> stamp, Set<Message> known) {
            this.from = from;
            this.name = from + number;
            this.stamp = stamp;
            this.known = known;
        }
    }

    private static final class Node {
        final String name;
        final HoldBack hold;

        /// On their way to this server, by sender.
        final Map<String, Deque<Message>> coming = new TreeMap<>();

        final IdentityHashMap<Arrival, Message> arrived = new IdentityHashMap<>();
        final Set<Message> delivered = new LinkedHashSet<>();
        final List<Message> sent = new ArrayList<>();
        boolean isOver;

        Node(String name, HoldBack hold) {
            this.name = name;
            this.hold = hold;
        }

        Deque<Message> from(String sender) {
            return coming.computeIfAbsent(sender, _ -> new ArrayDeque<>());
        }
    }

    private final Program program;
    private final NavigableMap<String, Node> nodes = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean failed;

    /// Whether anybody reads what a step does: in words it costs more than the step.
    private final boolean isTold;

    /// @param start makes the object of a server of this name
    Execution(Program program, Function<String, HoldBack> start) {
        this(program, start, false);
    }

    private Execution(Program program, Function<String, HoldBack> start, boolean isTold) {
        this.program = program;
        this.isTold = isTold;
        for (var name : program.sends().keySet()) {
            var hold = call(name, "The constructor", () -> start.apply(name));
            if (hold != null) nodes.put(name, new Node(name, hold));
        }
    }

    /// The steps that can come next; none if the program is at its end, or somebody's code failed.
    List<Step> enabled() {
        var steps = new ArrayList<Step>();
        if (failed) return steps;
        for (var node : nodes.values()) {
            if (node.sent.size() < sends(node)) steps.add(new Step.Send(node.name));
        }
        // The last first: a witness reads better if it is about somebody who only listens.
        for (var node : nodes.descendingMap().values()) {
            if (node.isOver || isCrashed(node)) continue;
            for (var from : nodes.values()) {
                if (!node.from(from.name).isEmpty()) {
                    steps.add(new Step.Arrive(from.name, node.name));
                }
            }
            if (mayEnd(node)) steps.add(new Step.End(node.name));
        }
        return steps;
    }

    private boolean isAllDone() {
        return nodes.values().stream()
                .allMatch(node ->
                        node.sent.size() == sends(node)
                                && node.coming.values().stream().allMatch(Deque::isEmpty));
    }

    private int sends(Node node) {
        return program.sends().getOrDefault(node.name, 0);
    }

    private boolean isCrashed(Node node) {
        return program.crashed().contains(node.name);
    }

    /// A view ends only when all messages of those who stay have arrived.
    private boolean mayEnd(Node node) {
        return !program.crashed().isEmpty()
                && staying()
                        .allMatch(other ->
                                other.sent.size() == sends(other)
                                        && node.from(other.name).isEmpty());
    }

    private Stream<Node> staying() {
        return nodes.values().stream().filter(node -> !isCrashed(node));
    }

    /// Takes one of the enabled steps.
    ///
    /// @return what happens, in words; empty if nobody reads it
    String take(Step step) {
        var node = nodes.get(step.server());
        if (node == null) return "";
        var told =
                switch (step) {
                    case Step.Send _ -> send(node);
                    case Step.Arrive arrive -> arrive(arrive.from(), node);
                    case Step.End _ -> end(node);
                };
        if (!failed && isAllDone() && program.crashed().isEmpty()) {
            for (var each : nodes.values()) mustHaveAll(each, RELIABLE, "never delivers");
        }
        return told;
    }

    private String send(Node node) {
        var stamp = call(node.name, "send()", () -> Map.copyOf(node.hold.send()));
        if (stamp == null) return node.name + " sends nothing";
        for (var server : stamp.keySet()) {
            if (!nodes.containsKey(server)) {
                fail(
                        RELIABLE,
                        "send() of %s names a server %s, which does not exist"
                                .formatted(node.name, server));
            }
        }
        var known = new LinkedHashSet<>(node.delivered);
        known.addAll(node.sent);
        var message = new Message(node.name, node.sent.size() + 1, new TreeMap<>(stamp), known);
        node.sent.add(message);
        for (var to : nodes.values()) to.from(node.name).add(message);
        return told(() -> "%s sends %s with %s".formatted(node.name, message.name, message.stamp));
    }

    private String arrive(String from, Node node) {
        var message = node.from(from).remove();
        var arrival = new Arrival(from, message.stamp);
        node.arrived.put(arrival, message);
        var result = call(node.name, "receive()", () -> List.copyOf(node.hold.receive(arrival)));
        var done = result == null ? "fails" : deliver(node, result);
        return told(() -> "%s arrives at %s, which %s".formatted(message.name, node.name, done));
    }

    private String end(Node node) {
        node.isOver = true;
        var result = call(node.name, "end()", () -> List.copyOf(node.hold.end()));
        if (result == null) return "the view ends at %s, which fails".formatted(node.name);
        var done = deliver(node, result);
        var told = told(() -> "the view ends at %s, which %s".formatted(node.name, done));
        mustHaveAll(node, AGREEMENT, "does not deliver, even at the end of the view,");
        return told;
    }

    private String deliver(Node node, List<Arrival> arrivals) {
        var names = new ArrayList<String>();
        for (var arrival : arrivals) {
            var message = node.arrived.get(arrival);
            if (message == null) {
                fail(
                        NO_DUPLICATION,
                        "server " + node.name + " delivers a message that never arrived");
                names.add("?");
                continue;
            }
            names.add(message.name);
            if (!node.delivered.add(message)) {
                fail(
                        NO_DUPLICATION,
                        "server %s delivers %s twice".formatted(node.name, message.name));
            }
            for (var before : message.known) judge(node, before, message);
        }
        return names.isEmpty() ? "holds it back" : "delivers " + String.join(", ", names);
    }

    private String told(Supplier<String> words) {
        return isTold ? words.get() : "";
    }

    /// At the end of a view, a message that has not arrived will not.
    private void judge(Node node, Message before, Message message) {
        if (node.delivered.contains(before)) return;
        if (node.isOver && !node.arrived.containsValue(before)) return;
        boolean isOfTheSame = before.from.equals(message.from);
        fail(
                isOfTheSame ? FIFO_ORDER : CAUSAL_ORDER,
                "server %s delivers %s before %s, which %s had %s before"
                        .formatted(
                                node.name,
                                message.name,
                                before.name,
                                message.from,
                                isOfTheSame ? "sent" : "got"));
    }

    private void mustHaveAll(Node node, RelayGuarantee guarantee, String what) {
        staying()
                .flatMap(other -> other.sent.stream())
                .filter(message -> !node.delivered.contains(message))
                .findFirst()
                .ifPresent(message ->
                        fail(
                                guarantee,
                                "server %s %s %s".formatted(node.name, what, message.name)));
    }

    /// Calls somebody's code.
    private <T> @Nullable T call(String server, String what, Supplier<T> code) {
        try {
            return code.get();
        } catch (Throwable e) { // whatever it throws
            failed = true;
            fail(RELIABLE, "%s of %s fails: %s%s".formatted(what, server, e, place(e)));
            return null;
        }
    }

    private static String place(Throwable e) {
        for (var frame : e.getStackTrace()) {
            if (frame.getModuleName() == null && !frame.getClassName().startsWith("chatlab.")) {
                return " (%s:%d)".formatted(frame.getClassName(), frame.getLineNumber());
            }
        }
        return "";
    }

    private void fail(RelayGuarantee guarantee, String sentence) {
        findings.add(new Finding(guarantee, sentence));
    }

    /// What went wrong so far, in the order of the steps.
    List<Finding> findings() {
        return findings;
    }

    /// Plays a schedule.
    ///
    /// @return a line for each step, then one for each thing that went wrong
    /// @throws IllegalArgumentException with a sentence, if a step cannot come where it stands
    public static List<String> play(List<Step> schedule, Function<String, HoldBack> start) {
        var execution = new Execution(Program.of(schedule), start, true);
        var lines = new ArrayList<String>();
        for (var step : schedule) {
            if (execution.failed) break;
            if (!execution.enabled().contains(step)) {
                var enabled = execution.enabled();
                throw new IllegalArgumentException(
                        "%s cannot come now; %s."
                                .formatted(
                                        step,
                                        enabled.isEmpty()
                                                ? "nothing can"
                                                : "what can: "
                                                        + enabled.stream()
                                                                .map(Step::toString)
                                                                .collect(
                                                                        Collectors.joining(", "))));
            }
            lines.add("%-5s %s".formatted(step, execution.take(step)));
        }
        for (var finding : execution.findings) {
            lines.add("%s is broken: %s.".formatted(finding.guarantee(), finding.sentence()));
        }
        return lines;
    }
}
