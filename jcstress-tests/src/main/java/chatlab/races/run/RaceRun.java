package chatlab.races.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Environment;
import chatlab.evidence.race.CanaryResult;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;
import chatlab.evidence.race.RuleOfThree;
import chatlab.harness.contract.ContractFinding;
import chatlab.harness.contract.ContractRun;
import chatlab.harness.exploration.ExplorationListener;
import chatlab.harness.exploration.ExplorationRun;
import chatlab.harness.exploration.Explored;
import chatlab.harness.hang.Patience;
import chatlab.harness.rendezvous.Finding;
import chatlab.harness.rendezvous.RendezvousRun;
import chatlab.harness.scenario.Scenario;
import chatlab.races.question.Canary;
import chatlab.races.question.Outcomes;
import chatlab.races.question.Question;
import chatlab.races.verdict.EngineAnswers;
import chatlab.races.verdict.Race;
import chatlab.races.verdict.Tally;
import chatlab.races.verdict.Verdicts;
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

/// Runs all tests on one strategy and collects the verdicts: the contract first, then the engine,
/// then tests on this machine's hardware.
///
/// The rendezvous tests run at the same time as the race tests: they mostly wait, and their answers
/// do not depend on speed.
public final class RaceRun {
    private static final String AS_ABOVE = "See CONTRACT.";

    /// How long to wait for the canary on a busy machine.
    private static final Duration CANARY = Duration.ofSeconds(10);

    private final CatalogueEntry entry;
    private final Set<Guarantee> asked;
    private final Plan plan;
    private final Progress progress;

    /// @param asked the guarantees that the user asks about
    public RaceRun(CatalogueEntry entry, Set<Guarantee> asked, Plan plan, Progress progress) {
        this.entry = entry;
        this.asked = asked;
        this.plan = plan;
        this.progress = progress;
    }

    /// Runs all tests.
    ///
    /// @param jcstress the directory for jcstress's own report; null for no report
    public Race run(@Nullable Environment environment, @Nullable Path jcstress)
            throws IOException, InterruptedException {
        progress.at("the contract, with one thread alone");
        return run(ContractRun.check(entry), environment, jcstress);
    }

    /// Runs all tests after that of the contract.
    Race run(ContractFinding contract, @Nullable Environment environment, @Nullable Path jcstress)
            throws IOException, InterruptedException {
        if (contract instanceof ContractFinding.NotRun || contract.hangs()) {
            return withoutRaces(contract, environment);
        }
        var engine = engine(contract);
        Map<Question, Tally> tallies = new LinkedHashMap<>();
        var rows = plan.isEngineOnly() ? notTested() : new ArrayList<RaceRow>();
        boolean isSound = engine != null && engine.isSound();
        var canary =
                plan.isEngineOnly()
                        ? new CanaryResult(isSound, isSound)
                        : test(contract, engine, jcstress, tallies, rows);
        var report = report(canary, all(contract, engine, rows), environment);
        return new Race(
                entry,
                engine == null ? report : withEngine(report, engine),
                tallies,
                engine == null ? Map.of() : engine.witnesses());
    }

    /// All rows of a report.
    ///
    /// @param engine null: it was not asked
    /// @param tested the rows of the tests on this machine's hardware
    private List<RaceRow> all(
            ContractFinding contract, @Nullable EngineAnswers engine, List<RaceRow> tested) {
        var rows = new ArrayList<>(tested);
        rows.replaceAll(row -> Verdicts.withContract(row, contract));
        if (engine != null) {
            rows.replaceAll(row -> Verdicts.withEngine(row, engine.about(row.guarantee())));
        }
        if (!isEverything() && rows.getLast().verdict() != RaceVerdict.BROKEN) rows.removeLast();
        var alone = Verdicts.contract(contract, entry.guarantees());
        if (isEverything()) Verdicts.identity(contract).ifPresent(rows::addFirst);
        if (isEverything() || alone.verdict() != RaceVerdict.HELD) rows.addFirst(alone);
        return rows;
    }

    private RaceReport withEngine(RaceReport report, EngineAnswers engine) {
        var withRaces = report.withRaces(engine.races());
        return entry.file().isPresent()
                ? withRaces.withLinesNotRun(engine.linesNotRun())
                : withRaces;
    }

    /// What the engine finds, which is the same on every machine; null if it is not asked.
    private @Nullable EngineAnswers engine(ContractFinding contract)
            throws IOException, InterruptedException {
        progress.learned(() -> all(contract, null, notTested()));
        if (plan.executions() == 0) return null;
        var programs =
                plan.programs().stream()
                        .filter(program -> asked.stream().anyMatch(program::canShow))
                        .toList();
        var run = new ExplorationRun(entry, plan.bounds(), new EngineProgress(contract));
        return new EngineAnswers(run.explore(programs), plan.bounds());
    }

    /// Passes on what the engine has found so far.
    private final class EngineProgress implements ExplorationListener {
        private final ContractFinding contract;
        private final List<Explored> explored = new ArrayList<>();

        EngineProgress(ContractFinding contract) {
            this.contract = contract;
        }

        @Override
        public void begins(Scenario program) {
            progress.at("every interleaving of " + program);
        }

        @Override
        public void ended(Explored program) {
            explored.add(program);
            progress.learned(() -> {
                var soFar =
                        new ExplorationRun.Result(
                                true,
                                explored,
                                List.of(),
                                List.of(),
                                "other programs are still to come");
                return all(contract, new EngineAnswers(soFar, plan.bounds()), notTested());
            });
        }
    }

    private List<RaceRow> notTested() {
        var rows = new ArrayList<RaceRow>();
        for (var guarantee : asked) rows.add(notTested(guarantee.name()));
        rows.add(notTested(RaceReport.LIVENESS));
        return rows;
    }

    private RaceRow notTested(String promise) {
        boolean isDeclared =
                promise.equals(RaceReport.LIVENESS)
                        || entry.guarantees().contains(Guarantee.valueOf(promise));
        return Verdicts.notRun(
                promise,
                isDeclared,
                RaceCause.NOT_ASKED,
                0,
                List.of(),
                "only the engine was asked");
    }

    /// Tests on the hardware of this machine: race tests, rendezvous, and the hunt.
    ///
    /// @param engine null: it was not asked. If it was, the run has a verdict even if race tests
    ///   miss the planted bug
    /// @param rows gets a row for each guarantee, and for liveness
    private CanaryResult test(
            ContractFinding contract,
            @Nullable EngineAnswers engine,
            @Nullable Path jcstress,
            Map<Question, Tally> tallies,
            List<RaceRow> rows)
            throws IOException, InterruptedException {
        var patience = contract.patience();
        var liveness = hunt(patience);
        Runnable counted =
                () -> progress.learned(() -> all(contract, engine, unfinished(tallies, liveness)));
        var rendezvous = new FutureTask<>(() -> rendezvous(patience));
        Thread.ofPlatform().name("rendezvous").daemon().start(rendezvous);

        var questions = Question.all().stream().filter(q -> asked.contains(q.guarantee())).toList();
        var runners = new ArrayList<>(List.of(Canary.PLANTED, Canary.REPAIRED));
        questions.stream().map(Question::runner).forEach(runners::add);
        var stress =
                new StressRun(
                        entry,
                        plan,
                        progress,
                        counted,
                        patience,
                        liveness.verdict() == RaceVerdict.BROKEN);
        for (var question : questions) {
            tallies.put(question, stress.tally(question.runner()));
        }
        Predicate<String> settled = runner -> isSettled(runner, stress, tallies);
        Predicate<String> sufficient = runner -> isSufficient(runner, tallies);
        stress.run(runners, settled, sufficient);
        for (var canary : List.of(Canary.PLANTED, Canary.REPAIRED)) {
            stress.insist(canary, settled, CANARY);
        }
        report(tallies, jcstress);
        rows.addAll(raced(tallies));
        var canary = canary(stress.tally(Canary.PLANTED), stress.tally(Canary.REPAIRED));
        boolean onlyEngine = engine != null && engine.isSound() && !canary.isSound();
        if (onlyEngine) rows.replaceAll(Verdicts::withoutCanary);
        progress.at("rendezvous");
        for (var finding : result(rendezvous)) {
            rows.add(Verdicts.ofRendezvous(finding, entry.guarantees()));
        }
        rows.add(Verdicts.liveness(liveness, tallies));
        return onlyEngine ? new CanaryResult(true, true) : canary;
    }

    private List<RaceRow> raced(Map<Question, Tally> tallies) {
        var rows = new ArrayList<RaceRow>();
        for (var guarantee : asked) {
            if (RendezvousRun.guarantees().contains(guarantee)) continue;
            rows.add(Verdicts.ofStress(guarantee, entry.guarantees(), tallies));
        }
        return rows;
    }

    /// The rows while race tests run; the rendezvous tests answer last.
    private List<RaceRow> unfinished(Map<Question, Tally> tallies, RaceRow liveness) {
        var rows = raced(tallies);
        for (var guarantee : asked) {
            if (RendezvousRun.guarantees().contains(guarantee)) {
                rows.add(notTested(guarantee.name()));
            }
        }
        rows.add(Verdicts.liveness(liveness, tallies));
        return rows;
    }

    /// The result for a strategy that cannot be created, or of which a call never returns even with
    /// one thread alone: there is nothing to race.
    private Race withoutRaces(ContractFinding contract, @Nullable Environment environment) {
        var cause = contract.hangs() ? RaceCause.HANG_ELSEWHERE : RaceCause.CONTRACT_NOT_RUN;
        var rows = new ArrayList<RaceRow>();
        rows.add(Verdicts.contract(contract, entry.guarantees()));
        for (var guarantee : asked) {
            boolean isDeclared = entry.guarantees().contains(guarantee);
            rows.add(Verdicts.notRun(guarantee.name(), isDeclared, cause, 0, List.of(), AS_ABOVE));
        }
        if (contract.hangs()) {
            rows.add(Verdicts.notRun(RaceReport.LIVENESS, true, cause, 0, List.of(), AS_ABOVE));
        }
        rows.replaceAll(row -> Verdicts.withContract(row, contract));
        var sound = new CanaryResult(true, true); // the check of the contract has its own
        return new Race(entry, report(sound, rows, environment), Map.of(), Map.of());
    }

    private RaceReport report(
            CanaryResult canary, List<RaceRow> rows, @Nullable Environment environment) {
        var strategy =
                new RacedStrategy(
                        entry.name(),
                        entry.file().map(Path::toString).orElse(entry.className()),
                        entry.sha256(),
                        entry.guarantees().stream().map(Guarantee::name).toList());
        return RaceReport.of(strategy, canary, rows, environment);
    }

    /// Whether a test has enough samples for a verdict, or never will: the strategy breaks
    /// something worse in nearly every sample.
    private static boolean isSufficient(String runner, Map<Question, Tally> tallies) {
        return tallies.entrySet().stream()
                .filter(entry -> entry.getKey().runner().equals(runner))
                .allMatch(entry ->
                        entry.getValue().samples() >= 10 * RuleOfThree.FLOOR
                                || Verdicts.judged(entry.getKey().guarantee(), entry.getValue())
                                        >= RuleOfThree.FLOOR);
    }

    /// Whether a test can show nothing new. The planted bug runs until it is caught. A race test
    /// runs until everything that it and the user ask about is broken.
    private boolean isSettled(String runner, StressRun stress, Map<Question, Tally> tallies) {
        return switch (runner) {
            case Canary.PLANTED -> violations(stress.tally(Canary.PLANTED)) > 0;
            case Canary.REPAIRED -> stress.tally(Canary.REPAIRED).samples() > 0;
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

    private RaceRow hunt(Patience patience) throws IOException, InterruptedException {
        if (!isEverything()) return Verdicts.liveness(RaceCause.NOT_ASKED, 0, "not asked");
        progress.at("hunting for calls that never return");
        return HuntRun.run(entry, plan.liveness(), plan.seed(), patience);
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

    private List<Finding> rendezvous(Patience patience) throws IOException, InterruptedException {
        var arranged =
                asked.stream().filter(RendezvousRun.guarantees()::contains).sorted().toList();
        return arranged.isEmpty()
                ? List.of()
                : RendezvousRun.ask(
                        entry, arranged, plan.rendezvous(), List.of(patience.jvmArgument()));
    }

    private static List<Finding> result(FutureTask<List<Finding>> rendezvous)
            throws IOException, InterruptedException {
        try {
            return rendezvous.get();
        } catch (ExecutionException e) {
            throw new IOException("the rendezvous tests did not run: " + e.getCause(), e);
        }
    }

    /// The planted bug must be seen, and its twin must not be seen broken.
    static CanaryResult canary(Tally planted, Tally repaired) {
        return new CanaryResult(
                violations(planted) > 0, repaired.samples() > 0 && violations(repaired) == 0);
    }

    private static long violations(Tally tally) {
        return tally.samples() - tally.counts().getOrDefault(Outcomes.FINE, 0L);
    }
}
