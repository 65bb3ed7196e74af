package chatlab.races.verdict;

import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// The findings about a source file as editors read them: `FILE:LINE: error: TEXT`, as compilers
/// print them. Pure functions.
public final class RaceProblems {
    /// A place as the engine writes it, such as `Mine.join:31`.
    private static final Pattern PLACE = Pattern.compile("\\b(\\w+)\\.[\\w$<>]+:(\\d+)");

    private RaceProblems() {}

    /// One line for each broken guarantee and each data race.
    ///
    /// @param file the source, as the user has named it
    public static List<String> of(Race race, Path file) {
        var lines = new LinkedHashSet<String>();
        var name = race.entry().className();
        var type = name.substring(name.lastIndexOf('.') + 1);
        var source = race.entry().source().orElse("");
        for (var row : race.report().results()) {
            if (row.verdict() != RaceVerdict.BROKEN) continue;
            var steps = race.witnesses().getOrDefault(row.guarantee(), List.of());
            int line = lastPlace(steps, type);
            lines.add(
                    "%s:%d: %s: %s is broken%s"
                            .formatted(
                                    file,
                                    line > 0 ? line : declaration(source, type),
                                    row.declared() ? "error" : "warning",
                                    row.guarantee(),
                                    what(row)));
        }
        lines.addAll(dataRaces(race, file, type));
        return new ArrayList<>(lines);
    }

    /// One line for each variable at each place, however many other places race with it.
    private static Collection<String> dataRaces(Race race, Path file, String type) {
        var lines = new LinkedHashMap<String, String>();
        var races = race.report().races();
        for (var each : races == null ? List.<EngineRace>of() : races) {
            int line = lastPlace(List.of(each.one().place()), type);
            if (line == 0) continue;
            lines.putIfAbsent(
                    line + " " + each.variable(),
                    "%s:%d: info: data race on %s: nothing orders %s"
                            .formatted(file, line, each.variable(), DataRaceText.pair(each)));
        }
        return lines.values();
    }

    private static String what(RaceRow row) {
        var note = row.note().lines().findFirst().orElse("");
        return note.isEmpty() ? "" : ": " + note;
    }

    /// The line of the last step in the source: the one that does the damage. 0: none is there.
    private static int lastPlace(List<String> steps, String type) {
        for (var step : steps.reversed()) {
            int line =
                    PLACE.matcher(step)
                            .results()
                            .filter(place -> place.group(1).equals(type))
                            .mapToInt(place -> Integer.parseInt(place.group(2)))
                            .findFirst()
                            .orElse(0);
            if (line > 0) return line;
        }
        return 0;
    }

    /// The line that declares the class.
    private static int declaration(String source, String type) {
        var declaration =
                Pattern.compile("\\b(class|record|enum)\\s+" + Pattern.quote(type) + "\\b");
        var lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (declaration.matcher(lines.get(i)).find()) return i + 1;
        }
        return 1;
    }
}
