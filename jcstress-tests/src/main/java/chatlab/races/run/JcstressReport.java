package chatlab.races.run;

import chatlab.process.ChildCommand;
import chatlab.races.question.Question;
import chatlab.races.verdict.Tally;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Writes jcstress's own report.
final class JcstressReport {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private JcstressReport() {}

    /// Writes its pages.
    ///
    /// @param modes JVM arguments of the runs; the report names them
    /// @return the files, relative to `directory`
    static List<Path> write(Path directory, Map<Question, Tally> tallies, List<List<String>> modes)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var arguments = new ArrayList<>(List.of(directory + File.separator));
        for (var mode : modes) arguments.add(mode.isEmpty() ? "(default)" : String.join(" ", mode));
        var counts = new StringBuilder();
        tallies.forEach((question, tally) ->
                tally.counts()
                        .forEach((outcome, count) ->
                                counts.append(question.test())
                                        .append('\t')
                                        .append(outcome)
                                        .append('\t')
                                        .append(count)
                                        .append('\n')));
        var ended =
                ChildCommand.java(List.of(), List.of(), ReportMain.class.getName(), arguments)
                        .run(LIMIT, Long.MAX_VALUE, counts.toString());
        if (ended.exitCode() != 0) {
            throw new IOException("jcstress wrote no report: exit code " + ended.exitCode());
        }
        try (var files = Files.list(directory)) {
            return files.map(directory::relativize).sorted().toList();
        }
    }
}
