package chatlab.coursework.check;

import static chatlab.evidence.ClaimVerdict.CONTRADICTED;
import static chatlab.evidence.race.RaceVerdict.BROKEN;
import static chatlab.evidence.race.RaceVerdict.HELD;

import chatlab.coursework.files.Yaml;
import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.Subject;
import chatlab.coursework.report.Texts;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceOutcome;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RuleOfThree;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Judges claims about races by the files of `lab race`.
final class RaceClaims {
    private static final String NO_PROOF =
            "Say what was seen: 'not seen broken in N samples, so with 95 % confidence in less than"
                    + " 3/N of them'. Tests never show more.";

    private final EvidenceFolder evidence;

    RaceClaims(EvidenceFolder evidence) {
        this.evidence = evidence;
    }

    // --- Seen broken ---

    Ruling observed(ClaimBlock claim) throws IOException, RefusedException {
        Subject subject = evidence.subject(claim, "subject");
        String guarantee = Guarantees.of(claim);
        long least = count(claim, "at_least", 1);
        var row = race(claim, subject).row(guarantee);
        String expected =
                least > 1
                        ? "%s of %s broken at least %s times"
                                .formatted(guarantee, subject, Texts.number(least))
                        : "%s of %s broken at least once".formatted(guarantee, subject);
        return observed(subject, row, least, expected).with(quantities(row));
    }

    private static Ruling observed(Subject subject, RaceRow row, long least, String expected) {
        if (row.verdict() != BROKEN) {
            return Ruling.against(
                    CONTRADICTED,
                    "%s of %s was not seen broken: %s."
                            .formatted(row.guarantee(), subject, seen(row)),
                    "Claim race-not-observed, or run lab race for longer (--time 60s) if you expect"
                            + " it to break.",
                    expected,
                    seen(row));
        }
        if (row.violations() < least) {
            return Ruling.against(
                    CONTRADICTED,
                    "It was seen broken, but less often than claimed: %s.".formatted(seen(row)),
                    "Lower at_least to what the run shows.",
                    expected,
                    seen(row));
        }
        return Ruling.supported(
                "%s of %s was seen broken: %s.".formatted(row.guarantee(), subject, seen(row)),
                expected,
                seen(row));
    }

    // --- Not seen broken ---

    Ruling notObserved(ClaimBlock claim) throws IOException, RefusedException {
        Subject subject = evidence.subject(claim, "subject");
        String guarantee = Guarantees.of(claim);
        long samples = count(claim, "samples", 0);
        Optional<Double> bound = share(claim, "bound");
        var row = race(claim, subject).row(guarantee);
        String expected =
                "%s of %s not broken in at least %s samples"
                        .formatted(guarantee, subject, Texts.number(samples));
        return notObserved(claim, subject, row, samples, bound.orElse(null), expected)
                .with(quantities(row));
    }

    private static Ruling notObserved(
            ClaimBlock claim,
            Subject subject,
            RaceRow row,
            long samples,
            @Nullable Double bound,
            String expected) {
        if (row.verdict() == BROKEN) {
            return Ruling.against(
                    CONTRADICTED,
                    "%s of %s was seen broken: %s.".formatted(row.guarantee(), subject, seen(row)),
                    "Correct the strategy and run it again, or claim race-observed.",
                    expected,
                    seen(row));
        }
        Optional<String> words = overclaim(claim);
        if (words.isPresent()) {
            return Ruling.against(
                            CONTRADICTED,
                            "'%s' is more than %s without a violation show; they show that %s."
                                    .formatted(words.get(), samples(row), atMost(row)),
                            NO_PROOF,
                            expected,
                            seen(row))
                    .overclaiming();
        }
        if (bound != null && (row.bound() == null || bound < row.bound() * (1 - 1e-9))) {
            return tooTight(row, bound, expected);
        }
        if (samples > row.samples()) {
            return Ruling.against(
                    CONTRADICTED,
                    "The claim says %s samples, the run has %s."
                            .formatted(Texts.number(samples), Texts.number(row.samples())),
                    "Lower 'samples', or run lab race for longer (--time 60s).",
                    expected,
                    seen(row));
        }
        return Ruling.supported(
                "%s of %s was not seen broken in %s: %s."
                        .formatted(row.guarantee(), subject, samples(row), atMost(row)),
                expected,
                seen(row));
    }

    private static Ruling tooTight(RaceRow row, double bound, String expected) {
        String why =
                row.bound() == null
                        ? "%s was arranged and watched %s; that gives an answer and no bound."
                                .formatted(
                                        row.guarantee(),
                                        row.samples() == 1
                                                ? "once"
                                                : Texts.number(row.samples()) + " times")
                        : "A bound of %s is tighter than %s allow: 3/N is %s."
                                .formatted(
                                        Texts.percent(bound),
                                        samples(row),
                                        Texts.percent(row.bound()));
        String help =
                row.bound() == null
                        ? "Leave 'bound' out."
                        : "Claim no less than "
                                + Texts.percent(row.bound())
                                + ", or run lab race for longer: three times the samples, a third"
                                + " of the bound.";
        return Ruling.against(CONTRADICTED, why, help, expected, seen(row)).overclaiming();
    }

    /// The words of the claim itself that say too much.
    static Optional<String> overclaim(ClaimBlock claim) {
        return Overclaims.in(claim.text("conclusion"))
                .or(() -> Overclaims.in(claim.text("because")));
    }

    // --- A hang ---

    Ruling deadlock(ClaimBlock claim) throws IOException, RefusedException {
        Subject subject = evidence.subject(claim, "subject");
        String guarantee = claim.has("guarantee") ? Guarantees.of(claim) : RaceReport.LIVENESS;
        var row = race(claim, subject).row(guarantee);
        String expected = "a call on %s that never returns (%s)".formatted(subject, guarantee);
        Ruling ruling;
        if (isHang(row)) {
            ruling =
                    Ruling.supported(
                            "A call on %s never returned: %s."
                                    .formatted(subject, firstLine(row.note())),
                            expected,
                            firstLine(row.note()));
        } else if (row.verdict() == BROKEN) {
            ruling =
                    Ruling.against(
                            CONTRADICTED,
                            "%s of %s was broken, but not by a call that hangs: %s."
                                    .formatted(guarantee, subject, firstLine(row.note())),
                            "Claim race-observed, or name the guarantee whose test hung.",
                            expected,
                            firstLine(row.note()));
        } else {
            ruling =
                    Ruling.against(
                            CONTRADICTED,
                            "No call on %s was seen to hang: %s.".formatted(subject, seen(row)),
                            "Let lab step --search find the schedule and claim its witness, or"
                                    + " name the guarantee whose test hung (REENTRANCY,"
                                    + " STALL_ISOLATION …).",
                            expected,
                            seen(row));
        }
        return ruling.with(quantities(row));
    }

    /// Whether a call was seen that never returned.
    private static boolean isHang(RaceRow row) {
        return row.verdict() == BROKEN
                && (row.guarantee().equals(RaceReport.LIVENESS) || row.cause() == RaceCause.HANG);
    }

    // --- A row of the matrix ---

    Ruling table(ClaimBlock claim) throws IOException, RefusedException {
        Subject subject = evidence.subject(claim, "subject");
        Map<String, Boolean> claimed = claimedRow(claim);
        RaceRuns race = race(claim, subject);
        List<String> wrong = new ArrayList<>();
        List<String> right = new ArrayList<>();
        List<Quantity> quantities = new ArrayList<>();
        for (var entry : claimed.entrySet()) {
            var row = race.row(entry.getKey());
            quantities.addAll(quantities(row));
            boolean isHeld = row.verdict() == HELD;
            String found = row.guarantee() + " " + (isHeld ? "held" : "broken");
            (isHeld == entry.getValue() ? right : wrong).add(found);
        }
        quantities.add(Quantity.number(claimed.size()));
        long held = claimed.values().stream().filter(each -> each).count();
        quantities.add(Quantity.count(held));
        quantities.add(Quantity.count(claimed.size() - held));
        String expected = words(claimed);
        String actual = String.join(", ", joined(right, wrong));
        Ruling ruling =
                wrong.isEmpty()
                        ? Ruling.supported(
                                "All %d are as the run in '%s' found them."
                                        .formatted(claimed.size(), race.name()),
                                expected,
                                actual)
                        : Ruling.against(
                                CONTRADICTED,
                                "The run in '%s' found otherwise: %s."
                                        .formatted(race.name(), String.join(", ", wrong)),
                                "Correct the row; what is rare may need a longer run.",
                                expected,
                                actual);
        return ruling.with(quantities);
    }

    private static Map<String, Boolean> claimedRow(ClaimBlock claim) throws RefusedException {
        Map<String, Boolean> claimed = new LinkedHashMap<>();
        Yaml.Field field = claim.fields().get("row");
        Object value = field == null ? "" : field.value();
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            throw RefusedException.key(
                    "row",
                    "'row' must say of each guarantee whether it held.",
                    "Write it as 'row: {MEMBERSHIP: held, QUIET_LEAVE: broken}'.");
        }
        for (var entry : map.entrySet()) {
            String guarantee = Guarantees.checked(String.valueOf(entry.getKey()), "row");
            String word = String.valueOf(entry.getValue());
            if (!word.equalsIgnoreCase("held") && !word.equalsIgnoreCase("broken")) {
                throw RefusedException.key(
                        "row",
                        "'%s' is not a verdict on %s; write 'held' or 'broken'."
                                .formatted(Texts.cut(word), guarantee),
                        "Take the words from lab race.");
            }
            claimed.put(guarantee, word.equalsIgnoreCase("held"));
        }
        return claimed;
    }

    private static String words(Map<String, Boolean> claimed) {
        List<String> words = new ArrayList<>();
        claimed.forEach((guarantee, held) -> words.add(guarantee + (held ? " held" : " broken")));
        return String.join(", ", words);
    }

    // --- What both share ---

    private RaceRuns race(ClaimBlock claim, Subject subject) throws IOException, RefusedException {
        return RaceRuns.read(evidence, claim.text("evidence"), subject);
    }

    static long count(ClaimBlock claim, String key, long otherwise) throws RefusedException {
        if (!claim.has(key)) return otherwise;
        double value =
                Numeral.of(claim.text(key))
                        .map(Numeral::value)
                        .filter(number -> number >= 0 && number < 1e15)
                        .orElseThrow(() -> notANumber(claim, key, "a number, such as 1000000"));
        return Math.round(value);
    }

    private static Optional<Double> share(ClaimBlock claim, String key) throws RefusedException {
        if (!claim.has(key)) return Optional.empty();
        double value =
                Numeral.of(claim.text(key))
                        .map(Numeral::value)
                        .filter(number -> number >= 0 && number <= 1)
                        .orElseThrow(
                                () -> notANumber(claim, key, "a share, such as 3e-6 or 0.0003 %"));
        return Optional.of(value);
    }

    private static RefusedException notANumber(ClaimBlock claim, String key, String what) {
        return RefusedException.key(
                key,
                "'%s' must be %s, not '%s'.".formatted(key, what, Texts.cut(claim.text(key))),
                "Correct the claim.");
    }

    /// The numbers that a sentence about the row may use.
    private static List<Quantity> quantities(RaceRow row) {
        List<Quantity> found = new ArrayList<>();
        found.add(Quantity.count(row.samples()));
        found.add(Quantity.count(row.violations()));
        if (row.samples() > 0) {
            found.add(Quantity.share((double) row.violations() / row.samples()));
        }
        var engine = row.engine();
        if (engine != null) {
            found.add(Quantity.count(engine.executions()));
            found.add(Quantity.count(engine.programs()));
        }
        Double bound = row.bound();
        if (bound != null) {
            found.add(Quantity.share(bound));
            found.add(Quantity.share(RuleOfThree.CONFIDENCE));
        }
        Map<String, Long> kinds = new TreeMap<>();
        for (RaceOutcome outcome : row.outcomes()) {
            String kind = outcome.id().replaceFirst("^[^.]*\\.", "").replaceFirst(" .*", "");
            kinds.merge(outcome.id(), outcome.count(), Long::sum);
            kinds.merge(kind, outcome.count(), Long::sum);
        }
        for (long count : kinds.values()) {
            found.add(Quantity.count(count));
            if (row.samples() > 0) found.add(Quantity.share((double) count / row.samples()));
        }
        return found;
    }

    private static String seen(RaceRow row) {
        if (row.bound() == null && row.samples() <= 1) {
            return row.verdict() == BROKEN
                    ? "in the one arranged try"
                    : "it held in the one arranged try";
        }
        String count = Texts.number(row.violations()) + " of " + Texts.number(row.samples());
        return row.verdict() == BROKEN && row.samples() > 0
                ? count + " (" + Texts.percent((double) row.violations() / row.samples()) + ")"
                : count;
    }

    private static String samples(RaceRow row) {
        return row.samples() == 1 ? "1 sample" : Texts.number(row.samples()) + " samples";
    }

    private static String atMost(RaceRow row) {
        return row.bound() == null
                ? "it held in the one arranged try"
                : "it breaks in at most %s of them, with 95 %% confidence"
                        .formatted(Texts.percent(row.bound()));
    }

    private static String firstLine(String note) {
        return Texts.cut(note.lines().findFirst().orElse("").strip().replaceFirst("\\.$", ""), 160);
    }

    private static List<String> joined(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
