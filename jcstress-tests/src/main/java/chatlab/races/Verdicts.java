package chatlab.races;

import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceOutcome;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RuleOfThree;
import chatlab.harness.child.ChildJvm;
import chatlab.harness.contract.Breach;
import chatlab.harness.contract.ContractFinding;
import chatlab.harness.rendezvous.Finding;
import chatlab.races.Tally.Failure;
import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns counts into verdicts. Pure functions.
final class Verdicts {
    private static final String ALONE = "Contract.BROKEN";
    private static final String MODEL = "Lincheck.NO_ORDER";
    private static final String MODEL_BROKEN =
            "An interleaving was found whose results fit no order of the calls.";

    /// The note if a call that never returned cut a race test short.
    private static final String CUT_SHORT = "See LIVENESS; it cut short: ";

    private Verdicts() {}

    /// The verdict of race tests on one guarantee.
    ///
    /// One violation in any test is enough. A sample counts only if the referee judged this
    /// guarantee in it, and did not stop at something worse.
    static RaceRow ofStress(
            Guarantee guarantee, Set<Guarantee> declared, Map<Question, Tally> tallies) {
        long samples = 0;
        long unjudged = 0;
        long violations = 0;
        var outcomes = new ArrayList<RaceOutcome>();
        Map<Failure, List<String>> troubles = new LinkedHashMap<>();
        var hangs = new ArrayList<String>();
        for (var entry : tallies.entrySet()) {
            var question = entry.getKey();
            var tally = entry.getValue();
            if (!question.guarantees().contains(guarantee)) continue;
            long judged = judged(guarantee, tally);
            samples += judged;
            unjudged += tally.samples() - judged;
            if (question.guarantee() == guarantee && tally.hang() != null) {
                hangs.add(question.name());
            } else if (question.guarantee() == guarantee && tally.samples() == 0) {
                troubles.computeIfAbsent(why(tally), _ -> new ArrayList<>()).add(question.name());
            }
            for (var count : tally.counts().entrySet()) {
                var breaking = Seen.breaking(guarantee, count.getKey());
                if (breaking.isPresent()) violations += count.getValue();
                if (breaking.isPresent() || count.getKey().equals(Seen.FINE.name())) {
                    outcomes.add(
                            new RaceOutcome(
                                    question.name() + "." + count.getKey(),
                                    count.getValue(),
                                    breaking.orElse(Seen.FINE).meaning()));
                }
            }
        }
        boolean isDeclared = declared.contains(guarantee);
        if (violations > 0) {
            return new RaceRow(
                    guarantee.name(),
                    isDeclared,
                    RaceVerdict.BROKEN,
                    null,
                    samples,
                    violations,
                    null,
                    outcomes,
                    describe(guarantee, worst(outcomes)));
        }
        var cutShort = hangs.isEmpty() ? "" : CUT_SHORT + String.join(", ", hangs) + ".";
        if (!troubles.isEmpty() || samples < RuleOfThree.FLOOR) {
            var note = troubles.isEmpty() ? tooFew(samples, unjudged) : inWords(troubles);
            var cause =
                    hangs.isEmpty()
                            ? cause(troubles.keySet(), samples, unjudged)
                            : RaceCause.HANG_ELSEWHERE;
            return notRun(
                    guarantee.name(),
                    isDeclared,
                    cause,
                    samples,
                    outcomes,
                    cutShort.isEmpty() ? note : note + ". " + cutShort);
        }
        return new RaceRow(
                guarantee.name(),
                isDeclared,
                RaceVerdict.HELD,
                null,
                samples,
                0,
                RuleOfThree.bound(samples),
                outcomes,
                cutShort);
    }

    /// How many samples of one test judged this guarantee.
    static long judged(Guarantee guarantee, Tally tally) {
        return tally.counts().entrySet().stream()
                .filter(count -> Seen.isJudged(guarantee, count.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// Why there is no verdict, if no call hung.
    private static RaceCause cause(Set<Failure> failures, long samples, long unjudged) {
        if (!failures.isEmpty()) return failures.iterator().next().cause();
        return unjudged > samples ? RaceCause.MASKED : RaceCause.TOO_FEW_SAMPLES;
    }

    private static String tooFew(long samples, long unjudged) {
        if (unjudged > samples) {
            return ("In %,d of %,d samples another promise broke first, so that this one could not"
                            + " be judged. Fix that one first.")
                    .formatted(unjudged, samples + unjudged);
        }
        return tooFew(samples, "sample");
    }

    private static String tooFew(long samples, String what) {
        return ("Only %d %s%s in the time. Fewer than %d give no verdict, because they bound the"
                        + " share of violations only by more than 3 %%. Try a longer --time.")
                .formatted(samples, what, samples == 1 ? "" : "s", RuleOfThree.FLOOR);
    }

    /// Why which tests have no result.
    private static String inWords(Map<Failure, List<String>> troubles) {
        return troubles.entrySet().stream()
                .map(trouble ->
                        String.join(", ", trouble.getValue()) + ": " + trouble.getKey().note())
                .collect(Collectors.joining("; "));
    }

    /// The guarantees that race tests have seen broken so far.
    static Set<Guarantee> broken(Map<Question, Tally> tallies) {
        return tallies.values().stream()
                .flatMap(tally -> tally.counts().keySet().stream())
                .flatMap(outcome -> Seen.of(outcome).stream())
                .flatMap(seen -> seen.breaks().stream())
                .collect(Collectors.toSet());
    }

    static RaceRow ofRendezvous(Finding finding, Set<Guarantee> declared) {
        var verdict = RaceVerdict.valueOf(finding.verdict().name());
        int ran = verdict == RaceVerdict.NOT_RUN ? 0 : 1;
        return new RaceRow(
                finding.guarantee().name(),
                declared.contains(finding.guarantee()),
                verdict,
                null,
                ran,
                verdict == RaceVerdict.BROKEN ? 1 : 0,
                null,
                List.of(),
                finding.note());
    }

    /// The row of membership, with the model checker's result added. The model checker can show
    /// membership broken, but not held, because it explores only a few scenarios.
    static RaceRow withModel(RaceRow row, ModelRun.Result model) {
        boolean broken = model.verdict() == RaceVerdict.BROKEN;
        var outcomes = new ArrayList<>(row.outcomes());
        if (broken) outcomes.add(new RaceOutcome(MODEL, 1, MODEL_BROKEN));
        boolean first = broken && row.verdict() != RaceVerdict.BROKEN;
        var note = first ? MODEL_BROKEN : row.note();
        return new RaceRow(
                row.guarantee(),
                row.declared(),
                broken ? RaceVerdict.BROKEN : row.verdict(),
                broken ? null : row.cause(),
                row.samples(),
                row.violations() + (broken ? 1 : 0),
                broken ? null : row.bound(),
                outcomes,
                (note + " (" + model.note() + ")").strip());
    }

    /// Why a child JVM ended before it had answered.
    static RaceCause cause(ChildJvm.End end) {
        if (end.overdue()) return RaceCause.TIME_UP;
        if (!end.isTheStrategysDoing()) return RaceCause.CHILD_FAILED;
        return end.isOutOfMemory() ? RaceCause.OUT_OF_MEMORY : RaceCause.JVM_ENDED;
    }

    /// The row for what every strategy must do, declared or not, if each call returned.
    static RaceRow livenessHeld(long rounds) {
        if (rounds < RuleOfThree.FLOOR) {
            return liveness(RaceCause.TOO_FEW_SAMPLES, rounds, tooFew(rounds, "round"));
        }
        return new RaceRow(
                RaceReport.LIVENESS,
                true,
                RaceVerdict.HELD,
                null,
                rounds,
                0,
                RuleOfThree.bound(rounds),
                List.of(),
                "");
    }

    /// The same row if a call did not return, or if there is no verdict.
    static RaceRow liveness(RaceCause cause, long rounds, String note) {
        return new RaceRow(
                RaceReport.LIVENESS,
                true,
                cause.verdict(),
                cause,
                rounds,
                cause.verdict() == RaceVerdict.BROKEN ? 1 : 0,
                null,
                List.of(),
                note);
    }

    /// The row of liveness, after the race tests: a call that never returned in one of them breaks
    /// it, too.
    static RaceRow liveness(RaceRow hunted, Map<Question, Tally> tallies) {
        if (hunted.verdict() == RaceVerdict.BROKEN) return hunted;
        for (var entry : tallies.entrySet()) {
            var hang = entry.getValue().hang();
            if (hang != null) {
                return liveness(
                        hang.cause(),
                        hunted.samples() + 1,
                        entry.getKey().name() + ": " + hang.note());
            }
        }
        return hunted;
    }

    /// The row for what every strategy must do when one thread alone calls it.
    ///
    /// A breach of FAILURE_ISOLATION counts here only if the strategy declares that guarantee.
    static RaceRow contract(ContractFinding finding, Set<Guarantee> declared) {
        return switch (finding) {
            case ContractFinding.Held held ->
                    contract(RaceVerdict.HELD, held.calls(), remark(held.leavesInterrupted()));
            case ContractFinding.Broken(var breaches, _) ->
                    contract(
                            breaches.stream().allMatch(breach -> isNoPromise(breach, declared))
                                    ? RaceVerdict.HELD
                                    : RaceVerdict.BROKEN,
                            1,
                            breaches.stream()
                                    .filter(breach -> breach.kind() != Breach.Kind.IDENTITY)
                                    .map(Breach::sentence)
                                    .distinct()
                                    .collect(Collectors.joining("\n")));
            case ContractFinding.NotRun(var why) -> contract(RaceVerdict.NOT_RUN, 0, why);
        };
    }

    private static boolean isNoPromise(Breach breach, Set<Guarantee> declared) {
        return breach.kind() == Breach.Kind.IDENTITY
                || (breach.guarantee() == Guarantee.FAILURE_ISOLATION
                        && !declared.contains(Guarantee.FAILURE_ISOLATION));
    }

    /// The row for a strategy that compares subscribers with `equals`. It counts against no
    /// promise: a chat does not show the difference, because each session equals only itself.
    static Optional<RaceRow> identity(ContractFinding finding) {
        if (!(finding instanceof ContractFinding.Broken(var breaches, _))) return Optional.empty();
        return breaches.stream()
                .filter(breach -> breach.kind() == Breach.Kind.IDENTITY)
                .findFirst()
                .map(breach ->
                        new RaceRow(
                                RaceReport.IDENTITY,
                                false,
                                RaceVerdict.BROKEN,
                                null,
                                1,
                                1,
                                null,
                                List.of(),
                                breach.sentence()));
    }

    private static RaceRow contract(RaceVerdict verdict, long calls, String note) {
        return new RaceRow(
                RaceReport.CONTRACT,
                true,
                verdict,
                null,
                calls,
                verdict == RaceVerdict.BROKEN ? 1 : 0,
                null,
                List.of(),
                note);
    }

    private static String remark(String call) {
        return call.isEmpty()
                ? ""
                : call
                        + " left the interrupt flag of its calling thread set: that thread's next"
                        + " wait throws InterruptedException.";
    }

    /// The row of a guarantee, after the contract: one thread alone may already break it.
    ///
    /// A row that is broken and counts no outcomes stays as it is: its violations must stay the sum
    /// of its outcomes, and the row of the contract has the sentence.
    static RaceRow withContract(RaceRow row, ContractFinding finding) {
        if (!(finding instanceof ContractFinding.Broken(var breaches, _))) return row;
        if (row.verdict() == RaceVerdict.BROKEN && row.outcomes().isEmpty()) return row;
        var found = breaches.stream().filter(b -> row.guarantee().equals(name(b))).findFirst();
        if (found.isEmpty()) return row;
        var breach = found.get();
        var outcomes = new ArrayList<>(row.outcomes());
        outcomes.add(new RaceOutcome(ALONE, 1, breach.sentence()));
        return new RaceRow(
                row.guarantee(),
                row.declared(),
                RaceVerdict.BROKEN,
                row.verdict() == RaceVerdict.BROKEN ? row.cause() : null,
                row.samples() + 1,
                row.violations() + 1,
                null,
                outcomes,
                row.verdict() == RaceVerdict.BROKEN ? row.note() : breach.sentence());
    }

    /// The row that a breach belongs to; null if only the row of the contract shows it.
    private static @Nullable String name(Breach breach) {
        return switch (breach.kind()) {
            case PROMISE -> String.valueOf(breach.guarantee());
            case LIVENESS -> RaceReport.LIVENESS;
            case IDENTITY -> null;
        };
    }

    static RaceRow notRun(
            String guarantee,
            boolean declared,
            @Nullable RaceCause cause,
            long samples,
            List<RaceOutcome> outcomes,
            String note) {
        return new RaceRow(
                guarantee, declared, RaceVerdict.NOT_RUN, cause, samples, 0, null, outcomes, note);
    }

    private static Failure why(Tally tally) {
        return tally.failure() != null
                ? tally.failure()
                : new Failure(RaceCause.TOO_FEW_SAMPLES, "no samples");
    }

    /// The most frequent violation.
    private static RaceOutcome worst(List<RaceOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !id(outcome).equals(Seen.FINE.name()))
                .max(Comparator.comparingLong(RaceOutcome::count))
                .orElseThrow();
    }

    private static String describe(Guarantee guarantee, RaceOutcome outcome) {
        var meaning = outcome.meaning().replace("an exception", exception(outcome));
        var symptom = Seen.breaking(guarantee, id(outcome)).orElseThrow().symptom();
        return meaning + " In a chat: " + symptom + ".";
    }

    /// The outcome's id without the test's name.
    private static String id(RaceOutcome outcome) {
        return outcome.id().substring(outcome.id().indexOf('.') + 1);
    }

    private static String exception(RaceOutcome outcome) {
        int blank = outcome.id().indexOf(' ');
        return blank < 0
                ? "an exception"
                : outcome.id().substring(blank + 1).replaceAll("\\+.*", "");
    }
}
