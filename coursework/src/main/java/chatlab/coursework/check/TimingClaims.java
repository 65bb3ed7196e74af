package chatlab.coursework.check;

import chatlab.coursework.files.Yaml;
import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.ClaimKind;
import chatlab.coursework.report.Subject;
import chatlab.coursework.report.Texts;
import chatlab.evidence.Claim;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.Interval;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.evidence.Objection;
import chatlab.evidence.Ratio;
import chatlab.evidence.Terms;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Judges claims about speed, all claims of a report together.
public final class TimingClaims {
    private static final double LEAST_CONFIDENCE = 0.95;

    private final EvidenceFolder evidence;
    private final Map<String, BenchFile> files = new HashMap<>();

    public TimingClaims(EvidenceFolder evidence) {
        this.evidence = evidence;
    }

    /// A claim and its comparisons: one, or for an ordering one for each step.
    private record Asked(
            ClaimKind kind, List<Claim> comparisons, double margin, double confidence) {}

    /// The rulings on those that can be judged, and why the others cannot.
    ///
    /// Holm's correction is over all comparisons of the report, at the highest confidence that any
    /// of its claims asks for and with the widest margin of their runs.
    Map<ClaimBlock, Ruling> judge(
            List<ClaimBlock> claims, Map<ClaimBlock, RefusedException> refused) throws IOException {
        Map<ClaimBlock, Asked> asked = new LinkedHashMap<>();
        for (ClaimBlock claim : claims) {
            try {
                asked.put(claim, asked(claim));
            } catch (RefusedException e) {
                refused.put(claim, e);
            }
        }
        double confidence = LEAST_CONFIDENCE;
        double margin = 0;
        List<Claim> comparisons = new ArrayList<>();
        for (Asked each : asked.values()) {
            confidence = Math.max(confidence, each.confidence);
            margin = Math.max(margin, each.margin);
            comparisons.addAll(each.comparisons);
        }
        if (comparisons.isEmpty()) return Map.of();
        var judgements = Claim.judge(comparisons, new Terms(confidence, margin, false)).iterator();
        Map<ClaimBlock, Ruling> rulings = new LinkedHashMap<>();
        asked.forEach((claim, each) -> {
            List<Judgement> own = new ArrayList<>();
            each.comparisons.forEach(_ -> own.add(judgements.next()));
            rulings.put(claim, ruling(each.kind, own));
        });
        return rulings;
    }

    /// The results that a claim compares, each once.
    public List<JmhResult> results(ClaimBlock claim) throws IOException, RefusedException {
        List<JmhResult> results = new ArrayList<>();
        for (Claim comparison : asked(claim).comparisons) {
            results.add(comparison.subject());
            results.add(comparison.than());
        }
        return results.stream().distinct().toList();
    }

    // --- The claims ---

    private Asked asked(ClaimBlock claim) throws IOException, RefusedException {
        ClaimKind kind = ClaimKind.named(claim.kind()).orElseThrow();
        List<Subject> chain = new ArrayList<>();
        switch (kind) {
            case FASTER -> {
                chain.add(evidence.subject(claim, "subject"));
                chain.add(evidence.subject(claim, "than"));
            }
            case EQUIVALENT -> {
                chain.add(evidence.subject(claim, "subject"));
                chain.add(evidence.subject(claim, "to"));
            }
            default -> {
                for (String name : order(claim)) {
                    chain.add(evidence.subject(name, "order"));
                }
            }
        }
        Double factor = factor(claim);
        double confidence = confidence(claim);
        Map<?, ?> where = where(claim);
        BenchFile file = file(claim);
        double margin = 0;
        List<Claim> comparisons = new ArrayList<>();
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (chain.get(i).equals(chain.get(i + 1))) {
                throw RefusedException.key(
                        kind == ClaimKind.ORDERING ? "order" : "subject",
                        chain.get(i) + " is compared with itself.",
                        "Name two different strategies.");
            }
            var pair = file.pair(chain.get(i), chain.get(i + 1), where);
            file.checkCorrect(chain.get(i));
            if (kind == ClaimKind.EQUIVALENT) file.checkCorrect(chain.get(i + 1));
            margin = pair.margin();
            comparisons.add(new Claim(pair.subject(), pair.than(), factor));
        }
        return new Asked(kind, comparisons, margin, confidence);
    }

    private BenchFile file(ClaimBlock claim) throws IOException, RefusedException {
        String name = claim.text("evidence");
        BenchFile known = files.get(name);
        if (known != null) return known;
        BenchFile file = BenchFile.read(evidence, name);
        files.put(name, file);
        return file;
    }

    private static List<String> order(ClaimBlock claim) throws RefusedException {
        Yaml.Field field = claim.fields().get("order");
        if (field != null
                && field.value() instanceof List<?> list
                && list.size() >= 2
                && list.size() <= 20) {
            return list.stream().map(String::valueOf).toList();
        }
        throw RefusedException.key(
                "order",
                "'order' must be a list of two to twenty strategies, the fastest first.",
                "Write it as 'order: [cow, rwlock, synchronized]'.");
    }

    private static Map<?, ?> where(ClaimBlock claim) throws RefusedException {
        Yaml.Field field = claim.fields().get("where");
        if (field == null) return Map.of();
        if (field.value() instanceof Map<?, ?> map) return map;
        throw RefusedException.key(
                "where",
                "'where' must name the conditions of the measurement.",
                "Write it as 'where: {members: 64, threads: 2, churn: \"0\"}'.");
    }

    private static @Nullable Double factor(ClaimBlock claim) throws RefusedException {
        if (!claim.has("by_at_least")) return null;
        return Numeral.of(claim.text("by_at_least"))
                .map(Numeral::value)
                .filter(value -> value > 0 && value < 1e6)
                .orElseThrow(() ->
                        RefusedException.key(
                                "by_at_least",
                                "'by_at_least' must be a factor, such as 1.5.",
                                "It says how many times as fast the subject is at least."));
    }

    private static double confidence(ClaimBlock claim) throws RefusedException {
        if (!claim.has("confidence")) return LEAST_CONFIDENCE;
        return Numeral.of(claim.text("confidence"))
                .map(Numeral::value)
                .filter(value -> value >= LEAST_CONFIDENCE && value <= 0.9999)
                .orElseThrow(() ->
                        RefusedException.key(
                                "confidence",
                                "'confidence' must be between 0.95 and 0.9999.",
                                "Leave it out: 0.95 is usual."));
    }

    // --- The rulings ---

    private static Ruling ruling(ClaimKind kind, List<Judgement> judgements) {
        List<Quantity> quantities = new ArrayList<>();
        judgements.forEach(judgement -> quantities.addAll(quantities(judgement)));
        String expected = expected(kind, judgements);
        Judgement decisive = decisive(kind, judgements);
        String actual = sentences(judgements);
        ClaimVerdict verdict = verdict(kind, decisive);
        boolean isEarned =
                verdict
                        == (kind == ClaimKind.EQUIVALENT
                                ? ClaimVerdict.EQUIVALENT
                                : ClaimVerdict.SUPPORTED);
        if (isEarned) {
            return new Ruling(
                    verdict, true, false, actual + ".", null, expected, actual, quantities);
        }
        return Ruling.against(verdict, why(kind, decisive) + ".", help(decisive), expected, actual)
                .with(quantities);
    }

    /// The step that decides about a chain: one that is refuted refutes it, whatever else is open.
    private static Judgement decisive(ClaimKind kind, List<Judgement> judgements) {
        List<ClaimVerdict> order =
                List.of(
                        ClaimVerdict.CONTRADICTED,
                        ClaimVerdict.INADMISSIBLE,
                        ClaimVerdict.EQUIVALENT,
                        ClaimVerdict.INCONCLUSIVE,
                        ClaimVerdict.SUPPORTED);
        Judgement decisive = judgements.getFirst();
        for (Judgement each : judgements) {
            if (order.indexOf(verdict(kind, each)) < order.indexOf(verdict(kind, decisive))) {
                decisive = each;
            }
        }
        return decisive;
    }

    private static ClaimVerdict verdict(ClaimKind kind, Judgement judgement) {
        boolean isOtherwise =
                kind == ClaimKind.EQUIVALENT && judgement.verdict() == ClaimVerdict.SUPPORTED;
        return isOtherwise ? ClaimVerdict.CONTRADICTED : judgement.verdict();
    }

    private static String why(ClaimKind kind, Judgement judgement) {
        String margin = Texts.percent(judgement.margin());
        return switch (verdict(kind, judgement)) {
            case CONTRADICTED -> judgement.sentence();
            case EQUIVALENT ->
                    "They are as fast as one another, within "
                            + margin
                            + ": "
                            + judgement.sentence();
            case INCONCLUSIVE -> "The measurements leave it open: " + judgement.sentence();
            case INADMISSIBLE -> {
                Objection first = judgement.objections().getFirst();
                int more = judgement.objections().size() - 1;
                yield "The file's %s: %s%s"
                        .formatted(
                                first.field(),
                                Texts.cut(first.reason(), 200),
                                more > 0 ? " (and " + more + " more objections)" : "");
            }
            case SUPPORTED, NOT_RUN -> judgement.sentence();
        };
    }

    private static String help(Judgement judgement) {
        return switch (judgement.verdict()) {
            case SUPPORTED, CONTRADICTED ->
                    "Claim what the interval shows, or measure under other conditions.";
            case EQUIVALENT -> "Claim 'equivalent'.";
            case INCONCLUSIVE -> {
                Integer minutes = judgement.minutesNeeded();
                yield judgement.forksNeeded() == null
                        ? "More forks would not settle it; say that it is open, or claim less."
                        : "Measure %slonger (lab bench --time), or on a quiet machine; or say that it is open."
                                .formatted(minutes == null ? "" : "about " + minutes + " min ");
            }
            case INADMISSIBLE, NOT_RUN ->
                    "To do instead: " + judgement.objections().getFirst().remedy() + ".";
        };
    }

    private static String expected(ClaimKind kind, List<Judgement> judgements) {
        List<String> parts = new ArrayList<>();
        for (Judgement judgement : judgements) {
            Claim claim = judgement.claim();
            String pair =
                    claim.subject().contestant()
                            + (kind == ClaimKind.EQUIVALENT ? " as fast as " : " faster than ")
                            + claim.than().contestant();
            String by =
                    claim.byAtLeast() != null
                            ? ", at least " + Texts.digits(claim.byAtLeast()) + " times as fast"
                            : kind == ClaimKind.EQUIVALENT
                                    ? ", within " + Texts.percent(judgement.margin())
                                    : ", by more than " + Texts.percent(judgement.margin());
            parts.add(Texts.cut(pair, 200) + by);
        }
        return String.join("; ", parts);
    }

    private static String sentences(List<Judgement> judgements) {
        return String.join(
                "; ", judgements.stream().map(j -> Texts.cut(j.sentence(), 300)).toList());
    }

    // --- The figures that a sentence may give ---

    private static List<Quantity> quantities(Judgement judgement) {
        List<Quantity> found = new ArrayList<>();
        Ratio ratio = judgement.ratio();
        Interval interval = judgement.interval();
        if (ratio != null && interval != null) {
            ratio(found, ratio.estimate());
            interval(found, interval);
            // lab bench judges all pairs of its run, and so at other confidences than a report.
            for (int pairs = 1; pairs <= 10; pairs++) {
                interval(found, ratio.interval(1 - (1 - LEAST_CONFIDENCE) / pairs));
            }
            found.add(Quantity.number(ratio.forks()));
            found.add(Quantity.number(ratio.others()));
        }
        found.add(Quantity.share(judgement.margin()));
        result(found, judgement.claim().subject());
        result(found, judgement.claim().than());
        return found;
    }

    private static void interval(List<Quantity> found, Interval interval) {
        ratio(found, interval.low());
        ratio(found, interval.high());
        found.add(Quantity.share(interval.confidence()));
    }

    /// As a factor either way, and as "so much per cent faster" or "slower".
    private static void ratio(List<Quantity> found, double ratio) {
        found.add(Quantity.share(ratio));
        found.add(Quantity.number(1 / ratio));
        found.add(Quantity.share(ratio - 1));
        found.add(Quantity.share(1 / ratio - 1));
    }

    private static void result(List<Quantity> found, JmhResult result) {
        JmhResult.Metric metric = result.primaryMetric();
        List<Double> values = new ArrayList<>(List.of(metric.score(), metric.scoreError()));
        values.addAll(metric.scoreConfidence());
        values.addAll(result.forkMeans());
        for (double value : values) {
            for (double scale : scales(metric.scoreUnit())) {
                found.add(Quantity.number(value * scale));
            }
        }
        if (metric.score() != 0) {
            found.add(Quantity.share(metric.scoreError() / metric.score()));
        }
        found.add(Quantity.number(result.measurementIterations()));
        found.add(Quantity.number(result.warmupIterations()));
        found.add(Quantity.number(result.threads()));
        result.conditions()
                .values()
                .forEach(value ->
                        Numeral.in(value).forEach(n -> found.add(Quantity.number(n.value()))));
    }

    /// The same value per second, and per smaller unit.
    private static List<Double> scales(String unit) {
        return switch (unit.replaceFirst("^ops/", "").replaceFirst("/op$", "")) {
            case "ns" -> List.of(1.0, 1e9, 1e-3, 1e-6, 1e-9);
            case "us" -> List.of(1.0, 1e6, 1e3, 1e-3, 1e-6);
            case "ms" -> List.of(1.0, 1e3, 1e6, 1e-3);
            default -> List.of(1.0, 1e-3, 1e-6);
        };
    }
}
