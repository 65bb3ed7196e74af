package chatlab.races;

import chatlab.races.RaceReport.Row;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Strategies against guarantees, as measured. Pure functions.
final class RaceMatrix {
    static final String LEGEND =
            "+ promised and held   ! promised and broken   - not promised, and seen broken\n"
                    + ". not promised, not seen broken   ? not run";

    private RaceMatrix() {}

    /// A line for each strategy: a mark for each guarantee, or, where a strategy ran several times,
    /// in how many of the runs it was broken; at the end, in how many all was as its annotations
    /// say.
    static String text(List<Race> races) {
        var byName =
                races.stream()
                        .collect(
                                Collectors.groupingBy(
                                        RaceMatrix::name, LinkedHashMap::new, Collectors.toList()));
        int width = byName.keySet().stream().mapToInt(String::length).max().orElse(0);
        var header =
                races.getFirst().report().results().stream()
                        .map(row -> "%4s".formatted(code(row.guarantee())))
                        .collect(Collectors.joining());
        var text = new StringBuilder();
        text.append(" ".repeat(width)).append(header).append("  as its annotations say\n");
        byName.forEach((name, runs) -> {
            long good = runs.stream().filter(Race::isAsTheCatalogueSays).count();
            text.append(("%-" + width + "s").formatted(name))
                    .append(cells(runs))
                    .append("  %d of %d%n".formatted(good, runs.size()));
        });
        text.append('\n');
        text.append(
                byName.size() == races.size()
                        ? LEGEND
                        : "The numbers say in how many runs each was seen broken.");
        return text.append('\n').toString();
    }

    private static String cells(List<Race> runs) {
        int columns = runs.getFirst().report().results().size();
        return IntStream.range(0, columns)
                .mapToObj(
                        column -> runs.stream().map(r -> r.report().results().get(column)).toList())
                .map(rows ->
                        rows.size() == 1
                                ? "%4s".formatted(mark(rows.getFirst()) + " ")
                                : "%4d".formatted(broken(rows)))
                .collect(Collectors.joining());
    }

    private static long broken(List<Row> rows) {
        return rows.stream().filter(row -> row.verdict() == Verdict.BROKEN).count();
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

    private static String name(Race race) {
        return race.report().strategy().name();
    }
}
