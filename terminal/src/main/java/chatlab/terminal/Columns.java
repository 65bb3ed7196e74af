package chatlab.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// The columns of a table of text. Immutable.
///
/// @param gap between two columns
/// @param widths as in `printf`: a positive one aligns to the right, a negative one to the left
public record Columns(String gap, List<Integer> widths) {
    public Columns {
        widths = List.copyOf(widths);
    }

    /// Columns that are as wide as their widest cells.
    ///
    /// @param rows at least one; all have the same number of cells
    /// @param left the numbers of the columns to align to the left
    public static Columns fitting(String gap, List<List<String>> rows, Integer... left) {
        var widths = new ArrayList<Integer>();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            int here = column;
            int width = rows.stream().mapToInt(row -> row.get(here).length()).max().orElse(0);
            widths.add(List.of(left).contains(column) ? -width : width);
        }
        return new Columns(gap, widths);
    }

    /// One line of the table, without spaces at its end.
    public String line(List<String> cells) {
        var line = new StringJoiner(gap);
        for (int column = 0; column < widths.size(); column++) {
            var cell = cells.get(column);
            int width = widths.get(column);
            var padding = " ".repeat(Math.max(0, Math.abs(width) - cell.length()));
            line.add(width > 0 ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}
