package chatlab.races;

import chatlab.evidence.Environment;
import chatlab.races.RaceReport.Row;
import chatlab.strategies.CatalogueEntry;
import chatlab.strategies.Guarantee;
import chatlab.strategies.rendezvous.Finding;
import chatlab.strategies.rendezvous.RendezvousRun;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /// Runs them.
    ///
    /// @param jcstress where jcstress's own report goes, if it is wanted
    Race run(Environment environment, @Nullable Path jcstress)
            throws IOException, InterruptedException {
        var liveness = hunt();
        var rendezvous = new FutureTask<>(this::rendezvous);
        Thread.ofPlatform().name("rendezvous").daemon().start(rendezvous);

        var questions = Question.all().stream().filter(q -> asked.contains(q.guarantee())).toList();
        var runners = new ArrayList<>(List.of(PLANTED, REPAIRED));
        questions.stream().map(Question::runner).forEach(runners::add);
        var stressed = new StressRun(entry, plan, progress).run(runners);
        Map<Question, Tally> tallies = new LinkedHashMap<>();
        for (var question : questions) {
            tallies.put(question, Objects.requireNonNull(stressed.get(question.runner())));
        }
        report(tallies, jcstress);
        var model = model();

        var rows = new ArrayList<Row>();
        for (var guarantee : asked) {
            if (RendezvousRun.guarantees().contains(guarantee)) continue;
            var row = Verdicts.ofStress(guarantee, entry.guarantees(), tallies);
            rows.add(
                    model != null && guarantee == Guarantee.MEMBERSHIP
                            ? Verdicts.withModel(row, model)
                            : row);
        }
        progress.at("rendezvous");
        for (var finding : result(rendezvous)) {
            rows.add(Verdicts.ofRendezvous(finding, entry.guarantees()));
        }
        liveness = Verdicts.liveness(liveness, tallies);
        if (isEverything() || liveness.verdict() == Verdict.BROKEN) rows.add(liveness);

        var canary =
                canary(
                        Objects.requireNonNull(stressed.get(PLANTED)),
                        Objects.requireNonNull(stressed.get(REPAIRED)));
        return new Race(
                entry,
                RaceReport.of(entry, canary, rows, environment),
                tallies,
                model == null ? null : model.interleaving());
    }

    private boolean isEverything() {
        return asked.size() == Guarantee.values().length;
    }

    private Row hunt() throws IOException, InterruptedException {
        if (!isEverything()) return Verdicts.liveness(Verdict.NOT_RUN, 0, "not asked");
        progress.at("hunting for calls that never return");
        return HuntRun.run(entry, plan.liveness(), plan.seed());
    }

    private void report(Map<Question, Tally> tallies, @Nullable Path directory)
            throws IOException, InterruptedException {
        if (plan.isThorough()) {
            var results =
                    directory == null ? Files.createTempDirectory("chatlab-jcstress-") : directory;
            new JcstressRun(entry, progress).run(tallies, plan.jcstressModes(), results);
        } else if (directory != null) {
            JcstressReport.write(directory, tallies, plan.modes());
        }
    }

    private ModelRun.@Nullable Result model() throws IOException, InterruptedException {
        if (!plan.modelChecking() || !asked.contains(Guarantee.MEMBERSHIP)) return null;
        progress.at("model checking");
        return ModelRun.run(entry, plan.seed());
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
