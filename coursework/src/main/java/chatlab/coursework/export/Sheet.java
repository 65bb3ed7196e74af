package chatlab.coursework.export;

import chatlab.coursework.files.Csv;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// A table that a platform let somebody download, to be filled and uploaded again: all of its cells
/// stay as they are, but for those that are set.
final class Sheet {
    private final CSVFormat format;
    private final List<List<String>> rows;

    private Sheet(CSVFormat format, List<List<String>> rows) {
        this.format = format;
        this.rows = rows;
    }

    /// @throws IOException with a sentence for the user, if it is not a table
    static Sheet parse(String csv) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        var text = csv.replaceFirst("^\ufeff", "");
        var format = Csv.of(text);
        try (var parser = format.parse(new StringReader(text))) {
            for (CSVRecord row : parser) rows.add(new ArrayList<>(row.toList()));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new IOException("the sheet is not CSV: " + e.getMessage(), e);
        }
        if (rows.isEmpty()) throw new IOException("the sheet is empty; download it anew");
        rows.forEach(row -> {
            while (row.size() < rows.getFirst().size()) row.add("");
        });
        return new Sheet(format, rows);
    }

    /// The index of a column; -1 if there is none.
    int column(String name) {
        return rows.getFirst().indexOf(name);
    }

    /// The names of all columns.
    List<String> columns() {
        return List.copyOf(rows.getFirst());
    }

    /// The place of a new column at the end.
    int add(String name) {
        rows.forEach(row -> row.add(""));
        rows.getFirst().set(rows.getFirst().size() - 1, name);
        return rows.getFirst().size() - 1;
    }

    /// How many rows there are below the header.
    int size() {
        return rows.size() - 1;
    }

    /// @param row from 0, the first below the header
    String cell(int row, int column) {
        return column < 0 ? "" : rows.get(row + 1).get(column);
    }

    void set(int row, int column, String value) {
        rows.get(row + 1).set(column, value);
    }

    /// The table, in which no cell is a formula: whatever stands there may be a student's words.
    String csv() throws IOException {
        var text = new StringWriter();
        try (var printer = format.builder().setRecordSeparator('\n').get().print(text)) {
            for (List<String> row : rows) {
                printer.printRecord(row.stream().map(Sheet::harmless).toList());
            }
        }
        return text.toString();
    }

    /// A number, or a dash for none, may begin with a sign; nothing else that a spreadsheet would
    /// compute.
    private static String harmless(String cell) {
        return cell.matches("[+-]?(\\d+([.,]\\d+)?)?") ? cell : GradesCsv.safe(cell);
    }
}
