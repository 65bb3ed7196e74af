package chatlab.coursework.grade;

import java.util.List;
import java.util.Map;

/// All submissions of a lab, graded.
///
/// @param similar hints to look at two side by side
/// @param failures by submission: why the grader could not grade it
record Cohort(
        Rubric rubric,
        List<Member> members,
        Roster roster,
        List<Similarity.Pair> similar,
        Map<String, String> failures) {

    /// One submission and its grade.
    ///
    /// @param notes for staff, which depend on the machine and are no part of the grade
    record Member(Submission submission, Grade grade, List<String> notes) {}

    /// Students in the roster of whom there is no submission.
    List<Roster.Entry> missing() {
        var seen =
                members.stream()
                        .flatMap(each -> roster.owners(each.submission(), each.grade()).stream())
                        .toList();
        return roster.entries().stream().filter(entry -> !seen.contains(entry)).toList();
    }
}
