package chatlab.step.search;

import chatlab.engine.Exploration.End;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.exploration.Explored;
import chatlab.harness.exploration.Explored.Finding;
import chatlab.harness.scenario.Scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The result of a search.
public final class Report {
    private final Search search;
    private final ExplorationRun.Result result;

    Report(Search search, ExplorationRun.Result result) {
        this.search = search;
        this.result = result;
    }

    /// What a search can say.
    public enum Verdict {
        /// A schedule breaks something; it replays.
        FOUND,
        /// None does, within the bounds.
        NONE,
        /// The budget ended before all executions within the bounds were tried.
        NOT_EXHAUSTED,
        /// The code does what the engine cannot control.
        UNCONTROLLED,
        /// The child JVM ended too early, or the engine's canary failed.
        NOT_RUN
    }

    /// A schedule that breaks something.
    public record Found(Scenario scenario, Finding finding) {}

    public Search search() {
        return search;
    }

    /// The scenarios that were explored.
    public List<Explored> explored() {
        return result.explored();
    }

    /// The cheapest schedule that breaks what the search is against.
    public Optional<Found> found() {
        if (!result.isSound()) return Optional.empty();
        return explored().stream()
                .flatMap(explored ->
                        explored.findings().stream()
                                .map(finding -> new Found(explored.scenario(), finding)))
                .filter(found -> isWanted(found.finding))
                .min(Comparator.comparingInt(found -> found.finding.cost()));
    }

    private boolean isWanted(Finding finding) {
        return search.target().promises().contains(finding.promise().promise());
    }

    public Verdict verdict() {
        if (found().isPresent()) return Verdict.FOUND;
        if (!result.isSound() || !result.why().isEmpty()) return Verdict.NOT_RUN;
        if (explored().stream().anyMatch(e -> e.end() == End.UNCONTROLLED)) {
            return Verdict.UNCONTROLLED;
        }
        boolean isWhole = explored().stream().allMatch(e -> e.end() == End.EXHAUSTED);
        return isWhole ? Verdict.NONE : Verdict.NOT_EXHAUSTED;
    }

    /// Why there is no answer; empty if there is one.
    public String why() {
        return switch (verdict()) {
            case NOT_RUN -> result.why();
            case UNCONTROLLED ->
                    explored().stream()
                            .map(Explored::why)
                            .filter(why -> !why.isEmpty())
                            .findFirst()
                            .orElse("");
            case FOUND, NONE, NOT_EXHAUSTED -> "";
        };
    }

    /// How many executions were begun.
    public long executions() {
        return explored().stream().mapToLong(Explored::executions).sum();
    }
}
