package chatlab.races;

import chatlab.races.RaceReport.Row;
import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.Guarantee;
import chatlab.strategies.rendezvous.Finding;
import chatlab.strategies.rendezvous.RendezvousRun;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Puts all tests to one strategy and gathers the verdicts.
///
/// The rendezvous tests run beside the race tests: they wait rather than work, and no clock decides
/// them.
final class RaceRun {
    private static final String PLANTED = "chatlab.races.Canary_Planted_jcstress";
    private static final String REPAIRED = "chatlab.races.Canary_Repaired_jcstress";

    private final CatalogueEntry entry;
    private final Set<Guarantee> asked;
    private final Plan plan;
    private final Progress progress;

    /// @param asked all of them, or those that the user wants to know about
    RaceRun(CatalogueEntry entry, Set<Guarantee> asked, Plan plan, Progress progress) {
        this.entry = entry;
        this.asked = asked;
        this.plan = plan;
        this.progress = progress;
    }

    /// What came of it.
    ///
    /// @param interleaving Lincheck's table, where it found one
    record Result(
            RaceReport.Canary canary,
            List<Row> rows,
            Map<Question, Tally> tallies,
            @Nullable String interleaving) {}

    Result run() throws IOException, InterruptedException {
        boolean everything = asked.size() == Guarantee.values().length;
        Row liveness = Verdicts.liveness(Verdict.NOT_RUN, 0, "not asked");
        if (everything) {
            progress.at("hunting for calls that never return");
            liveness = HuntRun.run(entry, plan.liveness(), plan.seed());
        }
        var rendezvous = new FutureTask<>(this::rendezvous);
        Thread.ofPlatform().name("rendezvous").daemon().start(rendezvous);

        var questions =
                Question.all().stream().filter(q -> asked.contains(q.guarantee())).toList();
        var runners = new ArrayList<>(List.of(PLANTED, REPAIRED));
        questions.stream().map(Question::runner).forEach(runners::add);
        var stressed = new StressRun(entry, plan, progress).run(runners);
        Map<Question, Tally> tallies = new LinkedHashMap<>();
        for (var question : questions) {
            tallies.put(question, Objects.requireNonNull(stressed.get(question.runner())));
        }
        ModelRun.Result model = null;
        if (plan.modelChecking() && asked.contains(Guarantee.MEMBERSHIP)) {
            progress.at("model checking");
            model = ModelRun.run(entry, plan.seed());
        }

        var rows = new ArrayList<Row>();
        for (var guarantee : asked) {
            if (RendezvousRun.guarantees().contains(guarantee)) continue;
            var row = Verdicts.ofStress(guarantee, entry.guarantees(), tallies);
            rows.add(
                    guarantee == Guarantee.MEMBERSHIP && model != null
                            ? Verdicts.withModel(row, model)
                            : row);
        }
        progress.at("rendezvous");
        for (var finding : result(rendezvous)) {
            rows.add(Verdicts.ofRendezvous(finding, entry.guarantees()));
        }
        liveness = Verdicts.liveness(liveness, tallies);
        if (everything || liveness.verdict() == Verdict.BROKEN) rows.add(liveness);
        return new Result(
                canary(
                        Objects.requireNonNull(stressed.get(PLANTED)),
                        Objects.requireNonNull(stressed.get(REPAIRED))),
                rows,
                tallies,
                model == null ? null : model.interleaving());
    }

    private List<Finding> rendezvous() throws IOException, InterruptedException {
        var arranged =
                asked.stream().filter(RendezvousRun.guarantees()::contains).sorted().toList();
        return arranged.isEmpty() ? List.of() : RendezvousRun.ask(entry, arranged);
    }

    private static List<Finding> result(FutureTask<List<Finding>> rendezvous)
            throws IOException, InterruptedException {
        try {
            return rendezvous.get();
        } catch (ExecutionException e) {
            throw new IOException("the rendezvous tests did not run: " + e.getCause(), e);
        }
    }

    /// The planted bug must be seen, and its twin must not.
    static RaceReport.Canary canary(Tally planted, Tally repaired) {
        return new RaceReport.Canary(
                violations(planted) > 0, repaired.samples() > 0 && violations(repaired) == 0);
    }

    private static long violations(Tally tally) {
        return tally.samples() - tally.counts().getOrDefault(Seen.FINE.name(), 0L);
    }
}
