package chatlab.coursework.race;

import static java.util.stream.Collectors.toSet;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.rubric.Tool;
import chatlab.evidence.race.LineRanges;
import chatlab.evidence.race.RaceVerdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The grader's own race of a strategy.
///
/// The engine decides, because its answer is the same on every machine. Race tests decide only what
/// the engine could not. If staff ask for them in any case, what they see beyond the engine is a
/// note, and costs no points. So is what a run in the chat shows.
///
/// @param files names and contents, to keep beside the grade
/// @param notes for staff
public record Racing(RaceResult result, Map<String, String> files, List<String> notes) {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int MOST_RUNS = 2;

    /// Who is raced.
    ///
    /// @param folder holds the source and nothing else
    /// @param strategy path of the source in the folder
    /// @param tool tries it
    /// @param sha256 of the source
    /// @param guarantees that the rubric asks for
    public record Entrant(
            Path folder, String strategy, Tool tool, String sha256, List<String> guarantees) {}

    /// What staff ask for beyond the engine's answer. It leaves notes and changes no points.
    ///
    /// @param stress whether race tests run even if the engine has decided
    /// @param chat when a strategy that held is tried in a chat
    /// @param given texts that every student got: their lines need no note
    public record Extras(boolean stress, ChatWhen chat, List<String> given) {}

    /// Races a strategy.
    ///
    /// @param tools that lock it up
    public static Racing of(LabTools tools, Entrant entrant, Extras extras)
            throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        var notes = new ArrayList<String>();
        var result =
                run(
                        tools,
                        entrant,
                        entrant.tool.arguments(entrant.strategy, entrant.guarantees),
                        "engine",
                        files);
        // An order without threads leaves nothing to race tests and chats.
        if (entrant.tool == Tool.ORDER) return new Racing(result, files, notes);
        boolean isOpen = result.isOpen(entrant.guarantees);
        if (isOpen || extras.stress) {
            var stress =
                    run(
                            tools,
                            entrant,
                            Tool.quickRace(entrant.strategy, entrant.guarantees),
                            "race",
                            files);
            if (isOpen) result = result.completedBy(stress);
            notes.addAll(beyond(result, stress));
        }
        if (result.isWhole()) {
            var notRun = notRun(result, entrant, extras.given);
            boolean isDoubtful = !notRun.isEmpty() || !result.isExhausted(entrant.guarantees);
            if (extras.chat == ChatWhen.ALWAYS
                    || (extras.chat == ChatWhen.DOUBTFUL && isDoubtful)) {
                var chat = ChatCheck.of(tools, entrant, result);
                files.putAll(chat.files());
                notes.addAll(chat.differences());
            }
            notes.addAll(notRun);
        }
        return new Racing(result, files, notes);
    }

    /// Code that the engine never ran may do anything.
    private static List<String> notRun(RaceResult result, Entrant entrant, List<String> given)
            throws IOException {
        if (!result.isExhausted(entrant.guarantees) || result.linesNotRun().isEmpty()) {
            return List.of();
        }
        Set<String> known =
                given.stream().flatMap(String::lines).map(String::strip).collect(toSet());
        var source = Files.readAllLines(entrant.folder.resolve(entrant.strategy));
        var lines =
                result.linesNotRun().stream()
                        .filter(line -> line <= source.size())
                        .filter(line -> !known.contains(source.get(line - 1).strip()))
                        .toList();
        return lines.isEmpty()
                ? List.of()
                : List.of(
                        "The engine never ran some code of the lines %s, so its verdict says nothing about it. Often that is the handling of errors; read them."
                                .formatted(LineRanges.text(lines)));
    }

    /// Runs a tool, and once more if a second run may come to a result.
    private static RaceResult run(
            LabTools tools,
            Entrant entrant,
            List<String> arguments,
            String name,
            Map<String, String> files)
            throws IOException, InterruptedException {
        for (int run = 1; ; run++) {
            var outcome = tools.run(arguments, entrant.folder, LIMIT);
            files.put(name + "-" + run + ".json", outcome.output());
            files.put(name + "-" + run + ".err", outcome.errors());
            var result = RaceResult.of(outcome, entrant.sha256);
            if (run == MOST_RUNS || !result.mayDiffer()) return result;
        }
    }

    /// What race tests saw, and the engine did not.
    ///
    /// @param result that counts
    private static List<String> beyond(RaceResult result, RaceResult stress) {
        if (stress.trouble() != null) {
            return List.of("The race tests gave no result: " + stress.trouble());
        }
        return stress.rows().stream()
                .filter(row -> row.verdict() == RaceVerdict.BROKEN)
                .filter(row -> row.declared() && result.broken(row.guarantee()).isEmpty())
                .map(row ->
                        "Race tests on this machine saw %s broken, in %,d of %,d samples; the engine did not. No points are lost for it: read the code. %s"
                                .formatted(
                                        row.guarantee(),
                                        row.violations(),
                                        row.samples(),
                                        row.note()))
                .toList();
    }
}
