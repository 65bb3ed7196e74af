package chatlab.coursework.export;

import chatlab.coursework.cohort.Cohort;
import chatlab.coursework.cohort.Cohort.Member;
import chatlab.coursework.cohort.Roster;
import chatlab.coursework.report.CheckedReport.Student;
import chatlab.coursework.rubric.Points;

import org.apache.commons.csv.CSVFormat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `grades.csv`: a line for each submission, and for each student in the roster without one.
public final class GradesCsv {
    private GradesCsv() {}

    public static String text(Cohort cohort) throws IOException {
        var header =
                new ArrayList<>(
                        List.of(
                                "submission",
                                "students",
                                "names",
                                "late",
                                "score",
                                "max",
                                "needs_human",
                                "flags"));
        cohort.rubric().criteria().forEach(criterion -> header.add(criterion.id()));
        var format =
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader(header.toArray(String[]::new))
                        .setRecordSeparator('\n')
                        .get();
        var text = new StringWriter();
        try (var printer = format.print(text)) {
            for (var member : cohort.members()) printer.printRecord(row(member, cohort.roster()));
            for (var student : cohort.missing()) {
                printer.printRecord(
                        "",
                        safe(student.id()),
                        safe(student.name()),
                        "",
                        "",
                        Points.text(cohort.rubric().total()),
                        "",
                        "no submission");
            }
        }
        return text.toString();
    }

    private static List<String> row(Member member, Roster roster) {
        var grade = member.grade();
        var owners = roster.owners(member.submission(), grade);
        var ids =
                owners.isEmpty()
                        ? grade.students().stream().map(Student::id)
                        : owners.stream().map(Roster.Entry::id);
        var row = new ArrayList<String>();
        row.add(safe(grade.submission()));
        row.add(safe(ids.collect(Collectors.joining("; "))));
        row.add(safe(member.names(roster)));
        row.add(member.submission().late() ? "late" : "");
        row.add(Points.text(grade.score()));
        row.add(Points.text(grade.max()));
        row.add(String.join(" ", grade.needsHuman()));
        row.add(safe(String.join("; ", grade.flags())));
        grade.criteria()
                .forEach(each -> row.add(each.needsHuman() ? "" : Points.text(each.score())));
        return row;
    }

    /// Text that no spreadsheet takes for a formula.
    static String safe(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
