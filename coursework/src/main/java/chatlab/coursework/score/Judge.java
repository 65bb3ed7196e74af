package chatlab.coursework.score;

import chatlab.coursework.race.RaceResult;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Verdict;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.rubric.Requirement;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade.Result;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns what was found out about a submission into points. Pure functions: all that may vary from
/// run to run has been decided before.
public final class Judge {
    private static final double HONEST = 0.75;
    private static final double INADMISSIBLE = 0.25;
    private static final int FINDINGS_SHOWN = 5;

    private final Rubric rubric;

    public Judge(Rubric rubric) {
        this.rubric = rubric;
    }

    /// Nothing, with the same denominator, for a submission that was not even looked at.
    public Result nothing(Criterion criterion, String verdict, String why, @Nullable String help) {
        return result(criterion, 0, verdict, why, help, null, null, false);
    }

    /// @param race null: it was not run, for a gate was shut
    public Result race(Criterion.Race criterion, @Nullable RaceResult race) {
        var expected = String.join(", ", criterion.guarantees()) + " declared, and not seen broken";
        if (race == null) {
            return result(
                    criterion,
                    0,
                    "NOT_RUN",
                    "The code was not run: a gate is shut.",
                    "See the gates above.",
                    expected,
                    "not run",
                    false);
        }
        if (race.trouble() != null) {
            return result(
                    criterion,
                    0,
                    "NOT_RUN",
                    "The grader's race came to no result: " + race.trouble(),
                    "A marker decides, or grades again on a quieter machine.",
                    expected,
                    "no result",
                    true);
        }
        var broken = new ArrayList<String>();
        var open = new ArrayList<String>();
        var undeclared = new ArrayList<String>();
        for (var guarantee : criterion.guarantees()) {
            switch (race.verdicts().getOrDefault(guarantee, "NOT RUN")) {
                case "HELD" -> {
                    if (!race.declared().contains(guarantee)) undeclared.add(guarantee);
                }
                case "BROKEN" -> broken.add(guarantee);
                default -> open.add(guarantee);
            }
        }
        // A call that never returns keeps no promise, and may leave the others without a verdict.
        if ("BROKEN".equals(race.verdicts().get("LIVENESS"))) broken.add("LIVENESS");
        if (!broken.isEmpty()) {
            var list = String.join(", ", broken);
            return result(
                    criterion,
                    0,
                    "BROKEN",
                    "The grader raced your strategy, and saw broken: " + list + ".",
                    "lab race --strategy %s --verbose shows how often and how; lab step --strategy %s --search looks for the order of steps."
                            .formatted(rubric.strategy(), rubric.strategy()),
                    expected,
                    "broken: " + list,
                    false);
        }
        if (!open.isEmpty()) {
            var list = String.join(", ", open);
            return result(
                    criterion,
                    0,
                    "NOT_RUN",
                    "The grader's race gave no verdict on %s%s."
                            .formatted(list, race.why().isEmpty() ? "" : ": " + race.why()),
                    "lab race --strategy %s says why.".formatted(rubric.strategy()),
                    expected,
                    "no verdict: " + list,
                    true);
        }
        if (!undeclared.isEmpty()) {
            var list = String.join(", ", undeclared);
            return result(
                    criterion,
                    0,
                    "NOT_DECLARED",
                    "Your strategy does not promise " + list + ".",
                    "Add it to the guarantees of @Strategy.",
                    expected,
                    "not declared: " + list,
                    false);
        }
        return result(
                criterion,
                criterion.points(),
                "HELD",
                "The grader raced your strategy: %s held."
                        .formatted(String.join(", ", criterion.guarantees())),
                null,
                expected,
                "held",
                false);
    }

    public Result witness(Criterion.Witness criterion, CheckedReport report) {
        var wanted =
                "a witness%s%s that replays"
                        .formatted(
                                criterion.subject() == null ? "" : " for " + criterion.subject(),
                                criterion.guarantee() == null
                                        ? ""
                                        : " against " + criterion.guarantee());
        var candidates =
                report.claims().stream()
                        .filter(claim -> claim.kind().equals("witness"))
                        .filter(claim -> fits(criterion.subject(), claim.values().get("subject")))
                        .filter(claim ->
                                fits(criterion.guarantee(), claim.values().get("guarantee")))
                        .toList();
        var best = candidates.stream().filter(CheckedClaim::earned).findFirst();
        if (best.isPresent()) {
            return ofClaim(criterion, criterion.points(), best.get());
        }
        if (!candidates.isEmpty()) return ofClaim(criterion, 0, candidates.getFirst());
        return result(
                criterion,
                0,
                "ABSENT",
                "The report claims no such witness.",
                "Find one with lab step --search --save FILE, and claim it with kind: witness.",
                wanted,
                "no claim",
                false);
    }

    private boolean fits(@Nullable String wanted, @Nullable Object claimed) {
        return wanted == null || wants(wanted).equals(String.valueOf(claimed));
    }

    /// `own` is the student's strategy.
    private String wants(Object value) {
        var text = String.valueOf(value);
        return text.equals("own") && rubric.strategy() != null ? rubric.strategy() : text;
    }

    public Result claim(Criterion.Claim criterion, CheckedReport report) {
        var candidates = candidates(criterion, report);
        var best = best(criterion, report).orElse(null);
        if (best == null) {
            return result(
                    criterion,
                    0,
                    "ABSENT",
                    "The report makes no such claim.",
                    "Add it as a claim block to the Results, with its evidence.",
                    "a claim with " + words(criterion.claim()),
                    "no claim",
                    false);
        }
        double points = share(best) * criterion.points();
        var over = candidates.stream().filter(CheckedClaim::overclaim).findFirst();
        if (over.isPresent()) points = Math.max(0, points - criterion.points() / 2);
        return ofClaim(criterion, points, over.orElse(best));
    }

    private List<CheckedClaim> candidates(Criterion.Claim criterion, CheckedReport report) {
        return report.claims().stream()
                .filter(claim -> holds(criterion.claim(), withKind(claim)))
                .toList();
    }

    /// The claim that earns most, of those that a criterion asks for.
    public Optional<CheckedClaim> best(Criterion.Claim criterion, CheckedReport report) {
        return candidates(criterion, report).stream().max(Comparator.comparingDouble(Judge::share));
    }

    private static Map<String, Object> withKind(CheckedClaim claim) {
        var values = new HashMap<>(claim.values());
        values.put("kind", claim.kind());
        return values;
    }

    private static double share(CheckedClaim claim) {
        if (claim.earned()) return 1;
        return switch (claim.verdict()) {
            case INCONCLUSIVE -> HONEST;
            case INADMISSIBLE -> INADMISSIBLE;
            case SUPPORTED, EQUIVALENT, CONTRADICTED, NOT_RUN -> 0;
        };
    }

    /// Whether a claim has all that is wanted; of a mapping, some of it may be wanted, and for a
    /// plain value any of several.
    private boolean holds(Map<?, ?> wanted, Map<?, ?> claimed) {
        return wanted.entrySet().stream()
                .allMatch(entry -> holds(entry.getValue(), claimed.get(entry.getKey())));
    }

    private boolean holds(@Nullable Object wanted, @Nullable Object claimed) {
        if (wanted instanceof Map<?, ?> map) {
            return claimed instanceof Map<?, ?> other && holds(map, other);
        }
        if (wanted instanceof List<?> list && !(claimed instanceof List<?>)) {
            return list.stream().anyMatch(any -> holds(any, claimed));
        }
        if (wanted instanceof List<?> list) {
            return claimed instanceof List<?> other
                    && list.stream()
                            .map(String::valueOf)
                            .toList()
                            .equals(other.stream().map(String::valueOf).toList());
        }
        return claimed != null && wants(String.valueOf(wanted)).equals(String.valueOf(claimed));
    }

    private static String words(Map<String, Object> claim) {
        return claim.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Result ofClaim(Criterion criterion, double points, CheckedClaim claim) {
        var verdict =
                claim.overclaim() && claim.verdict() != Verdict.CONTRADICTED
                        ? claim.verdict() + ", OVERCLAIMED"
                        : claim.verdict().toString();
        return result(
                criterion,
                points,
                verdict,
                claim.id() + ": " + claim.rationale(),
                claim.help(),
                claim.expected(),
                claim.actual(),
                false);
    }

    public Result report(Criterion.Report criterion, CheckedReport report) {
        var broken = new ArrayList<Requirement>();
        var findings = new ArrayList<Finding>();
        for (var requirement : criterion.requires()) {
            var against = report.findings().stream().filter(requirement::isBrokenBy).toList();
            if (against.isEmpty()) continue;
            broken.add(requirement);
            against.stream().filter(each -> !findings.contains(each)).forEach(findings::add);
        }
        int met = criterion.requires().size() - broken.size();
        double points = criterion.points() * met / criterion.requires().size();
        var expected =
                criterion.requires().stream()
                        .map(Requirement::meaning)
                        .collect(Collectors.joining("; "));
        if (broken.isEmpty()) {
            return result(
                    criterion,
                    points,
                    "MET",
                    sentence(expected),
                    null,
                    expected,
                    "all of it",
                    false);
        }
        var actual =
                findings.stream()
                        .limit(FINDINGS_SHOWN)
                        .map(each ->
                                (each.line() > 0 ? "line " + each.line() + ": " : "") + each.what())
                        .collect(Collectors.joining("\n"));
        int more = findings.size() - FINDINGS_SHOWN;
        return result(
                criterion,
                points,
                met == 0 ? "NOT_MET" : "PARTLY_MET",
                "Not met: "
                        + broken.stream().map(Requirement::key).collect(Collectors.joining(", "))
                        + ".",
                "lab report check shows each finding with its line.",
                expected,
                actual + (more > 0 ? "\nand %d more".formatted(more) : ""),
                false);
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    public Result human(Criterion.Human criterion) {
        var where = criterion.lookAt() == null ? "the report" : "the section " + criterion.lookAt();
        return result(
                criterion,
                0,
                "OPEN",
                "A marker reads " + where + " and decides.",
                null,
                criterion.levels().stream()
                        .map(level -> Points.text(level.points()) + ": " + level.text())
                        .collect(Collectors.joining("\n")),
                null,
                true);
    }

    /// The same grade with the decisions of people in it.
    public Grade marked(Grade grade, Marks marks) {
        var results = new ArrayList<Result>();
        var flags = new ArrayList<>(grade.flags());
        for (int i = 0; i < rubric.criteria().size(); i++) {
            var criterion = rubric.criteria().get(i);
            var automatic = grade.criteria().get(i);
            var mark = marks.byCriterion().get(criterion.id());
            results.add(mark == null ? automatic : marked(criterion, automatic, mark));
            if (mark != null && !(criterion instanceof Criterion.Human)) {
                flags.add("a marker has overruled the grader in " + criterion.id());
            }
        }
        return new Grade(
                grade.schema(),
                grade.submission(),
                grade.lab(),
                grade.rubric(),
                grade.inputs(),
                grade.tools(),
                grade.students(),
                grade.gates(),
                results,
                Points.round(results.stream().mapToDouble(Result::score).sum()),
                grade.max(),
                results.stream().filter(Result::needsHuman).map(Result::id).toList(),
                flags);
    }

    /// A criterion that a person has decided.
    private Result marked(Criterion criterion, Result automatic, Marks.Mark mark) {
        var level =
                criterion instanceof Criterion.Human human
                        ? human.levels().stream()
                                .filter(each -> each.points() == mark.points())
                                .map(Criterion.Level::text)
                                .findFirst()
                        : Optional.<String>empty();
        var words = new ArrayList<String>();
        level.ifPresent(words::add);
        if (mark.note() != null) words.add(mark.note());
        if (!(criterion instanceof Criterion.Human)) {
            words.add(
                    "The grader had given %s (%s): %s"
                            .formatted(
                                    Points.text(automatic.score()),
                                    automatic.verdict(),
                                    automatic.why()));
        }
        return result(
                criterion,
                mark.points(),
                "MARKED",
                words.isEmpty() ? "Decided by a marker." : String.join(" ", words),
                null,
                automatic.expected(),
                null,
                false);
    }

    private static Result result(
            Criterion criterion,
            double score,
            String verdict,
            String why,
            @Nullable String help,
            @Nullable String expected,
            @Nullable String actual,
            boolean needsHuman) {
        return new Result(
                criterion.id(),
                criterion.title(),
                criterion.kind(),
                Points.round(score),
                criterion.points(),
                verdict,
                why,
                help,
                expected,
                actual,
                needsHuman);
    }
}
