package chatlab.races.verdict;

import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.terminal.Columns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A matrix of strategies and guarantees, as measured. Pure functions.
public final class RaceMatrix {
    static final String LEGEND =
            "+ promised and held   ! promised and broken   - not promised, and seen broken\n"
                    + ". not promised, not seen broken   ? not run";

    private RaceMatrix() {}

    /// A line for each strategy. It has a mark for each guarantee; if the strategy ran several
    /// times, the number of runs that broke the guarantee. Its end says whether that agrees with
    /// the strategy's annotations.
    public static String text(List<Race> races) {
        var byName =
                races.stream()
                        .collect(
                                Collectors.groupingBy(
                                        RaceMatrix::name, LinkedHashMap::new, Collectors.toList()));
        var guarantees = guarantees(races);
        var rows = new ArrayList<List<String>>();
        rows.add(row("", guarantees, RaceMatrix::code, ""));
        byName.forEach((name, runs) ->
                rows.add(row(name, guarantees, each -> cell(runs, each), conclusion(runs))));
        var columns = Columns.fitting(" ", rows, 0, rows.getFirst().size() - 1);
        var text = new StringBuilder();
        for (var row : rows) text.append(columns.line(row)).append('\n');
        text.append('\n');
        text.append(
                byName.size() == races.size()
                        ? LEGEND
                        : "The numbers say in how many runs each was seen broken.");
        return text.append('\n').toString();
    }

    /// All guarantees that some race has a row for.
    static List<String> guarantees(List<Race> races) {
        return races.stream()
                .flatMap(race -> race.report().results().stream())
                .map(RaceRow::guarantee)
                .distinct()
                .toList();
    }

    private static List<String> row(
            String name, List<String> guarantees, UnaryOperator<String> cell, String end) {
        var row = new ArrayList<>(guarantees.stream().map(cell).toList());
        row.addFirst(name);
        row.add(" " + end);
        return row;
    }

    private static String cell(List<Race> runs, String guarantee) {
        var rows = runs.stream().flatMap(race -> race.report().row(guarantee).stream()).toList();
        if (runs.size() > 1) return String.valueOf(broken(rows));
        return rows.isEmpty() ? "" : mark(rows.getFirst()) + " ";
    }

    private static String conclusion(List<Race> runs) {
        var first = runs.getFirst();
        var toBeCaught = first.toBeCaught();
        var what =
                toBeCaught.isEmpty()
                        ? "kept its promises"
                        : "caught on " + String.join(", ", toBeCaught);
        long good = runs.stream().filter(Race::isAsTheCatalogueSays).count();
        if (runs.size() > 1) return "%s in %d of %d".formatted(what, good, runs.size());
        return good == 1 ? what : "NOT " + what;
    }

    private static long broken(List<RaceRow> rows) {
        return rows.stream().filter(row -> row.verdict() == RaceVerdict.BROKEN).count();
    }

    /// The first letters, as in `lab strategies`.
    static String code(String guarantee) {
        return guarantee.substring(0, 3);
    }

    static String mark(RaceRow row) {
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
