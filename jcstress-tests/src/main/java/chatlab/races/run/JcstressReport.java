package chatlab.races.run;

import chatlab.races.question.Question;
import chatlab.races.verdict.Tally;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes jcstress's own report.
final class JcstressReport {
    private JcstressReport() {}

    /// Writes its pages.
    ///
    /// @param modes JVM arguments of the runs; the report names them
    /// @return the files, relative to `directory`
    static List<Path> write(Path directory, Map<Question, Tally> tallies, List<List<String>> modes)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ReportMain.class.getName(),
                                directory + File.separator));
        for (var mode : modes) command.add(mode.isEmpty() ? "(default)" : String.join(" ", mode));
        var child =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var input = child.outputWriter(StandardCharsets.UTF_8)) {
            for (var entry : tallies.entrySet()) {
                for (var count : entry.getValue().counts().entrySet()) {
                    input.write(
                            "%s\t%s\t%d\n"
                                    .formatted(
                                            entry.getKey().test(),
                                            count.getKey(),
                                            count.getValue()));
                }
            }
        }
        int exitCode = child.waitFor();
        if (exitCode != 0) {
            throw new IOException("jcstress wrote no report: exit code " + exitCode);
        }
        try (var files = Files.list(directory)) {
            return files.map(directory::relativize).sorted().toList();
        }
    }
}
