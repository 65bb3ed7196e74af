import chatlab.catalogue.Catalogue;
import chatlab.harness.child.Subject;
import chatlab.harness.scenario.Operation;
import chatlab.harness.scenario.Scenario;
import chatlab.harness.scenario.ScenarioThread;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Param;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Lets Lincheck's model checker look for an interleaving in which joins and leaves of a strategy
/// are not linearizable.
///
/// It runs the engine's scenarios that consist of joins and leaves, and then scenarios of its own
/// with two threads and two calls in each. After the threads, it asks which members are listed and
/// how often a broadcast reaches each.
///
/// Arguments: the strategy's name, when this JVM was started (milliseconds since 1970), the number
/// of scenarios of its own, and the most interleavings of each scenario. Without arguments, it
/// prints the titles of the engine's scenarios that it runs.
@Param(name = "who", gen = IntGen.class, conf = "0:2")
public class LincheckProbe {
    private static final List<String> NAMES = List.of("ann", "bob", "carol", "dave", "erin", "eve");
    private static final String COUNTER = "checkers.invocations";

    private final BroadcastStrategy<String> channel = Subject.empty();
    private final List<Listener> listeners = Stream.generate(Listener::new).limit(6).toList();

    /// Lincheck makes one for each invocation, and one more for each scenario.
    public LincheckProbe() {
        ((AtomicLong) System.getProperties().get(COUNTER)).incrementAndGet();
    }

    @org.jetbrains.lincheck.datastructures.Operation
    public boolean join(@Param(name = "who") int who) {
        return channel.join(listeners.get(who));
    }

    @org.jetbrains.lincheck.datastructures.Operation
    public boolean leave(@Param(name = "who") int who) {
        return channel.leave(listeners.get(who));
    }

    /// The members at the end.
    public String ending() {
        int listed = channel.subscribers().size();
        channel.broadcast("hello", new Listener());
        return listed + " " + listeners.stream().map(listener -> listener.heard).toList();
    }

    private static final class Listener implements Subscriber<String> {
        private int heard;

        @Override
        public boolean deliver(String message) {
            heard++;
            return true;
        }
    }

    /// What each call returns if it runs alone.
    public static final class Specification {
        private final boolean[] isIn = new boolean[NAMES.size()];

        public boolean join(int who) {
            boolean joined = !isIn[who];
            isIn[who] = true;
            return joined;
        }

        public boolean leave(int who) {
            boolean left = isIn[who];
            isIn[who] = false;
            return left;
        }

        public String ending() {
            var heard = IntStream.range(0, isIn.length).mapToObj(i -> isIn[i] ? 1 : 0).toList();
            return heard.stream().mapToInt(each -> each).sum() + " " + heard;
        }
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            scenarios().forEach(System.out::println);
            return;
        }
        long began = Long.parseLong(arguments[1]);
        var properties = System.getProperties();
        properties.put(COUNTER, new AtomicLong());
        properties.put(Subject.PROPERTY, Catalogue.find(arguments[0], List.of()).className());
        var options =
                new ModelCheckingOptions()
                        .iterations(Integer.parseInt(arguments[2]))
                        .threads(2)
                        .actorsPerThread(2)
                        .actorsBefore(1)
                        .actorsAfter(2)
                        .invocationsPerIteration(Integer.parseInt(arguments[3]))
                        .minimizeFailedScenario(false)
                        .sequentialSpecification(Specification.class);
        scenarios().forEach(scenario -> options.addCustomScenario(translated(scenario)));
        var verdict = verdict(options);
        System.out.printf(
                "{\"verdict\": \"%s\", \"invocations\": %s, \"seconds\": %.2f}%n",
                verdict, properties.get(COUNTER), (System.currentTimeMillis() - began) / 1e3);
        Runtime.getRuntime().halt(0); // threads of a deadlock would keep this JVM alive
    }

    private static String verdict(ModelCheckingOptions options) {
        try {
            options.check(LincheckProbe.class);
            return "held";
        } catch (LincheckAssertionError broken) {
            return "broken";
        } catch (RuntimeException | Error e) {
            return "no answer: " + e.getClass().getSimpleName();
        }
    }

    private static Stream<Scenario> scenarios() {
        return Scenario.named().stream().filter(LincheckProbe::hasOnlyJoinsAndLeaves);
    }

    private static boolean hasOnlyJoinsAndLeaves(Scenario scenario) {
        return scenario.roles().stream()
                .flatMap(role -> role.operations().stream())
                .allMatch(one -> one instanceof Operation.Join || one instanceof Operation.Leave);
    }

    private static ExecutionScenario translated(Scenario scenario) {
        var before = new ArrayList<Actor>();
        scenario.past().forEach(who -> before.add(call("join", who)));
        scenario.past().forEach(who -> before.add(call("leave", who)));
        scenario.members().keySet().forEach(who -> before.add(call("join", who)));
        var threads = scenario.roles().stream().map(LincheckProbe::calls).toList();
        return new ExecutionScenario(
                before, threads, List.of(actor("ending", List.of(), List.of())), null);
    }

    private static List<Actor> calls(ScenarioThread role) {
        return role.operations().stream()
                .map(one ->
                        switch (one) {
                            case Operation.Join(var who) -> call("join", who);
                            case Operation.Leave(var who) -> call("leave", who);
                            default -> throw new IllegalArgumentException(one.toString());
                        })
                .toList();
    }

    private static Actor call(String method, String who) {
        return actor(method, List.of(int.class), List.of(NAMES.indexOf(who)));
    }

    private static Actor actor(String method, List<Class<?>> types, List<Object> arguments) {
        try {
            var called = LincheckProbe.class.getMethod(method, types.toArray(Class<?>[]::new));
            return new Actor(called, arguments);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
