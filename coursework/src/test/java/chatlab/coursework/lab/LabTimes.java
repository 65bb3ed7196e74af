package chatlab.coursework.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long the commands of the handouts took when they were last measured: `labs/times.csv`.
public final class LabTimes {
    private static final Path FILE = Path.of("labs/times.csv");
    private static final String HEADER = "lab,seconds,command";

    private LabTimes() {}

    /// One command.
    public record Row(String lab, double seconds, String command) {}

    /// All rows, in the order of the labs and of their commands.
    public static List<Row> read() throws IOException {
        var rows = new ArrayList<Row>();
        if (!Files.exists(FILE)) return rows;
        for (var line : Files.readAllLines(FILE)) {
            if (line.equals(HEADER)) continue;
            var parts = line.split(",", 3);
            rows.add(new Row(parts[0], Double.parseDouble(parts[1]), parts[2]));
        }
        return rows;
    }

    /// Replaces the rows of a lab.
    public static void write(String lab, List<Row> measured) throws IOException {
        var rows = new ArrayList<Row>();
        for (var row : read()) if (row.lab.compareTo(lab) < 0) rows.add(row);
        rows.addAll(measured);
        for (var row : read()) if (row.lab.compareTo(lab) > 0) rows.add(row);
        var text = new StringBuilder(HEADER).append('\n');
        for (var row : rows) {
            text.append(
                    String.format(Locale.ROOT, "%s,%.1f,%s%n", row.lab, row.seconds, row.command));
        }
        Files.writeString(FILE, text);
    }
}
