package chatlab.coursework.learn;

import chatlab.coursework.check.Guarantees;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.learn.Exercise.Fix;
import chatlab.coursework.learn.Exercise.Step;
import chatlab.coursework.rubric.Tool;
import chatlab.evidence.Json;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.UnreadableRaceException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Judges exercises: by the engine, whose answer is the same on every machine, and by replaying
/// schedules.
public final class Tutor {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String WITNESS = "chatlab/witness/2";
    private static final String REPRODUCED = "REPRODUCED";

    private final LabTools tools;
    private final Path workplace;

    /// @param workplace the folder of the exercise's lab
    public Tutor(LabTools tools, Path workplace) {
        this.tools = tools;
        this.workplace = workplace;
    }

    /// What was found about an exercise.
    ///
    /// @param lines for the learner
    public record Verdict(boolean isPassed, List<String> lines) {
        public Verdict {
            lines = List.copyOf(lines);
        }
    }

    /// Compares a prediction with what the engine finds of each promise.
    ///
    /// @param broken the promises that the learner expects to be broken
    /// @throws IOException with a sentence for the user, if one of them is no promise of it
    public Verdict predicted(Exercise.Predict exercise, Collection<String> broken)
            throws IOException, InterruptedException {
        for (var name : broken) {
            if (!Guarantees.isOne(name)) throw new IOException(Guarantees.unknown(name));
        }
        var report = race(exercise.strategy(), List.of());
        var promises =
                report.results().stream()
                        .filter(RaceRow::declared)
                        .filter(row -> !row.guarantee().equals(RaceReport.CONTRACT))
                        .toList();
        var names = promises.stream().map(RaceRow::guarantee).toList();
        for (var name : broken) {
            if (!names.contains(name)) {
                throw new IOException(
                        "%s does not promise '%s'; it promises %s."
                                .formatted(exercise.strategy(), name, String.join(", ", names)));
            }
        }
        var lines = new ArrayList<String>();
        int right = 0;
        for (var row : promises) {
            boolean isBroken = row.verdict() == RaceVerdict.BROKEN;
            boolean isRight = broken.contains(row.guarantee()) == isBroken;
            if (isRight) right++;
            lines.add(
                    "%s  %-20s %s"
                            .formatted(
                                    isRight ? "right" : "wrong",
                                    row.guarantee(),
                                    isBroken ? "broken: " + row.note() : "kept"));
        }
        lines.add(
                "%d of %d right. You learn more from a wrong one.".formatted(right, names.size()));
        return new Verdict(true, lines);
    }

    /// Looks for a saved schedule that breaks the promise when it is replayed.
    public Verdict stepped(Step exercise) throws IOException, InterruptedException {
        var found = new ArrayList<String>();
        for (var file : jsonFiles()) {
            var witness = witness(file);
            if (witness.isEmpty()) continue;
            var shown = witness.get().path("guarantee").asText();
            if (!witness.get().path("strategy").asText().equals(exercise.strategy())) continue;
            if (!shown.equals(exercise.guarantee())) {
                found.add(file.getFileName() + " breaks " + shown + ", which is another promise.");
                continue;
            }
            var replay = replay(file, exercise.strategy());
            if (replay.path("verdict").asText().equals(REPRODUCED)) {
                return new Verdict(
                        true,
                        List.of(file.getFileName() + ": " + replay.path("sentence").asText()));
            }
            found.add(file.getFileName() + " does not replay; record it again.");
        }
        if (found.isEmpty()) {
            found.add(
                    "There is no schedule of %s yet that breaks %s. In lab step, press s to save"
                                    .formatted(exercise.strategy(), exercise.guarantee())
                            + " one when it is broken.");
        }
        return new Verdict(false, found);
    }

    /// Asks the engine whether a source keeps what it must; and as for a grade, the race tests
    /// where the engine has no answer.
    public Verdict fixed(Fix exercise) throws IOException, InterruptedException {
        var outcome =
                tools.run(
                        exercise.tool().arguments(exercise.file(), exercise.guarantees()),
                        workplace,
                        LIMIT);
        Optional<RaceReport> report = report(outcome);
        if (report.isEmpty()) return new Verdict(false, outcome.errors().strip().lines().toList());
        var rows = rows(exercise, report.get());
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var state = isKept(row) ? "kept" : isBroken(row) ? "broken" : "open";
            var note = isKept(row) ? "" : ": " + row.note();
            var declared = row.declared() ? "" : " (declare it in @Strategy)";
            lines.add("%-20s %s%s%s".formatted(row.guarantee(), state, note, declared));
            if (row.engine() != null && row.engine().witness() != null) {
                var witness = row.engine().witness();
                lines.add(
                        "  see it: "
                                + exercise.tool()
                                        .play(
                                                exercise.file(),
                                                witness.program(),
                                                witness.schedule()));
            }
        }
        boolean isPassed = rows.stream().allMatch(row -> isKept(row) && row.declared());
        return new Verdict(isPassed, lines);
    }

    /// What the engine says of each guarantee. If it breaks none, the race tests are asked about
    /// those that it leaves open; `lab order` needs no such help.
    private List<RaceRow> rows(Fix exercise, RaceReport report)
            throws IOException, InterruptedException {
        var rows = new ArrayList<RaceRow>();
        for (var guarantee : exercise.guarantees()) rows.add(report.row(guarantee).orElseThrow());
        if (exercise.tool() == Tool.ORDER || rows.stream().anyMatch(Tutor::isBroken)) return rows;
        for (int i = 0; i < rows.size(); i++) {
            if (!isKept(rows.get(i))) rows.set(i, raced(exercise.file(), rows.get(i)));
        }
        return rows;
    }

    private static boolean isKept(RaceRow row) {
        return row.verdict() == RaceVerdict.HELD;
    }

    private static boolean isBroken(RaceRow row) {
        return row.verdict() == RaceVerdict.BROKEN;
    }

    /// What the race tests say of a guarantee; the engine's answer, if they say nothing.
    private RaceRow raced(String file, RaceRow engine) throws IOException, InterruptedException {
        var words = Tool.quickRace(file, List.of(engine.guarantee()));
        return report(tools.run(words, workplace, LIMIT))
                .flatMap(report -> report.row(engine.guarantee()))
                .orElse(engine);
    }

    private RaceReport race(String strategy, List<String> guarantees)
            throws IOException, InterruptedException {
        var outcome = tools.run(Tool.RACE.arguments(strategy, guarantees), workplace, LIMIT);
        return report(outcome)
                .orElseThrow(() ->
                        new IOException("the engine gave no answer: " + outcome.errors().strip()));
    }

    private static Optional<RaceReport> report(LabTools.Outcome outcome) {
        try {
            var reports = RaceFile.parse(outcome.output()).reports();
            return reports.size() == 1 ? Optional.of(reports.getFirst()) : Optional.empty();
        } catch (UnreadableRaceException _) {
            return Optional.empty();
        }
    }

    private List<Path> jsonFiles() throws IOException {
        try (var files = Files.walk(workplace, 2)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static Optional<JsonNode> witness(Path file) throws IOException {
        try {
            var json = Json.mapper().readTree(Files.readAllBytes(file));
            return Optional.of(json).filter(each -> each.path("schema").asText().equals(WITNESS));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private JsonNode replay(Path file, String strategy) throws IOException, InterruptedException {
        var name = workplace.relativize(file).toString();
        var words = List.of("step", "--play", name, "--strategy", strategy, "--json");
        return Json.mapper().readTree(tools.run(words, workplace, LIMIT).output());
    }
}
