package chatlab.races;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Environment;
import chatlab.harness.rendezvous.Finding;
import chatlab.harness.rendezvous.RendezvousRun;
import chatlab.races.RaceReport.Row;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;

/// Puts all tests to one strategy and gathers the verdicts.
///
/// The rendezvous tests run beside the race tests: they wait rather than work, and no clock decides
/// them.
final class RaceRun {
    private static final String PLANTED = "chatlab.races.Canary_Planted_jcstress";
    private static final String REPAIRED = "chatlab.races.Canary_Repaired_jcstress";

    /// How long to wait for the canary on a machine that is busy with other things.
    private static final Duration CANARY = Duration.ofSeconds(10);

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
        var stress = new StressRun(entry, plan, progress, liveness.verdict() == Verdict.BROKEN);
        Map<Question, Tally> tallies = new LinkedHashMap<>();
        for (var question : questions) {
            tallies.put(question, stress.tally(question.runner()));
        }
        Predicate<String> settled = runner -> isSettled(runner, stress, tallies);
        stress.run(runners, settled);
        for (var canary : List.of(PLANTED, REPAIRED)) stress.insist(canary, settled, CANARY);
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

        var canary = canary(stress.tally(PLANTED), stress.tally(REPAIRED));
        return new Race(
                entry,
                RaceReport.of(entry, canary, rows, environment),
                tallies,
                model == null ? null : model.interleaving());
    }

    /// The planted bug is sought until it is caught, and a question is put until all is broken that
    /// it asks about and the user wants to know.
    private boolean isSettled(String runner, StressRun stress, Map<Question, Tally> tallies) {
        return switch (runner) {
            case PLANTED -> violations(stress.tally(PLANTED)) > 0;
            case REPAIRED -> stress.tally(REPAIRED).samples() > 0;
            default -> {
                var broken = Verdicts.broken(tallies);
                yield tallies.keySet().stream()
                        .filter(question -> question.runner().equals(runner))
                        .flatMap(question -> question.guarantees().stream())
                        .allMatch(g -> broken.contains(g) || !asked.contains(g));
            }
        };
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
        return arranged.isEmpty()
                ? List.of()
                : RendezvousRun.ask(entry, arranged, plan.rendezvous());
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
