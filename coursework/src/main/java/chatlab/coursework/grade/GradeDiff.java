package chatlab.coursework.grade;

import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.CriterionVerdict;
import chatlab.coursework.score.Grade;
import chatlab.coursework.score.Grade.Result;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What has changed for one student between two gradings, and why.
///
/// @param before the points; null if the submission was not graded then
/// @param after the points; null if it was not graded now
/// @param causes what differs between the two gradings
/// @param criteria those with another score or verdict
public record GradeDiff(
        String submission,
        @Nullable Double before,
        @Nullable Double after,
        List<String> causes,
        List<Change> criteria) {
    public GradeDiff {
        causes = List.copyOf(causes);
        criteria = List.copyOf(criteria);
    }

    /// Another result for a criterion.
    ///
    /// @param before such as `25 HELD`; `none` if the rubric did not have it
    /// @param why what the later grading has found
    public record Change(String criterion, String before, String after, String why) {}

    /// The submissions whose grades differ, by name.
    ///
    /// @param old a folder that `lab grade --out` wrote
    /// @throws IOException if one of the folders holds no grades
    public static List<GradeDiff> between(Path old, Path now) throws IOException {
        var before = grades(old);
        var after = grades(now);
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var diffs = new ArrayList<GradeDiff>();
        for (var name : names) {
            var diff = between(name, before.get(name), after.get(name));
            if (diff != null) diffs.add(diff);
        }
        return diffs;
    }

    private static Map<String, Grade> grades(Path folder) throws IOException {
        Map<String, Grade> grades = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (var entries = Files.list(folder)) {
                for (var entry : entries.toList()) {
                    var file = entry.resolve(Grade.NAME);
                    if (!Files.exists(file)) continue;
                    var grade = Grade.read(file);
                    grades.put(grade.submission(), grade);
                }
            }
        }
        if (grades.isEmpty()) {
            throw new IOException(
                    folder + " holds no grades; give a folder that lab grade --out wrote");
        }
        return grades;
    }

    private static @Nullable GradeDiff between(
            String name, @Nullable Grade before, @Nullable Grade after) {
        if (before == null) {
            if (after == null) return null;
            return new GradeDiff(name, null, after.score(), List.of("it is new"), List.of());
        }
        if (after == null) {
            return new GradeDiff(name, before.score(), null, List.of("it is gone"), List.of());
        }
        var changes = changes(before, after);
        if (changes.isEmpty()) return null;
        return new GradeDiff(name, before.score(), after.score(), causes(before, after), changes);
    }

    private static List<Change> changes(Grade before, Grade after) {
        Map<String, Result> old = new LinkedHashMap<>();
        before.criteria().forEach(result -> old.put(result.id(), result));
        var changes = new ArrayList<Change>();
        for (var result : after.criteria()) {
            var earlier = old.remove(result.id());
            var was = earlier == null ? "none" : inShort(earlier);
            if (!was.equals(inShort(result))) {
                changes.add(new Change(result.id(), was, inShort(result), result.why()));
            }
        }
        old.forEach((id, result) ->
                changes.add(
                        new Change(id, inShort(result), "none", "The rubric no longer has it.")));
        return changes;
    }

    private static String inShort(Result result) {
        return Points.text(result.score()) + " " + result.verdict();
    }

    private static List<String> causes(Grade before, Grade after) {
        var causes = new ArrayList<String>();
        if (!before.inputs().equals(after.inputs())) causes.add("other files were handed in");
        if (!before.rubric().sha256().equals(after.rubric().sha256())) {
            causes.add("the rubric has changed");
        }
        if (!before.tools().equals(after.tools())) {
            causes.add("the lab, the JDK or the sandbox has changed");
        }
        if (marked(before) != marked(after)) causes.add("a marker has decided");
        if (causes.isEmpty()) causes.add("a marker or race tests decided otherwise");
        return causes;
    }

    private static long marked(Grade grade) {
        return grade.criteria().stream()
                .filter(result -> result.verdict() == CriterionVerdict.MARKED)
                .count();
    }
}
