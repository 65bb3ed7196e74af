package chatlab.races.command;

import chatlab.evidence.Environment;
import chatlab.evidence.Evidence;
import chatlab.evidence.FolderTree;
import chatlab.evidence.race.RaceFile;
import chatlab.races.verdict.Race;
import chatlab.races.verdict.RacePage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The directory of `lab race --out DIR`: `race.json`, `race.html`, jcstress's own report in
/// `jcstress/`, the steps of the engine's witnesses in `witness/`, the environment and the
/// manifest.
final class RaceEvidence {
    private final Path directory;
    private final boolean ofAll;
    private final Evidence.Run run;

    /// @param ofAll whether there are several runs, so that each strategy gets its own directory
    RaceEvidence(Path directory, boolean ofAll, List<String> commandLine) throws IOException {
        this.directory = directory;
        this.ofAll = ofAll;
        this.run = Evidence.begin(directory, commandLine);
    }

    Environment environment() {
        return run.environment();
    }

    /// An empty directory for jcstress's report on a strategy.
    Path jcstress(String strategy) throws IOException {
        var report = directory.resolve("jcstress").resolve(ofAll ? strategy : "");
        FolderTree.delete(report);
        return Files.createDirectories(report);
    }

    /// Writes all files and ends the run.
    void leave(List<Race> races, int exitCode) throws IOException {
        var reports = races.stream().map(Race::report).toList();
        run.write(RaceFile.NAME, new RaceFile(reports));
        run.writeText("race.html", RacePage.html(races, run.environment()));
        for (var race : races) {
            for (var witness : race.witnesses().entrySet()) {
                run.writeText(
                        "witness/%s-%s.txt".formatted(race.entry().name(), witness.getKey()),
                        String.join("\n", witness.getValue()) + "\n");
            }
        }
        try (var files = Files.walk(directory.resolve("jcstress"))) {
            files.filter(Files::isRegularFile).map(directory::relativize).forEach(this::add);
        }
        run.note("order", races.stream().map(race -> race.entry().name()).toList());
        run.finish(exitCode);
    }

    private void add(Path file) {
        run.file(file.toString().replace(File.separatorChar, '/'));
    }
}
