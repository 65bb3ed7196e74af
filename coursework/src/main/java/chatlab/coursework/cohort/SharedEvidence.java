package chatlab.coursework.cohort;

import chatlab.coursework.cohort.Cohort.Member;
import chatlab.coursework.cohort.Similarity.Pair;
import chatlab.coursework.report.CheckedReport.Student;
import chatlab.coursework.score.Grade.Input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Finds evidence that two submissions have in common, byte for byte. No two runs write the same
/// file, because each measures times and counts of its own; so one of the two is a copy.
///
/// Witnesses do not count: the engine finds the same one on every machine.
public final class SharedEvidence {
    private static final Set<String> UNIQUE = Set.of("manifest.json", "race.json", "bench.json");

    private SharedEvidence() {}

    /// The pairs that share evidence, and are not of one student.
    public static List<Pair> of(List<Member> members) {
        Map<String, List<Member>> owners = new TreeMap<>();
        Map<String, String> paths = new TreeMap<>();
        for (var member : members) {
            for (var input : member.grade().inputs()) {
                if (!isUnique(input)) continue;
                owners.computeIfAbsent(input.sha256(), _ -> new ArrayList<>()).add(member);
                paths.putIfAbsent(input.sha256(), input.path());
            }
        }
        Map<String, Pair> pairs = new TreeMap<>();
        owners.forEach((sha256, all) -> {
            for (int i = 0; i < all.size(); i++) {
                for (int j = 0; j < i; j++) {
                    var one = all.get(j);
                    var other = all.get(i);
                    if (haveAStudentInCommon(one, other)) continue;
                    var pair = pair(one, other, paths.getOrDefault(sha256, ""));
                    pairs.putIfAbsent(pair.one() + "\n" + pair.other(), pair);
                }
            }
        });
        return pairs.values().stream()
                .sorted(Comparator.comparing(Pair::one).thenComparing(Pair::other))
                .toList();
    }

    private static boolean isUnique(Input input) {
        var path = input.path();
        return path.startsWith("evidence/")
                && UNIQUE.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    private static boolean haveAStudentInCommon(Member one, Member other) {
        if (one.grade().submission().equals(other.grade().submission())) return true;
        var ids = one.grade().students().stream().map(Student::id).toList();
        return other.grade().students().stream().map(Student::id).anyMatch(ids::contains);
    }

    private static Pair pair(Member one, Member other, String path) {
        return new Pair(
                one.grade().submission(),
                other.grade().submission(),
                Similarity.EVIDENCE + " " + path,
                1);
    }
}
