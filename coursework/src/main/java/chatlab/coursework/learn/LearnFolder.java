package chatlab.coursework.learn;

import chatlab.coursework.files.Folders;
import chatlab.coursework.lab.HandoutExport;
import chatlab.evidence.Json;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The folder in which somebody learns: the file of their progress, and a folder for each lab that
/// they have reached.
///
/// Confined to one thread.
public final class LearnFolder {
    static final String FILE = "learn.json";

    private static final String SCHEMA = "chatlab/learn/1";

    /// How far somebody is.
    ///
    /// @param done the ids of the exercises that are done
    /// @param hints how many hints were read, for each lab by its number
    record Progress(String schema, List<String> done, Map<String, Integer> hints) {
        Progress {
            done = List.copyOf(done);
            hints = Map.copyOf(hints);
        }
    }

    private final Path path;
    private final List<Exercise> ladder;
    private Progress progress;

    private LearnFolder(Path path, List<Exercise> ladder, Progress progress) {
        this.path = path;
        this.ladder = ladder;
        this.progress = progress;
    }

    /// Opens the folder, or the one above it if that is where somebody learns; or begins in it.
    ///
    /// @throws IOException with a sentence for the user, if its file cannot be read
    public static LearnFolder in(Path folder) throws IOException {
        var above = folder.resolve("..");
        boolean isBelow = !Files.exists(folder.resolve(FILE)) && Files.exists(above.resolve(FILE));
        var path = isBelow ? above : folder;
        var file = path.resolve(FILE);
        var ladder = Ladder.exercises();
        if (!Files.exists(file)) {
            return new LearnFolder(path, ladder, new Progress(SCHEMA, List.of(), Map.of()));
        }
        try {
            var progress = Json.read(file, Progress.class);
            if (SCHEMA.equals(progress.schema)) return new LearnFolder(path, ladder, progress);
            throw new IOException(file + " has schema " + progress.schema + ", not " + SCHEMA);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s is not the progress of lab learn (%s); delete it to begin again."
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    public List<Exercise> ladder() {
        return ladder;
    }

    public boolean isDone(Exercise exercise) {
        return progress.done.contains(exercise.id());
    }

    /// The first exercise that is not done; empty if all are.
    public Optional<Exercise> next() {
        return ladder.stream().filter(exercise -> !isDone(exercise)).findFirst();
    }

    /// The folder of an exercise's lab, with its starter.
    public Path workplace(Exercise exercise) throws IOException {
        var workplace = path.resolve(exercise.lab().name());
        if (!Files.exists(workplace)) {
            Files.createDirectories(path);
            HandoutExport.start(exercise.lab(), workplace);
        }
        return workplace;
    }

    public void done(Exercise exercise) throws IOException {
        var done = new ArrayList<>(progress.done);
        done.add(exercise.id());
        write(new Progress(SCHEMA, done, progress.hints));
    }

    /// Notes that one more hint is read.
    ///
    /// @return how many it are now
    public int hint(Exercise exercise) throws IOException {
        var hints = new TreeMap<>(progress.hints);
        int count = hints.merge(exercise.lab().number(), 1, Integer::sum);
        write(new Progress(SCHEMA, progress.done, hints));
        return count;
    }

    /// The files that somebody may save for an exercise, with the times when they were saved.
    public Map<Path, FileTime> saved(Exercise exercise) throws IOException {
        var saved = new TreeMap<Path, FileTime>();
        try (var tree = Files.walk(workplace(exercise))) {
            for (var file : tree.filter(Files::isRegularFile).toList()) {
                saved.put(file, Files.getLastModifiedTime(file));
            }
        } catch (UncheckedIOException | NoSuchFileException _) {
            return Map.of(); // an editor is just replacing one
        }
        var progressFile = path.resolve(FILE);
        if (Files.exists(progressFile)) {
            saved.put(progressFile, Files.getLastModifiedTime(progressFile));
        }
        return saved;
    }

    private void write(Progress changed) throws IOException {
        Folders.write(path.resolve(FILE), Json.pretty(changed));
        progress = changed;
    }
}
