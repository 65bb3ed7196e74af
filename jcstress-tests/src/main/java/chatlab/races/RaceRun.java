package chatlab.races;

import chatlab.races.RaceReport.Row;
import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.Guarantee;
import chatlab.strategies.rendezvous.RendezvousRun;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Puts all tests to one strategy and gathers the verdicts.
final class RaceRun {
    private static final String PLANTED = "chatlab.races.Canary_Planted_jcstress";
    private static final String REPAIRED = "chatlab.races.Canary_Repaired_jcstress";

    private final CatalogueEntry entry;
    private final Set<Guarantee> asked;
    private final Plan plan;
    private final Progress progress;

    RaceRun(CatalogueEntry entry, Set<Guarantee> asked, Plan plan, Progress progress) {
        this.entry = entry;
        this.asked = asked;
        this.plan = plan;
        this.progress = progress;
    }

    RaceReport run(RaceReport.Strategy strategy, Object environment)
            throws IOException, InterruptedException {
        var questions = Question.all().stream().filter(q -> asked.contains(q.guarantee())).toList();
        var runners = new ArrayList<>(List.of(PLANTED, REPAIRED));
        questions.stream().map(Question::runner).forEach(runners::add);
        var tallies = new StressRun(entry, plan, progress).run(runners);

        Map<Question, Tally> answers = new LinkedHashMap<>();
        for (var question : questions) answers.put(question, tallies.get(question.runner()));
        var rows = new ArrayList<Row>();
        for (var guarantee : Guarantee.values()) {
            if (!asked.contains(guarantee) || RendezvousRun.guarantees().contains(guarantee)) {
                continue;
            }
            rows.add(Verdicts.ofStress(guarantee, entry.guarantees(), answers));
        }
        progress.at("rendezvous");
        var arranged =
                asked.stream().filter(RendezvousRun.guarantees()::contains).sorted().toList();
        for (var finding : RendezvousRun.ask(entry, arranged)) {
            rows.add(Verdicts.ofRendezvous(finding, entry.guarantees()));
        }
        var planted = Objects.requireNonNull(tallies.get(PLANTED));
        var repaired = Objects.requireNonNull(tallies.get(REPAIRED));
        return new RaceReport(
                RaceReport.SCHEMA,
                strategy,
                canary(planted, repaired),
                rows,
                environment);
    }

    static RaceReport.Canary canary(Tally planted, Tally repaired) {
        return new RaceReport.Canary(
                violations(planted) > 0, repaired.samples() > 0 && violations(repaired) == 0);
    }

    private static long violations(Tally tally) {
        return tally.samples() - tally.counts().getOrDefault(Seen.FINE.name(), 0L);
    }
}
