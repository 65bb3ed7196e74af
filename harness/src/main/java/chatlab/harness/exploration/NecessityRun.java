package chatlab.harness.exploration;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Bounds;
import chatlab.harness.exploration.Explored.Finding;
import chatlab.harness.exploration.Necessity.Part;
import chatlab.harness.exploration.Necessity.Verdict;
import chatlab.harness.scenario.Scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Strikes out each `volatile`, `synchronized`, lock and atomic of a strategy in turn, in a child
/// JVM, and asks the engine whether it is needed. Like those of an [ExplorationRun], the answers
/// are the same on every machine.
public final class NecessityRun {
    private final CatalogueEntry entry;
    private final Bounds bounds;
    private final Consumer<Necessity> progress;

    /// The result.
    ///
    /// @param isSound whether the canary came out right; else nothing counts
    /// @param parts in the order of [Necessity.Part], then sorted by name; of the classes that the
    ///   scenarios use
    /// @param why why others are missing; empty if none is
    public record Result(boolean isSound, List<Necessity> parts, String why) {
        public Result {
            parts = List.copyOf(parts);
        }
    }

    /// @param progress hears of each part when its answer is known
    public NecessityRun(CatalogueEntry entry, Bounds bounds, Consumer<Necessity> progress) {
        this.entry = entry;
        this.bounds = bounds;
        this.progress = progress;
    }

    /// Examines all parts with the same scenarios.
    ///
    /// @throws IOException if no child JVM can be started
    public Result examine(List<Scenario> scenarios) throws IOException, InterruptedException {
        var hearing = new Hearing();
        var task = new ExplorationTask(bounds, Target.of(entry.guarantees()), scenarios);
        var end = task.run(entry, NecessityMain.class, hearing::hear);
        if (!hearing.isSound) return new Result(false, List.of(), "the engine's canary failed");
        return new Result(true, hearing.parts, hearing.isDone ? "" : end.words());
    }

    /// What the child says.
    private final class Hearing {
        private final List<Necessity> parts = new ArrayList<>();
        private boolean isSound;
        private boolean isDone;

        void hear(List<String> answer) {
            switch (answer.getFirst()) {
                case "SOUND" -> isSound = true;
                case "PART" -> {
                    parts.add(part(answer));
                    progress.accept(parts.getLast());
                }
                case "DONE" -> isDone = true;
                default -> {}
            }
        }

        private static Necessity part(List<String> answer) {
            var verdict = Verdict.valueOf(answer.get(3));
            boolean isNeeded = verdict == Verdict.NEEDED;
            return new Necessity(
                    Part.valueOf(answer.get(1)),
                    answer.get(2),
                    verdict,
                    Long.parseLong(answer.get(4)),
                    isNeeded ? Scenario.titled(answer.get(5)).orElseThrow() : null,
                    isNeeded ? Finding.of(answer.subList(6, answer.size())) : null);
        }
    }
}
