package chatlab.coursework.grade;

import chatlab.coursework.cohort.Cohort;
import chatlab.coursework.cohort.Cohort.Member;
import chatlab.coursework.cohort.Roster;
import chatlab.coursework.files.Folders;
import chatlab.coursework.files.InputException;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade;
import chatlab.evidence.FolderTree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Puts graded shards together. The grades and the files about all of them have the same bytes as
/// those of one run over all submissions.
public final class MergeRun {
    private final Rubric rubric;
    private final Path out;

    public MergeRun(Rubric rubric, Path out) {
        this.rubric = rubric;
        this.out = out;
    }

    /// Copies the grades of all shards to `out`, and writes the files about all of them.
    ///
    /// @param given texts that every student got
    /// @throws InputException if a shard is missing, is there twice or was graded by another rubric
    /// @throws IOException if a folder is not a finished shard
    public Cohort merge(List<Path> folders, Roster roster, List<String> given)
            throws IOException, InputException {
        var shards = shards(folders);
        var members = new ArrayList<Member>();
        Map<String, String> failures = new TreeMap<>();
        for (var shard : shards.entrySet()) {
            for (var entry : shard.getKey().submissions()) {
                if (entry.failure() == null) {
                    members.add(member(entry, shard.getValue()));
                } else {
                    failures.put(entry.id(), entry.failure());
                }
            }
        }
        members.sort(Comparator.comparing(member -> member.submission().id()));
        Set<String> notices = new TreeSet<>();
        for (var shard : shards.keySet()) notices.addAll(shard.leftOver());
        var all = new ArrayList<>(notices);
        all.addAll(UnknownMarks.in(out, members, failures.keySet()));
        return CohortFiles.write(out, rubric, members, roster, given, failures, all);
    }

    /// The shards in the order of their numbers, each once.
    private Map<ShardFile, Path> shards(List<Path> folders) throws IOException, InputException {
        Map<ShardFile, Path> shards = new TreeMap<>(Comparator.comparingInt(ShardFile::number));
        int of = ShardFile.read(folders.getFirst()).of();
        for (var folder : folders) {
            var shard = ShardFile.read(folder);
            if (!shard.rubric().equals(rubric.sha256())) {
                throw new InputException(
                        folder + " was graded by another rubric; grade that shard again.");
            }
            if (shard.of() != of) {
                throw new InputException(
                        "%s is one of %d shards, and %s one of %d; merge shards of one division."
                                .formatted(folders.getFirst(), of, folder, shard.of()));
            }
            var twin = shards.put(shard, folder);
            if (twin != null) {
                throw new InputException(
                        "Shard %d/%d is there twice: %s and %s."
                                .formatted(shard.number(), of, twin, folder));
            }
        }
        for (int number = 1; number <= of; number++) {
            int wanted = number;
            if (shards.keySet().stream().noneMatch(shard -> shard.number() == wanted)) {
                throw new InputException("Shard %d/%d is missing.".formatted(number, of));
            }
        }
        return shards;
    }

    private Member member(ShardFile.Entry entry, Path shard) throws IOException, InputException {
        var target = out.resolve(entry.id());
        var bound = MarkBinding.text(target);
        FolderTree.delete(target);
        Folders.copy(shard.resolve(entry.id()), target);
        MarkBinding.restore(target, bound);
        var folder = new GradeFolder(target);
        var automatic = Grade.read(target.resolve(GradeFolder.AUTOMATIC));
        var grade = folder.mark(rubric, automatic, Marks.read(out, entry.id(), rubric));
        return new Member(entry.submission(shard), grade, folder.notes());
    }
}
