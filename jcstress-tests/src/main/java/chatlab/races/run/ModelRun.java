package chatlab.races.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.race.RaceVerdict;
import chatlab.harness.child.ChildJvm;
import chatlab.races.verdict.ModelResult;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tests MEMBERSHIP with a model checker, in a child JVM. In some scenarios it tries the switches
/// between two threads at each access to shared memory, up to a bound.
final class ModelRun {
    private static final int SCENARIOS = 6;
    private static final int INTERLEAVINGS = 300;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// Without these, Lincheck and the JVM print warnings and start slowly.
    private static final List<String> JVM =
            List.of(
                    "-XX:+EnableDynamicAgentLoading",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Xshare:off",
                    "-XX:+UseParallelGC",
                    "-Djdk.trackAllThreads=false");

    private ModelRun() {}

    static ModelResult run(CatalogueEntry entry, long seed)
            throws IOException, InterruptedException {
        var arguments =
                List.of(
                        String.valueOf(seed),
                        String.valueOf(SCENARIOS),
                        String.valueOf(INTERLEAVINGS));
        Map<String, String> answers = new TreeMap<>();
        var end =
                new ChildJvm(entry, JVM, ModelMain.class, arguments)
                        .run(LIMIT, answer -> answers.put(answer.get(0), answer.get(1)));
        if (!answers.getOrDefault("Planted", "").startsWith("BROKEN")
                || !answers.getOrDefault("Repaired", "").equals("HELD")) {
            return notRun("its canary failed");
        }
        var answer = answers.get("Tested");
        if (answer == null) return notRun(end.words());
        var text = answer.substring(answer.indexOf('\n') + 1);
        if (answer.equals("HELD")) return new ModelResult(RaceVerdict.HELD, null, bound());
        return answer.startsWith("BROKEN")
                ? new ModelResult(RaceVerdict.BROKEN, withoutDetails(text), bound())
                : notRun(text);
    }

    private static ModelResult notRun(String why) {
        return new ModelResult(RaceVerdict.NOT_RUN, null, "model checking was not run: " + why);
    }

    private static String bound() {
        return "model checking: %d scenarios of two threads with %d calls each, up to %d interleavings of each"
                .formatted(SCENARIOS, ModelMain.CALLS, INTERLEAVINGS);
    }

    /// Lincheck prints the table twice, the second time with every line of JDK code.
    private static String withoutDetails(String table) {
        int details = table.indexOf("Detailed trace:");
        return (details < 0 ? table : table.substring(0, details)).strip();
    }
}
