package chatlab.races.verdict;

import static java.util.stream.Collectors.groupingBy;

import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.RaceReport;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// The data races as sentences. Pure functions.
final class DataRaceText {
    /// So many variables are shown unless the user asks for all.
    private static final int SHOWN = 3;

    private DataRaceText() {}

    /// What people should know of the data races; empty if there are none, or if the engine has not
    /// looked for them.
    ///
    /// @param isVerbose whether to name every variable, and every pair of places
    static Optional<String> of(RaceReport report, boolean isVerbose) {
        var races = report.races();
        if (races == null || races.isEmpty()) return Optional.empty();
        var byVariable =
                races.stream()
                        .collect(
                                groupingBy(
                                        EngineRace::variable,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        var text = new StringJoiner("\n");
        byVariable.values().stream()
                .limit(isVerbose ? Long.MAX_VALUE : SHOWN)
                .forEach(pairs -> text.add(of(pairs, isVerbose)));
        int hidden = byVariable.size() - SHOWN;
        if (!isVerbose && hidden > 0) {
            text.add("%d more variable%s (--verbose).".formatted(hidden, hidden == 1 ? "" : "s"));
        }
        return Optional.of(text.add("A data race need not break a promise.").toString());
    }

    private static String of(List<EngineRace> pairs, boolean isVerbose) {
        var first = pairs.getFirst();
        int others = pairs.size() - 1;
        if (isVerbose && others > 0) {
            return "%s: nothing orders these. To order them, %s.\n%s"
                    .formatted(
                            first.variable(),
                            remedy(first),
                            pairs.stream()
                                    .map(race -> "  " + pair(race))
                                    .collect(Collectors.joining("\n")));
        }
        return "%s: nothing orders %s%s. To order them, %s."
                .formatted(
                        first.variable(),
                        pair(first),
                        others == 0 ? "" : more(others),
                        remedy(first));
    }

    private static String more(int others) {
        return " (and %d more pair%s of places)".formatted(others, others == 1 ? "" : "s");
    }

    static String pair(EngineRace race) {
        return side(race.one()) + " and " + side(race.other());
    }

    private static String side(EngineRace.Side side) {
        return "%s's %s at %s"
                .formatted(side.thread(), side.write() ? "write" : "read", side.place());
    }

    /// What makes one access happen-before the other, and so removes the data race.
    private static String remedy(EngineRace race) {
        return switch (race.kind()) {
            case FIELD -> "make it volatile, or hold one lock at both places";
            case ELEMENT ->
                    "hold one lock at both places; if the array is complete before others can see"
                            + " it, publish it through a volatile field";
            case PLAIN_MODE -> "use a stronger mode than plain at both places";
            case COLLECTION ->
                    "hold one lock at both places, or use a collection of java.util.concurrent";
        };
    }
}
