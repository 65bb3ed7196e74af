package chatlab.coursework.check;

import static chatlab.evidence.race.RaceVerdict.BROKEN;
import static chatlab.evidence.race.RaceVerdict.HELD;
import static chatlab.evidence.race.RaceVerdict.NOT_RUN;

import chatlab.coursework.report.Subject;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RacedStrategy;
import chatlab.evidence.race.RuleOfThree;
import chatlab.evidence.race.UnreadableRaceException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The results in a `race.json` for one strategy.
///
/// Several runs (`lab race --repeat`) count as one long run: seen broken once is broken.
///
/// @param name the file's, in the submission
/// @param rows by guarantee
public record RaceRuns(String name, Map<String, RaceRow> rows) {

    /// Reads the runs of a subject from a file.
    public static RaceRuns read(EvidenceFolder evidence, String name, Subject subject)
            throws IOException, RefusedException {
        List<String> others = new ArrayList<>();
        Map<String, List<RaceRow>> runs = new TreeMap<>();
        boolean isFound = false;
        for (RaceReport report : reports(evidence, name)) {
            if (!isAbout(report.strategy(), subject)) {
                others.add(report.strategy().name());
                continue;
            }
            isFound = true;
            evidence.checkSource(
                    subject,
                    report.strategy().sha256(),
                    "'" + name + "' is about",
                    "Run lab race again with the source that you hand in.");
            checkCanary(report, name);
            for (RaceRow row : report.results()) {
                runs.computeIfAbsent(row.guarantee(), _ -> new ArrayList<>()).add(row);
            }
        }
        if (!isFound) {
            throw RefusedException.notRun(
                    "'%s' is about %s, not about %s."
                            .formatted(
                                    name, others.isEmpty() ? "nobody" : shortened(others), subject),
                    "Run lab race --strategy "
                            + subject
                            + " --out evidence/NAME, and name its race.json.");
        }
        Map<String, RaceRow> rows = new TreeMap<>();
        runs.forEach((guarantee, each) -> rows.put(guarantee, asOne(each)));
        return new RaceRuns(name, rows);
    }

    /// The row of a guarantee, which is `HELD` or `BROKEN`.
    public RaceRow row(String guarantee) throws RefusedException {
        RaceRow row = rows.get(guarantee);
        if (row == null) {
            throw RefusedException.notRun(
                    "The run in '" + name + "' did not ask about " + guarantee + ".",
                    "Run lab race without --guarantee, or with --guarantee " + guarantee + ".");
        }
        if (row.verdict() == NOT_RUN) {
            throw RefusedException.notRun(
                    "The run in '"
                            + name
                            + "' has no verdict on "
                            + guarantee
                            + ": it says NOT RUN, which is never a pass.",
                    "See race.html of the run for the reason, and run it again.");
        }
        if (row.isBelowFloor()) {
            throw RefusedException.notRun(
                    "The run in '%s' has %d samples of %s, too few for a verdict: below %d samples the bound is above 3 %%."
                            .formatted(name, row.samples(), guarantee, RuleOfThree.FLOOR),
                    "Run lab race for longer (--time 60s).");
        }
        return row;
    }

    private static List<RaceReport> reports(EvidenceFolder evidence, String name)
            throws IOException, RefusedException {
        try {
            return RaceFile.of(evidence.json(evidence.ofARun(name))).reports();
        } catch (UnreadableRaceException e) {
            throw switch (e.reason()) {
                case NOT_JSON, NOT_A_RACE ->
                        RefusedException.inadmissible(
                                        "'" + name + "' is not a race.json.",
                                        "Name the file that lab race --out left; for timings use a"
                                                + " claim of the kind faster, equivalent or"
                                                + " ordering.")
                                .andAFinding();
                case WRONG_FIGURES ->
                        RefusedException.inadmissible(
                                        "The figures in '%s' do not belong together: %s."
                                                .formatted(name, e.getMessage()),
                                        "Run lab race again with --out, and change nothing in what"
                                                + " it leaves.")
                                .andAFinding();
            };
        }
    }

    /// The rows of several runs on one guarantee, as the row of one long run.
    private static RaceRow asOne(List<RaceRow> runs) {
        RaceRow first = runs.getFirst();
        if (runs.size() == 1) return first;
        RaceRow told =
                runs.stream().filter(run -> run.verdict() == BROKEN).findFirst().orElse(first);
        boolean isBroken = told.verdict() == BROKEN;
        boolean isHeld = runs.stream().allMatch(run -> run.verdict() == HELD);
        boolean isBounded = isHeld && runs.stream().allMatch(run -> run.bound() != null);
        long samples = runs.stream().mapToLong(RaceRow::samples).sum();
        return new RaceRow(
                first.guarantee(),
                first.declared(),
                isBroken ? BROKEN : isHeld ? HELD : NOT_RUN,
                told.cause(),
                samples,
                runs.stream().mapToLong(RaceRow::violations).sum(),
                isBounded ? RuleOfThree.bound(samples) : null,
                runs.stream().flatMap(run -> run.outcomes().stream()).toList(),
                told.note());
    }

    private static String shortened(List<String> names) {
        List<String> known =
                names.stream().map(each -> each.length() > 40 ? "?" : each).distinct().toList();
        return known.size() <= 3 ? String.join(", ", known) : known.size() + " strategies";
    }

    /// A strategy of the catalogue comes as a class; one of a student's may call itself as it
    /// likes.
    private static boolean isAbout(RacedStrategy strategy, Subject subject) {
        String source = strategy.source().replace('\\', '/');
        if (!subject.isOwn()) {
            return strategy.name().equals(subject.name()) && !source.endsWith(".java");
        }
        String file = source.substring(source.lastIndexOf('/') + 1);
        return file.equals(subject.className() + ".java");
    }

    private static void checkCanary(RaceReport report, String name) throws RefusedException {
        if (!report.canary().isSound()) {
            throw RefusedException.inadmissible(
                    "The canary of the run in '"
                            + name
                            + "' failed: it did not catch the planted bug, or its correct twin"
                            + " broke, so none of its verdicts counts.",
                    "Run lab race again on an idle machine, or with --time 60s.");
        }
    }
}
