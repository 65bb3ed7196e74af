package chatlab.harness.exploration;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Bounds;
import chatlab.engine.Exploration.End;
import chatlab.engine.Sample;
import chatlab.engine.code.Pieces.Piece;
import chatlab.engine.code.Pieces.Visit;
import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.VolatileTrial;
import chatlab.harness.exploration.Explored.Finding;
import chatlab.harness.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Explores a strategy in a child JVM.
///
/// What it finds is the same on every machine: budgets count executions, and each scenario is
/// explored by itself. The time limit only ends a child that does not come back, and then there is
/// no answer.
///
/// One child: a second one, with half of the scenarios, would need a fifth more processor time, to
/// start and to load the engine, and hardly less time by the clock.
public final class ExplorationRun {
    /// The usual bounds. No program with a name reaches that many executions on a correct strategy.
    public static final Bounds BOUNDS = new Bounds(2, 2, 20_000, 2_000);

    private final CatalogueEntry entry;
    private final Target target;
    private final Bounds bounds;
    private final ExplorationListener listener;

    /// The result.
    ///
    /// @param isSound whether the canary came out right; else nothing counts
    /// @param explored the scenarios that came to an end
    /// @param tried which fields would cure findings against what the strategy owes, the cheapest
    ///   finding against each promise among them
    /// @param visits the pieces of the strategy's code, and whether they have run; those of a child
    ///   that came to its end
    /// @param why why others are missing; empty if none is
    public record Result(
            boolean isSound,
            List<Explored> explored,
            List<Tried> tried,
            List<Visit> visits,
            String why) {
        public Result {
            explored = List.copyOf(explored);
            tried = List.copyOf(tried);
            visits = List.copyOf(visits);
        }

        /// The lines of the source with code that no execution has run, or with a condition that
        /// had the same result each time, in order.
        public List<Integer> linesNotRun() {
            var ran = visits.stream().filter(Visit::ran).map(Visit::piece).toList();
            var run = new HashSet<>(ran);
            return visits.stream()
                    .map(Visit::piece)
                    .filter(piece -> piece.line() > 0 && !run.contains(piece))
                    .map(Piece::line)
                    .distinct()
                    .sorted()
                    .toList();
        }

        /// Whether volatile fields would cure the finding against a promise in a scenario.
        public List<VolatileTrial> trials(Scenario scenario, String promise) {
            return tried.stream()
                    .filter(one -> one.scenario().equals(scenario) && one.promise().equals(promise))
                    .map(Tried::trial)
                    .toList();
        }

        /// The data races of all scenarios, each once.
        public List<EngineRace> races() {
            var races = new ObservedRaces();
            explored.forEach(scenario -> races.addAll(scenario.races()));
            return races.all();
        }
    }

    /// Looks for all that a strategy declares.
    public ExplorationRun(CatalogueEntry entry, Bounds bounds, ExplorationListener listener) {
        this(entry, Target.of(entry.guarantees()), bounds, listener);
    }

    /// @param target when a scenario has shown all of it that it can, the next begins
    public ExplorationRun(
            CatalogueEntry entry, Target target, Bounds bounds, ExplorationListener listener) {
        this.entry = entry;
        this.target = target;
        this.bounds = bounds;
        this.listener = listener;
    }

    /// Explores scenarios. The listener is called on this thread.
    ///
    /// @throws IOException if no child JVM can be started
    public Result explore(List<Scenario> scenarios) throws IOException, InterruptedException {
        return explore(new ExplorationTask(bounds, target, scenarios));
    }

    /// Explores scenarios, one after another, until an execution breaks a guarantee of the target,
    /// or a call does not return.
    ///
    /// @throws IOException if no child JVM can be started
    public Result exploreUntilBroken(List<Scenario> scenarios)
            throws IOException, InterruptedException {
        return explore(new ExplorationTask(bounds, target.untilBroken(), scenarios));
    }

    private Result explore(ExplorationTask task) throws IOException, InterruptedException {
        var hearing = new Hearing();
        var end = task.run(entry, ExplorationMain.class, hearing::hear);
        if (!hearing.isSound) {
            return new Result(false, List.of(), List.of(), List.of(), "the engine's canary failed");
        }
        return new Result(
                true,
                hearing.explored,
                hearing.tried,
                hearing.visits,
                hearing.isDone ? "" : end.words() + hearing.exit);
    }

    /// What the child says.
    private final class Hearing {
        private final List<Explored> explored = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<EngineRace> races = new ArrayList<>();
        private final List<Tried> tried = new ArrayList<>();
        private final List<Visit> visits = new ArrayList<>();
        private @Nullable Sample sample;
        private String exit = "";
        private boolean isSound;
        private boolean isDone;

        void hear(List<String> answer) {
            switch (answer.getFirst()) {
                case "SOUND" -> isSound = true;
                case "BEGIN" -> {
                    findings.clear();
                    races.clear();
                    sample = null;
                    listener.begins(scenario(answer));
                }
                case "FOUND" -> findings.add(Finding.of(answer.subList(1, answer.size())));
                case "RACE" ->
                        races.add(
                                new EngineRace(
                                        answer.get(1),
                                        EngineRace.Kind.valueOf(answer.get(2)),
                                        side(answer.subList(3, 6)),
                                        side(answer.subList(6, 9))));
                case "SAMPLE" ->
                        sample =
                                new Sample(
                                        Long.parseLong(answer.get(1)),
                                        Integer.parseInt(answer.get(2)),
                                        Integer.parseInt(answer.get(3)),
                                        Integer.parseInt(answer.get(4)));
                case "END" -> {
                    var one =
                            new Explored(
                                    scenario(answer),
                                    End.valueOf(answer.get(2)),
                                    answer.get(4),
                                    Long.parseLong(answer.get(3)),
                                    sample,
                                    findings,
                                    races);
                    explored.add(one);
                    listener.ended(one);
                }
                case "TRIED" ->
                        tried.add(
                                new Tried(
                                        scenario(answer),
                                        answer.get(2),
                                        new VolatileTrial(
                                                answer.get(3),
                                                VolatileTrial.Outcome.valueOf(answer.get(4)),
                                                Long.parseLong(answer.get(5)))));
                case "PIECE" ->
                        visits.add(
                                new Visit(
                                        new Piece(
                                                answer.get(1),
                                                answer.get(2),
                                                Integer.parseInt(answer.get(3)),
                                                Integer.parseInt(answer.get(4))),
                                        Boolean.parseBoolean(answer.get(5))));
                case "EXIT" -> exit = "\n    at " + answer.get(1);
                default -> isDone = true;
            }
        }

        private static EngineRace.Side side(List<String> words) {
            return new EngineRace.Side(
                    words.get(0), Boolean.parseBoolean(words.get(1)), words.get(2));
        }

        private static Scenario scenario(List<String> answer) {
            return Scenario.titled(answer.get(1)).orElseThrow();
        }
    }
}
