package chatlab.coursework.grade;

import chatlab.coursework.cohort.Cohort.Member;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Finds marks of people that belong to no submission.
final class UnknownMarks {
    private static final String YAML = ".yaml";

    private UnknownMarks() {}

    /// A sentence for each file of marks whose name is no submission's id.
    ///
    /// @param failed ids of submissions that could not be graded
    static List<String> in(Path out, List<Member> members, Set<String> failed) throws IOException {
        var marks = out.resolve("marks");
        if (!Files.isDirectory(marks)) return List.of();
        var known = members.stream().map(member -> member.submission().id()).toList();
        try (var files = Files.list(marks)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(YAML))
                    .map(name -> name.substring(0, name.length() - YAML.length()))
                    .filter(id -> !known.contains(id) && !failed.contains(id))
                    .sorted()
                    .map(id -> "marks/" + id + YAML + " is of no submission, and counts for nobody")
                    .toList();
        }
    }
}
