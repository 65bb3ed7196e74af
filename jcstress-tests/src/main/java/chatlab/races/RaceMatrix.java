package chatlab.races;

import chatlab.races.RaceReport.Row;

import java.util.List;
import java.util.stream.Collectors;

/// Strategies against guarantees, as measured. Pure functions.
final class RaceMatrix {
    static final String LEGEND =
            "+ promised and held   ! promised and broken   - not promised, and seen broken\n"
                    + ". not promised, not seen broken   ? not run";

    private RaceMatrix() {}

    static String text(List<Race> races) {
        int width = races.stream().mapToInt(race -> name(race).length()).max().orElse(0);
        var header =
                races.stream()
                        .limit(1)
                        .flatMap(race -> race.report().results().stream())
                        .map(row -> "%4s".formatted(code(row.guarantee())))
                        .collect(Collectors.joining());
        var lines =
                races.stream()
                        .map(race -> ("%-" + width + "s").formatted(name(race)) + marks(race))
                        .collect(Collectors.joining("\n"));
        return " ".repeat(width) + header + "\n" + lines + "\n\n" + LEGEND + "\n" + strays(races);
    }

    private static String marks(Race race) {
        var marks =
                race.report().results().stream()
                        .map(row -> "%4s".formatted(mark(row) + " "))
                        .collect(Collectors.joining());
        return race.isAsTheCatalogueSays() ? marks : marks + "  <-";
    }

    /// The first letters, as `lab strategies` has them.
    static String code(String guarantee) {
        return guarantee.substring(0, 3);
    }

    static String mark(Row row) {
        return switch (row.verdict()) {
            case HELD -> row.declared() ? "+" : ".";
            case BROKEN -> row.declared() ? "!" : "-";
            case NOT_RUN -> "?";
        };
    }

    /// Whether all is as the catalogue says, in a sentence.
    private static String strays(List<Race> races) {
        var strays =
                races.stream()
                        .filter(race -> !race.isAsTheCatalogueSays())
                        .map(RaceMatrix::name)
                        .toList();
        return strays.isEmpty()
                ? "All %d are as the catalogue says.\n".formatted(races.size())
                : "Not as the catalogue says (<-): " + String.join(", ", strays) + ".\n";
    }

    private static String name(Race race) {
        return race.report().strategy().name();
    }
}
