package chatlab.coursework.grade;

import chatlab.coursework.cohort.Cohort;
import chatlab.coursework.files.Folders;
import chatlab.coursework.unpack.Submission;
import chatlab.coursework.unpack.Submission.Platform;
import chatlab.coursework.unpack.Submissions;
import chatlab.evidence.Json;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a graded shard says of itself: `shard.json`. It is written last, so where it is missing,
/// the shard is not finished.
///
/// @param rubric the SHA-256 of the rubric
/// @param submissions sorted by id
/// @param leftOver files of the whole cohort that belong to no submission
record ShardFile(
        String schema,
        int number,
        int of,
        String rubric,
        List<Entry> submissions,
        @JsonProperty("left_over") List<String> leftOver) {
    static final String NAME = "shard.json";
    private static final String SCHEMA = "chatlab/shard/1";

    /// A submission of the shard.
    ///
    /// @param failure why it could not be graded; null: it was
    record Entry(
            String id,
            @Nullable Platform platform,
            @Nullable String user,
            boolean late,
            @Nullable String failure) {
        private static Entry of(Submission submission, @Nullable String failure) {
            return new Entry(
                    submission.id(),
                    submission.platform(),
                    submission.user(),
                    submission.late(),
                    failure);
        }

        /// @param folder of the shard
        Submission submission(Path folder) {
            var source = new Submission.Source(folder.resolve(id), "");
            return new Submission(id, List.of(source), platform, user, late, List.of());
        }
    }

    /// Leaves the file beside the grades of a shard.
    static void write(Path out, Shard shard, Submissions submissions, Cohort cohort)
            throws IOException {
        var entries = new ArrayList<Entry>();
        for (var submission : submissions.all()) {
            entries.add(Entry.of(submission, cohort.failures().get(submission.id())));
        }
        entries.sort(Comparator.comparing(Entry::id));
        var file =
                new ShardFile(
                        SCHEMA,
                        shard.number(),
                        shard.of(),
                        cohort.rubric().sha256(),
                        entries,
                        submissions.leftOver());
        Folders.write(out.resolve(NAME), Json.pretty(file));
    }

    /// @throws IOException with a sentence, if the folder is not a finished shard
    static ShardFile read(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new IOException(
                    folder
                            + " is not a finished shard: it has no "
                            + NAME
                            + "; run lab grade --shard again with this --out, it continues where it"
                            + " stopped");
        }
        return Json.read(file, ShardFile.class);
    }
}
