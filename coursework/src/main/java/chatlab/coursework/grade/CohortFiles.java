package chatlab.coursework.grade;

import chatlab.coursework.cohort.Cohort;
import chatlab.coursework.cohort.Cohort.Member;
import chatlab.coursework.cohort.Roster;
import chatlab.coursework.cohort.SharedEvidence;
import chatlab.coursework.cohort.Similarity;
import chatlab.coursework.export.GradesCsv;
import chatlab.coursework.files.Folders;
import chatlab.coursework.page.CohortPage;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.unpack.Unpacking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files about all submissions together.
final class CohortFiles {
    private CohortFiles() {}

    /// Compares the submissions, and writes the files.
    ///
    /// @param out holds the folder of each member
    /// @param given texts that every student got; they do not count as similar
    /// @param failures by submission: why it could not be graded
    /// @param notices about files that belong to no submission
    static Cohort write(
            Path out,
            Rubric rubric,
            List<Member> members,
            Roster roster,
            List<String> given,
            Map<String, String> failures,
            List<String> notices)
            throws IOException {
        var similar = similar(out, rubric, members, given);
        var cohort = new Cohort(rubric, members, roster, similar, failures, notices);
        Folders.write(out.resolve("cohort.html"), CohortPage.html(cohort));
        Folders.write(out.resolve("grades.csv"), GradesCsv.text(cohort));
        return cohort;
    }

    private static List<Similarity.Pair> similar(
            Path out, Rubric rubric, List<Member> members, List<String> given) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        Map<String, String> reports = new TreeMap<>();
        for (var member : members) {
            var folder = out.resolve(member.grade().submission()).resolve("submission");
            var strategy = rubric.strategy();
            if (strategy != null) read(folder.resolve(strategy), member, sources);
            read(folder.resolve("report.md"), member, reports);
        }
        var pairs = new ArrayList<>(SharedEvidence.of(members));
        pairs.addAll(Similarity.ofCode(sources, given));
        pairs.addAll(Similarity.ofProse(reports, given));
        return pairs;
    }

    private static void read(Path file, Member member, Map<String, String> texts)
            throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > Unpacking.LARGEST_SOURCE) return;
        texts.put(
                member.grade().submission(),
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
}
