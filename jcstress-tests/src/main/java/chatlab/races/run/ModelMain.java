package chatlab.races.run;

import chatlab.harness.child.Answers;

import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The program of a child JVM that tests MEMBERSHIP with a model checker.
///
/// Arguments: the seed, how many scenarios, and how many interleavings of each. Answers, for each
/// of [MembershipModel]'s three: its name, and `HELD`, or `BROKEN` with the interleaving, or
/// `NOT_RUN` with the reason.
final class ModelMain {
    /// Calls of each of the two threads.
    static final int CALLS = 3;

    /// Scenarios for the canary's correct twin; each costs as much as one for the strategy under
    /// test.
    private static final int TWIN_SCENARIOS = 2;

    private ModelMain() {}

    public static void main(String[] arguments) throws IOException {
        var answers = Answers.open(System.out);
        long seed = Long.parseLong(arguments[0]);
        int scenarios = Integer.parseInt(arguments[1]);
        int interleavings = Integer.parseInt(arguments[2]);
        for (var type :
                List.of(
                        MembershipModel.Planted.class,
                        MembershipModel.Repaired.class,
                        MembershipModel.Tested.class)) {
            var options =
                    new ModelCheckingOptions()
                            .iterations(
                                    0) // no scenarios of Lincheck's own, because they have no seed
                            .invocationsPerIteration(interleavings)
                            .sequentialSpecification(MembershipModel.Spec.class);
            var random = new Random(seed);
            int all = type == MembershipModel.Repaired.class ? TWIN_SCENARIOS : scenarios;
            for (int i = 0; i < all; i++) options.addCustomScenario(scenario(random));
            answers.say(type.getSimpleName(), verdict(options, type));
        }
        Runtime.getRuntime().halt(0);
    }

    private static String verdict(ModelCheckingOptions options, Class<?> type) {
        try {
            options.check(type);
            return "HELD";
        } catch (LincheckAssertionError broken) {
            return "BROKEN\n" + broken.getMessage();
        } catch (RuntimeException | Error e) {
            return "NOT_RUN\n" + e;
        }
    }

    /// A few calls first, so that there is something to leave; then the calls of each thread; then
    /// the final state.
    private static ExecutionScenario scenario(Random random) {
        return new ExecutionScenario(
                calls(random, random.nextInt(3)),
                List.of(calls(random, CALLS), calls(random, CALLS)),
                List.of(call("ending")),
                null);
    }

    private static List<Actor> calls(Random random, int count) {
        var calls = new ArrayList<Actor>();
        for (int i = 0; i < count; i++) {
            calls.add(call(random.nextBoolean() ? "join" : "leave", random.nextInt(2)));
        }
        return calls;
    }

    private static Actor call(String method, Object... arguments) {
        try {
            var types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[] {int.class};
            return new Actor(MembershipModel.class.getMethod(method, types), List.of(arguments));
        } catch (NoSuchMethodException e) {
            throw new AssertionError("the model has these methods", e);
        }
    }
}
