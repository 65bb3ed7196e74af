package chatlab.coursework.cohort;

import chatlab.coursework.report.CheckedReport.Student;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade;
import chatlab.coursework.unpack.Submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// All submissions of a lab, graded.
///
/// @param similar hints to look at two side by side
/// @param failures by submission: why the grader could not grade it
/// @param notices for staff, about files that belong to no submission
public record Cohort(
        Rubric rubric,
        List<Member> members,
        Roster roster,
        List<Similarity.Pair> similar,
        Map<String, String> failures,
        List<String> notices) {

    /// One submission and its grade.
    ///
    /// @param notes for staff, which depend on the machine and are no part of the grade
    public record Member(Submission submission, Grade grade, List<String> notes) {

        /// The names of its students: as the roster has them, or else as the report does.
        public String names(Roster roster) {
            var owners = roster.owners(submission, grade);
            return owners.isEmpty()
                    ? grade.students().stream().map(Student::name).collect(Collectors.joining(", "))
                    : owners.stream().map(Roster.Entry::name).collect(Collectors.joining(", "));
        }
    }

    /// Each student's submissions: of those who sign them and, if there is a roster, are in it.
    public Map<String, List<Member>> byStudent() {
        Map<String, List<Member>> all = new TreeMap<>();
        for (var member : members) {
            Set<String> ids = new TreeSet<>();
            roster.owners(member.submission(), member.grade()).forEach(o -> ids.add(o.id()));
            if (ids.isEmpty()) ids.addAll(signers(member));
            ids.forEach(id -> all.computeIfAbsent(id, _ -> new ArrayList<>()).add(member));
        }
        return all;
    }

    /// Why somebody should look whose a submission is.
    public List<String> doubts(Member member, Map<String, List<Member>> byStudent) {
        List<String> doubts = new ArrayList<>();
        var known = roster.entries().stream().map(Roster.Entry::id).toList();
        for (String id : signers(member)) {
            if (!known.isEmpty() && !known.contains(id)) {
                doubts.add("signed by " + id + ", who is not in the roster");
            }
        }
        for (var pair : similar) {
            if (!pair.what().startsWith(Similarity.EVIDENCE)) continue;
            var id = member.grade().submission();
            boolean isOne = pair.one().equals(id);
            if (isOne || pair.other().equals(id)) {
                doubts.add("%s, as %s".formatted(pair.what(), isOne ? pair.other() : pair.one()));
            }
        }
        byStudent.forEach((id, all) -> {
            if (all.size() > 1 && all.contains(member)) {
                doubts.add("one of %d submissions of %s".formatted(all.size(), id));
            }
        });
        return doubts;
    }

    private static List<String> signers(Member member) {
        return member.grade().students().stream().map(Student::id).toList();
    }

    /// Students in the roster without a submission.
    public List<Roster.Entry> missing() {
        var seen =
                members.stream()
                        .flatMap(each -> roster.owners(each.submission(), each.grade()).stream())
                        .toList();
        return roster.entries().stream().filter(entry -> !seen.contains(entry)).toList();
    }
}
