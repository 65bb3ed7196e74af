package chatlab.harness.exploration;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Bounds;
import chatlab.engine.Exploration.End;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.exploration.Explored.Finding;
import chatlab.harness.scenario.Scenario;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Explores a strategy in a child JVM.
///
/// What it finds is the same on every machine: budgets count executions. The time limit only ends a
/// child that does not come back, and then there is no answer.
public final class ExplorationRun {
    /// The usual bounds. No program with a name reaches that many executions on a correct strategy.
    public static final Bounds BOUNDS = new Bounds(2, 2, 20_000);

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final List<String> JVM =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Djdk.trackAllThreads=false", // else threads given up are never collected
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1", // the second compiler takes longer than it saves
                    "-XX:+ExitOnOutOfMemoryError");

    private final CatalogueEntry entry;
    private final Bounds bounds;
    private final Consumer<Scenario> progress;

    /// The result.
    ///
    /// @param isSound whether the canary came out right; else nothing counts
    /// @param explored the scenarios that came to an end
    /// @param why why others are missing; empty if none is
    public record Result(boolean isSound, List<Explored> explored, String why) {
        public Result {
            explored = List.copyOf(explored);
        }
    }

    /// @param progress hears of each scenario before it is explored
    public ExplorationRun(CatalogueEntry entry, Bounds bounds, Consumer<Scenario> progress) {
        this.entry = entry;
        this.bounds = bounds;
        this.progress = progress;
    }

    /// Explores scenarios, one after another.
    ///
    /// @throws IOException if no child JVM can be started
    public Result explore(List<Scenario> scenarios) throws IOException, InterruptedException {
        return explore(scenarios, false);
    }

    /// Explores scenarios, one after another, until an execution breaks a promise that the strategy
    /// makes: a guarantee that it declares, or liveness.
    ///
    /// @throws IOException if no child JVM can be started
    public Result exploreUntilBroken(List<Scenario> scenarios)
            throws IOException, InterruptedException {
        return explore(scenarios, true);
    }

    private Result explore(List<Scenario> scenarios, boolean stopsWhenBroken)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        arguments.add(String.valueOf(bounds.preemptions()));
        arguments.add(String.valueOf(bounds.staleReads()));
        arguments.add(String.valueOf(bounds.executions()));
        arguments.add(String.valueOf(stopsWhenBroken));
        arguments.add(
                entry.guarantees().stream().map(Guarantee::name).collect(Collectors.joining(",")));
        scenarios.forEach(scenario -> arguments.add(scenario.title()));
        var hearing = new Hearing();
        var end =
                new ChildJvm(entry, JVM, ExplorationMain.class, arguments)
                        .run(LIMIT, hearing::hear);
        if (!hearing.isSound) return new Result(false, List.of(), "the engine's canary failed");
        return new Result(true, hearing.explored, hearing.isDone ? "" : end.words() + hearing.exit);
    }

    /// What the child says.
    private final class Hearing {
        private final List<Explored> explored = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<String> races = new ArrayList<>();
        private String exit = "";
        private boolean isSound;
        private boolean isDone;

        void hear(List<String> answer) {
            switch (answer.getFirst()) {
                case "SOUND" -> isSound = true;
                case "BEGIN" -> {
                    findings.clear();
                    races.clear();
                    progress.accept(scenario(answer));
                }
                case "FOUND" ->
                        findings.add(
                                new Finding(
                                        new BrokenPromise(guarantee(answer.get(1)), answer.get(2)),
                                        answer.get(3),
                                        Integer.parseInt(answer.get(4)),
                                        Integer.parseInt(answer.get(5)),
                                        answer.subList(6, answer.size())));
                case "RACE" -> races.add(answer.get(1));
                case "END" ->
                        explored.add(
                                new Explored(
                                        scenario(answer),
                                        End.valueOf(answer.get(2)),
                                        answer.get(4),
                                        Long.parseLong(answer.get(3)),
                                        findings,
                                        races));
                case "EXIT" -> exit = "\n    at " + answer.get(1);
                default -> isDone = true;
            }
        }

        private static Scenario scenario(List<String> answer) {
            return Scenario.titled(answer.get(1)).orElseThrow();
        }

        private static @Nullable Guarantee guarantee(String promise) {
            return Stream.of(Guarantee.values())
                    .filter(guarantee -> guarantee.name().equals(promise))
                    .findFirst()
                    .orElse(null);
        }
    }
}
