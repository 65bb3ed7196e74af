package chatlab.harness.scenario;

import chatlab.harness.scenario.Operation.Broadcast;
import chatlab.harness.scenario.Operation.Join;
import chatlab.harness.scenario.Operation.Leave;
import chatlab.harness.scenario.Operation.Subscribers;
import chatlab.strategies.Guarantee;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All small scenarios up to a size, smallest first: what nobody has thought of.
///
/// A program has two or three threads with one or two calls each, and up to two members at the
/// start, of which one may leave, join another, broadcast or throw from inside `deliver`. Programs
/// that differ only by names are the same, and only one of them is made. The title is the program
/// itself, such as `[carol dave:leaves] ann: broadcast(m1); bob: join(bob) leave(carol)`.
public final class Generated {
    private static final List<String> THREADS = List.of("ann", "bob", "erin");
    private static final List<String> MEMBERS = List.of("carol", "dave");
    private static final int MOST_CALLS = 4;

    private static final Pattern TITLE = Pattern.compile("\\[(.*?)] (.+)");
    private static final Pattern CALL = Pattern.compile("(join|leave|broadcast)\\((\\w+)\\)");

    private Generated() {}

    /// The programs with so many calls, from 2 to 4, in the order of their titles.
    public static List<Scenario> ofCalls(int calls) {
        if (calls < 2 || calls > MOST_CALLS) throw new IllegalArgumentException("2 to 4 calls");
        var programs = new TreeMap<String, Scenario>();
        for (int members = 0; members <= MEMBERS.size(); members++) {
            for (var roles : roles(calls, THREADS.size())) {
                for (var behavior : behaviors(members, roles)) {
                    var program = program(members, behavior, roles);
                    programs.putIfAbsent(canonical(program), program);
                }
            }
        }
        return List.copyOf(programs.values());
    }

    /// All sequences of calls for up to so many threads; a call on the thread's own subscriber is
    /// about `me`.
    private static List<List<List<Operation>>> roles(int calls, int threads) {
        if (calls == 0) return List.of(List.of());
        if (threads == 0) return List.of();
        var all = new ArrayList<List<List<Operation>>>();
        for (int first = 1; first <= Math.min(2, calls); first++) {
            for (var role : sequences(first)) {
                for (var others : roles(calls - first, threads - 1)) {
                    var together = new ArrayList<List<Operation>>();
                    together.add(role);
                    together.addAll(others);
                    all.add(together);
                }
            }
        }
        return all.stream().filter(roles -> threads < THREADS.size() || roles.size() > 1).toList();
    }

    private static List<List<Operation>> sequences(int length) {
        if (length == 0) return List.of(List.of());
        var all = new ArrayList<List<Operation>>();
        for (var sequence : sequences(length - 1)) {
            for (var operation : operations()) {
                var longer = new ArrayList<>(sequence);
                longer.add(operation);
                all.add(longer);
            }
        }
        return all;
    }

    private static List<Operation> operations() {
        var all = new ArrayList<Operation>(List.of(new Broadcast("m"), new Join("me")));
        for (var member : MEMBERS) {
            all.add(new Join(member));
            all.add(new Leave(member));
        }
        return all;
    }

    /// Only who gets a message shows how it behaves.
    private static List<Behavior> behaviors(int members, List<List<Operation>> roles) {
        boolean isHeard =
                members > 0
                        && roles.stream()
                                .flatMap(List::stream)
                                .anyMatch(Broadcast.class::isInstance);
        return isHeard
                ? List.of(
                        Behavior.TAKES,
                        Behavior.LEAVES,
                        Behavior.JOINS,
                        Behavior.BROADCASTS,
                        Behavior.THROWS)
                : List.of(Behavior.TAKES);
    }

    private static Scenario program(
            int members, Behavior behavior, List<List<Operation>> operations) {
        var in = new TreeMap<String, Behavior>();
        for (int i = 0; i < members; i++)
            in.put(MEMBERS.get(i), i == 0 ? behavior : Behavior.TAKES);
        var roles = new ArrayList<ScenarioThread>();
        int messages = 0;
        for (int i = 0; i < operations.size(); i++) {
            var thread = THREADS.get(i);
            var named = new ArrayList<Operation>();
            for (var operation : operations.get(i)) {
                named.add(
                        switch (operation) {
                            case Broadcast _ -> new Broadcast("m" + ++messages);
                            case Join(var who) -> new Join(who.equals("me") ? thread : who);
                            case Leave _, Subscribers _ -> operation;
                        });
            }
            roles.add(new ScenarioThread(thread, named));
        }
        return scenario(in, roles);
    }

    private static Scenario scenario(Map<String, Behavior> members, List<ScenarioThread> roles) {
        var title = title(members, roles);
        boolean isSilent = !title.contains("broadcast");
        return new Scenario(
                title,
                members.values().stream()
                        .map(Behavior::guarantee)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(isSilent ? Guarantee.MEMBERSHIP : Guarantee.DELIVERY),
                "A generated program. Are all promises kept?",
                members,
                List.of(),
                roles);
    }

    private static String title(Map<String, Behavior> members, List<ScenarioThread> roles) {
        return members.entrySet().stream()
                        .map(member -> member.getKey() + suffix(member.getValue()))
                        .collect(Collectors.joining(" ", "[", "] "))
                + roles.stream()
                        .map(role -> role.thread() + ": " + role.text().replace("; ", " "))
                        .collect(Collectors.joining("; "));
    }

    private static String suffix(Behavior behavior) {
        return behavior == Behavior.TAKES
                ? ""
                : ":" + behavior.name().toLowerCase(java.util.Locale.ROOT);
    }

    // --- The same up to names ---

    /// The first, in the order of texts, of all programs that differ only by names.
    private static String canonical(Scenario scenario) {
        var texts = new TreeSet<String>();
        for (var order : orders(scenario.roles())) {
            texts.add(renamed(scenario.members(), order, MEMBERS));
            texts.add(renamed(scenario.members(), order, MEMBERS.reversed()));
        }
        return "%d %s".formatted(scenario.roles().size(), texts.first());
    }

    private static List<List<ScenarioThread>> orders(List<ScenarioThread> roles) {
        if (roles.size() < 2) return List.of(roles);
        var all = new ArrayList<List<ScenarioThread>>();
        for (var first : roles) {
            var rest = new ArrayList<>(roles);
            rest.remove(first);
            for (var order : orders(rest)) {
                var together = new ArrayList<ScenarioThread>();
                together.add(first);
                together.addAll(order);
                all.add(together);
            }
        }
        return all;
    }

    private static String renamed(
            Map<String, Behavior> members, List<ScenarioThread> roles, List<String> names) {
        var text = new StringBuilder();
        for (var name : names) {
            var behavior = members.get(name);
            if (behavior != null) text.append(behavior).append(names.indexOf(name)).append(' ');
        }
        for (var role : roles) {
            text.append("; ");
            for (var operation : role.operations()) {
                text.append(
                        switch (operation) {
                            case Broadcast _ -> "broadcast ";
                            case Join(var who) -> "join " + renamed(who, role, names);
                            case Leave(var who) -> "leave " + renamed(who, role, names);
                            case Subscribers _ -> "subscribers";
                        });
            }
        }
        return text.toString();
    }

    private static String renamed(String who, ScenarioThread role, List<String> names) {
        return who.equals(role.thread()) ? "me " : names.indexOf(who) + " ";
    }

    // --- From a title ---

    /// The program with this title; empty if it is not one.
    static Optional<Scenario> parse(String title) {
        var matcher = TITLE.matcher(title);
        if (!matcher.matches()) return Optional.empty();
        var members = new LinkedHashMap<String, Behavior>();
        for (var member : words(matcher.group(1))) {
            var parts = member.split(":", 2);
            var behavior = parts.length == 1 ? "takes" : parts[1];
            var known =
                    Stream.of(Behavior.values())
                            .filter(each -> each.name().equalsIgnoreCase(behavior))
                            .findFirst();
            if (known.isEmpty()) return Optional.empty();
            members.put(parts[0], known.get());
        }
        var roles = new ArrayList<ScenarioThread>();
        for (var role : matcher.group(2).split("; ", -1)) {
            var parts = role.split(": ", 2);
            if (parts.length != 2) return Optional.empty();
            var operations = new ArrayList<Operation>();
            for (var word : words(parts[1])) {
                var call = CALL.matcher(word);
                if (!call.matches()) return Optional.empty();
                operations.add(operation(call.group(1), call.group(2)));
            }
            roles.add(new ScenarioThread(parts[0], operations));
        }
        return Optional.of(scenario(members, roles));
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }

    private static Operation operation(String method, String about) {
        return switch (method) {
            case "join" -> new Join(about);
            case "leave" -> new Leave(about);
            default -> new Broadcast(about);
        };
    }
}
