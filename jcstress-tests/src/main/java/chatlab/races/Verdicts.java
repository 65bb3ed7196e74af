package chatlab.races;

import chatlab.harness.contract.Breach;
import chatlab.harness.contract.ContractFinding;
import chatlab.harness.rendezvous.Finding;
import chatlab.races.RaceReport.Outcome;
import chatlab.races.RaceReport.Row;
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

    /// The fewest samples for a verdict `HELD`. By the rule of three, they bound the share of
    /// violations by 3 %. A larger bound would mean little.
    static final long FLOOR = 100;

    private Verdicts() {}

    /// The verdict of race tests on one guarantee.
    ///
    /// One violation in any test is enough. A sample counts only if the referee judged this
    /// guarantee in it, and did not stop at something worse.
    static Row ofStress(
            Guarantee guarantee, Set<Guarantee> declared, Map<Question, Tally> tallies) {
        long samples = 0;
        long unjudged = 0;
        long violations = 0;
        var outcomes = new ArrayList<Outcome>();
        Map<String, List<String>> troubles = new LinkedHashMap<>();
        var hangs = new ArrayList<String>();
        for (var entry : tallies.entrySet()) {
            var question = entry.getKey();
            var tally = entry.getValue();
            if (!question.guarantees().contains(guarantee)) continue;
            samples += judged(guarantee, tally);
            unjudged += tally.samples() - judged(guarantee, tally);
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
                            new Outcome(
                                    question.name() + "." + count.getKey(),
                                    count.getValue(),
                                    breaking.orElse(Seen.FINE).meaning()));
                }
            }
        }
        boolean isDeclared = declared.contains(guarantee);
        if (violations > 0) {
            return new Row(
                    guarantee.name(),
                    isDeclared,
                    Verdict.BROKEN,
                    samples,
                    violations,
                    null,
                    outcomes,
                    describe(guarantee, worst(outcomes)));
        }
        var cutShort = hangs.isEmpty() ? "" : CUT_SHORT + String.join(", ", hangs) + ".";
        if (!troubles.isEmpty() || samples < FLOOR) {
            var note = troubles.isEmpty() ? tooFew(samples, unjudged) : inWords(troubles);
            return notRun(
                    guarantee.name(),
                    isDeclared,
                    samples,
                    outcomes,
                    cutShort.isEmpty() ? note : note + ". " + cutShort);
        }
        return new Row(
                guarantee.name(),
                isDeclared,
                Verdict.HELD,
                samples,
                0,
                bound(samples),
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
                .formatted(samples, what, samples == 1 ? "" : "s", FLOOR);
    }

    /// Why which tests have no result.
    private static String inWords(Map<String, List<String>> troubles) {
        return troubles.entrySet().stream()
                .map(trouble -> String.join(", ", trouble.getValue()) + ": " + trouble.getKey())
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

    /// The rule of three: after n samples without a violation, 3/n bounds its probability with 95 %
    /// confidence.
    static double bound(long samples) {
        return Math.min(1, 3.0 / samples);
    }

    static Row ofRendezvous(Finding finding, Set<Guarantee> declared) {
        var verdict = Verdict.valueOf(finding.verdict().name());
        int ran = verdict == Verdict.NOT_RUN ? 0 : 1;
        return new Row(
                finding.guarantee().name(),
                declared.contains(finding.guarantee()),
                verdict,
                ran,
                verdict == Verdict.BROKEN ? 1 : 0,
                null,
                List.of(),
                finding.note());
    }

    /// The row of membership, with the model checker's result added. The model checker can show
    /// membership broken, but not held, because it explores only a few scenarios.
    static Row withModel(Row row, ModelRun.Result model) {
        boolean broken = model.verdict() == Verdict.BROKEN;
        var outcomes = new ArrayList<>(row.outcomes());
        if (broken) outcomes.add(new Outcome(MODEL, 1, MODEL_BROKEN));
        boolean first = broken && row.verdict() != Verdict.BROKEN;
        var note = first ? MODEL_BROKEN : row.note();
        return new Row(
                row.guarantee(),
                row.declared(),
                broken ? Verdict.BROKEN : row.verdict(),
                row.samples(),
                row.violations() + (broken ? 1 : 0),
                broken ? null : row.bound(),
                outcomes,
                (note + " (" + model.note() + ")").strip());
    }

    /// The row for what every strategy must do, declared or not: each call returns.
    static Row liveness(Verdict verdict, long rounds, String note) {
        if (verdict == Verdict.HELD && rounds < FLOOR) {
            return liveness(Verdict.NOT_RUN, rounds, tooFew(rounds, "round"));
        }
        return new Row(
                RaceReport.LIVENESS,
                true,
                verdict,
                rounds,
                verdict == Verdict.BROKEN ? 1 : 0,
                verdict == Verdict.HELD ? bound(rounds) : null,
                List.of(),
                note);
    }

    /// The row of liveness, after the race tests: a call that never returned in one of them breaks
    /// it, too.
    static Row liveness(Row hunted, Map<Question, Tally> tallies) {
        if (hunted.verdict() == Verdict.BROKEN) return hunted;
        return tallies.entrySet().stream()
                .filter(entry -> entry.getValue().hang() != null)
                .findFirst()
                .map(entry ->
                        liveness(
                                Verdict.BROKEN,
                                hunted.samples() + 1,
                                entry.getKey().name() + ": " + entry.getValue().hang()))
                .orElse(hunted);
    }

    /// The row for what every strategy must do when one thread alone calls it.
    ///
    /// A breach of FAILURE_ISOLATION counts here only if the strategy declares that guarantee.
    static Row contract(ContractFinding finding, Set<Guarantee> declared) {
        return switch (finding) {
            case ContractFinding.Held held ->
                    contract(Verdict.HELD, held.calls(), remark(held.leavesInterrupted()));
            case ContractFinding.Broken(var breaches, _) ->
                    contract(
                            breaches.stream().allMatch(breach -> isNoPromise(breach, declared))
                                    ? Verdict.HELD
                                    : Verdict.BROKEN,
                            1,
                            breaches.stream()
                                    .filter(breach -> breach.kind() != Breach.Kind.IDENTITY)
                                    .map(Breach::sentence)
                                    .distinct()
                                    .collect(Collectors.joining("\n")));
            case ContractFinding.NotRun(var why) -> contract(Verdict.NOT_RUN, 0, why);
        };
    }

    private static boolean isNoPromise(Breach breach, Set<Guarantee> declared) {
        return breach.kind() == Breach.Kind.IDENTITY
                || breach.guarantee() == Guarantee.FAILURE_ISOLATION
                        && !declared.contains(Guarantee.FAILURE_ISOLATION);
    }

    /// The row for a strategy that compares subscribers with `equals`. It counts against no
    /// promise: a chat does not show the difference, because each session equals only itself.
    static Optional<Row> identity(ContractFinding finding) {
        if (!(finding instanceof ContractFinding.Broken(var breaches, _))) return Optional.empty();
        return breaches.stream()
                .filter(breach -> breach.kind() == Breach.Kind.IDENTITY)
                .findFirst()
                .map(breach ->
                        new Row(
                                RaceReport.IDENTITY,
                                false,
                                Verdict.BROKEN,
                                1,
                                1,
                                null,
                                List.of(),
                                breach.sentence()));
    }

    private static Row contract(Verdict verdict, long calls, String note) {
        return new Row(
                RaceReport.CONTRACT,
                true,
                verdict,
                calls,
                verdict == Verdict.BROKEN ? 1 : 0,
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
    static Row withContract(Row row, ContractFinding finding) {
        if (!(finding instanceof ContractFinding.Broken(var breaches, _))) return row;
        var found = breaches.stream().filter(b -> row.guarantee().equals(name(b))).findFirst();
        if (found.isEmpty()) return row;
        var breach = found.get();
        var outcomes = new ArrayList<>(row.outcomes());
        outcomes.add(new Outcome(ALONE, 1, breach.sentence()));
        return new Row(
                row.guarantee(),
                row.declared(),
                Verdict.BROKEN,
                row.samples() + 1,
                row.violations() + 1,
                null,
                outcomes,
                row.verdict() == Verdict.BROKEN ? row.note() : breach.sentence());
    }

    /// The row that a breach belongs to; null if only the row of the contract shows it.
    private static @Nullable String name(Breach breach) {
        return switch (breach.kind()) {
            case PROMISE -> String.valueOf(breach.guarantee());
            case LIVENESS -> RaceReport.LIVENESS;
            case IDENTITY -> null;
        };
    }

    static Row notRun(
            String guarantee, boolean declared, long samples, List<Outcome> outcomes, String note) {
        return new Row(guarantee, declared, Verdict.NOT_RUN, samples, 0, null, outcomes, note);
    }

    private static String why(Tally tally) {
        return tally.trouble() != null ? tally.trouble() : "no samples";
    }

    /// The most frequent violation.
    private static Outcome worst(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !id(outcome).equals(Seen.FINE.name()))
                .max(Comparator.comparingLong(Outcome::count))
                .orElseThrow();
    }

    private static String describe(Guarantee guarantee, Outcome outcome) {
        var meaning = outcome.meaning().replace("an exception", exception(outcome));
        var symptom = Seen.breaking(guarantee, id(outcome)).orElseThrow().symptom();
        return meaning + " In a chat: " + symptom + ".";
    }

    /// The outcome's id without the test's name.
    private static String id(Outcome outcome) {
        return outcome.id().substring(outcome.id().indexOf('.') + 1);
    }

    private static String exception(Outcome outcome) {
        int blank = outcome.id().indexOf(' ');
        return blank < 0
                ? "an exception"
                : outcome.id().substring(blank + 1).replaceAll("\\+.*", "");
    }
}
