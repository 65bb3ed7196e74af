package chatlab.coursework.report;

import chatlab.coursework.files.Nearest;
import chatlab.coursework.files.Yaml;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.report.CheckedReport.Student;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The content of the front matter, and the mistakes in it.
public final class FrontMatter {
    private static final List<String> REQUIRED =
            List.of("schema", "lab", "students", "commit", "strategies", "ai_use", "sources");
    private static final List<String> KNOWN =
            List.of(
                    "schema",
                    "lab",
                    "students",
                    "commit",
                    "strategies",
                    "ai_use",
                    "sources",
                    "prediction");
    private static final List<String> OF_A_STUDENT = List.of("id", "name", "share");
    private static final int MOST_STUDENTS = 20;
    private static final double ROUNDING = 1;

    private final Map<String, Yaml.Field> head;
    private final Consumer<Finding> findings;

    public FrontMatter(Report report, Consumer<Finding> findings) {
        this.head = report.head();
        this.findings = findings;
    }

    /// Reports mistakes in the keys. A missing front matter is reported elsewhere.
    public void check() {
        if (head.isEmpty()) return;
        head.forEach((key, field) -> {
            if (!KNOWN.contains(key)) {
                find(
                        field.line(),
                        "The front matter has no key '"
                                + Texts.cut(key)
                                + "'"
                                + Nearest.hint(key, KNOWN));
            }
        });
        for (String key : REQUIRED) {
            if (!head.containsKey(key)) {
                find(1, "The front matter lacks the key '" + key + "'; " + whatFor(key) + ".");
            } else if (isTodo(head.get(key))) {
                find(line(key), "'" + key + "' is still to be filled in; " + whatFor(key) + ".");
            }
        }
        if (head.containsKey("schema") && !text("schema").equals(Report.SCHEMA)) {
            find(line("schema"), "'schema' must be " + Report.SCHEMA + ".");
        }
        if (head.containsKey("lab") && !text("lab").matches("\\d{2}|TODO")) {
            find(line("lab"), "'lab' must be the lab's number in two digits, such as \"02\".");
        }
        strategies();
    }

    public String lab() {
        return text("lab").matches("\\d{2}") ? text("lab") : "";
    }

    /// The students; each has an id.
    public List<Student> students() {
        Yaml.Field field = head.get("students");
        if (field == null || isTodo(field)) return List.of();
        if (!(field.value() instanceof List<?> list) || list.isEmpty()) {
            find(field.line(), "'students' must be a list; " + whatFor("students") + ".");
            return List.of();
        }
        if (list.size() > MOST_STUDENTS) {
            find(field.line(), "'students' names more than 20 people.");
            return List.of();
        }
        List<Student> students = new ArrayList<>();
        for (Object each : list) student(each, field.line(), list.size(), students);
        double sum = students.stream().mapToDouble(Student::share).sum();
        if (students.size() == list.size() && Math.abs(sum - 100) > ROUNDING) {
            find(
                    field.line(),
                    "The shares of the students add up to %s, not to 100."
                            .formatted(Texts.digits(sum)));
        }
        return students;
    }

    private void student(Object entry, int line, int of, List<Student> students) {
        if (!(entry instanceof Map<?, ?> map)) {
            find(line, "A student is written as {id: s1234567, name: Ann Example, share: 100}.");
            return;
        }
        for (Object key : map.keySet()) {
            if (!OF_A_STUDENT.contains(String.valueOf(key))) {
                find(
                        line,
                        "A student has no key '"
                                + Texts.cut(String.valueOf(key))
                                + "'"
                                + Nearest.hint(String.valueOf(key), OF_A_STUDENT));
            }
        }
        String id = map.containsKey("id") ? String.valueOf(map.get("id")) : "";
        String name = map.containsKey("name") ? String.valueOf(map.get("name")) : "";
        Object share = map.containsKey("share") ? map.get("share") : 100.0 / of;
        if (!id.matches("[\\p{L}\\p{N}._@+-]{1,64}") || id.equals("TODO")) {
            find(line, "A student's id must be the course's, such as s1234567.");
            return;
        }
        if (students.stream().anyMatch(other -> other.id().equals(id))) {
            find(line, "The student " + id + " is named twice.");
            return;
        }
        if (!(share instanceof Number number)
                || number.doubleValue() < 0
                || number.doubleValue() > 100) {
            find(line, "The share of " + id + " must be a number of per cent from 0 to 100.");
            return;
        }
        if (name.isBlank() || name.equals("TODO")) {
            find(line, "The student " + id + " has no name.");
        }
        students.add(new Student(id, Texts.cut(name.strip(), 100), number.doubleValue()));
    }

    private void strategies() {
        Yaml.Field field = head.get("strategies");
        if (field == null || isTodo(field)) return;
        if (!(field.value() instanceof List<?> list)) {
            find(field.line(), "'strategies' must be a list; " + whatFor("strategies") + ".");
            return;
        }
        for (Object each : list) {
            String name = String.valueOf(each);
            if (!Subject.isSound(name)) {
                find(
                        field.line(),
                        "'"
                                + Texts.cut(name)
                                + "' names no strategy; give its name, such as cow, or its source,"
                                + " such as src/Mine.java.");
            }
        }
    }

    private static String whatFor(String key) {
        return switch (key) {
            case "schema" -> "write 'schema: " + Report.SCHEMA + "'";
            case "lab" -> "write the lab's number, such as 'lab: \"02\"'";
            case "students" ->
                    "write 'students:' and below it '- {id: s1234567, name: Ann Example, share:"
                            + " 100}'";
            case "commit" -> "write the commit that you worked with, or 'none'";
            case "strategies" -> "write those that you studied, such as '[unsafe, src/Mine.java]'";
            case "ai_use" -> "write 'none', or in a sentence what you used a language model for";
            default -> "write what you read and used, or '[]'";
        };
    }

    private static boolean isTodo(Yaml.Field field) {
        String text = String.valueOf(field.value()).strip();
        return text.equals("TODO") || text.isEmpty();
    }

    private String text(String key) {
        Yaml.Field field = head.get(key);
        return field == null ? "" : String.valueOf(field.value());
    }

    private int line(String key) {
        Yaml.Field field = head.get(key);
        return field == null ? 1 : field.line();
    }

    private void find(int line, String what) {
        findings.accept(new Finding(line, Kind.KEY, what));
    }
}
