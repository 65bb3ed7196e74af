package chatlab.coursework.race;

import chatlab.coursework.lab.LabTools;
import chatlab.evidence.race.RaceVerdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The grader's own race of a strategy.
///
/// The engine decides, because its answer is the same on every machine. Race tests decide only what
/// the engine could not. If staff ask for them in any case, what they see beyond the engine is a
/// note, and costs no points.
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
    /// @param sha256 of the source
    /// @param guarantees that the rubric asks for
    public record Entrant(Path folder, String strategy, String sha256, List<String> guarantees) {}

    /// Races a strategy.
    ///
    /// @param tools that lock it up
    /// @param alwaysStress whether race tests run even if the engine has decided
    public static Racing of(LabTools tools, Entrant entrant, boolean alwaysStress)
            throws IOException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        var engine = run(tools, entrant, "--engine-only", "engine", files);
        boolean isOpen = engine.isOpen(entrant.guarantees);
        if (!isOpen && !alwaysStress) return new Racing(engine, files, List.of());
        var stress = run(tools, entrant, "--quick", "race", files);
        var result = isOpen ? engine.completedBy(stress) : engine;
        return new Racing(result, files, beyond(result, stress));
    }

    /// Runs `lab race`, and once more if a second run may come to a result.
    private static RaceResult run(
            LabTools tools, Entrant entrant, String how, String name, Map<String, String> files)
            throws IOException, InterruptedException {
        var arguments =
                List.of(
                        "race",
                        "--strategy",
                        entrant.strategy,
                        how,
                        "--guarantee",
                        String.join(",", entrant.guarantees),
                        "--json");
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
