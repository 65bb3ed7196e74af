package chatlab.coursework.unpack;

import chatlab.coursework.unpack.Submission.Platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the submissions in a folder that comes from a learning platform.
public final class Submissions {
    /// Canvas: `exampleann_LATE_4711_98765_lab02.zip`, with `-1` and so on when handed in again.
    private static final Pattern CANVAS =
            Pattern.compile("(?<who>[^_]+)_(?<late>LATE_)?(?<user>\\d+)_(?<upload>\\d+)_.+");

    /// Moodle: `Ann Example_12345_assignsubmission_file_`, a folder or with a file's name behind.
    private static final Pattern MOODLE =
            Pattern.compile("(?<who>.+)_(?<user>\\d+)_assignsubmission_file_.*");

    /// Gradescope: `submission_12345`.
    private static final Pattern GRADESCOPE = Pattern.compile("submission_(?<user>\\d+)");

    private static final Pattern ARCHIVE = Pattern.compile("(?i)(?<name>.+)[.](zip|tar[.]gz|tgz)");
    private static final Pattern NOT_SAFE = Pattern.compile("[^\\p{L}\\p{N}._-]+");
    private static final int LONGEST_ID = 80;

    /// Among the submissions' folders stand files and folders of the grader's own.
    private static final Set<String> TAKEN =
            Set.of("", "marks", "cohort.html", "grades.csv", "canvas.csv", "moodle.csv");

    private Submissions() {}

    /// Those in a folder, sorted by id; or the only one, where the folder or archive is one itself.
    ///
    /// Skips whatever is neither a folder nor an archive, and names that begin with a dot.
    public static List<Submission> in(Path place) throws IOException {
        if (isArchive(place) || Files.isRegularFile(place.resolve("report.md"))) {
            return List.of(named(place.toAbsolutePath().normalize()));
        }
        List<Submission> found = new ArrayList<>();
        try (var entries = Files.list(place)) {
            entries.filter(Submissions::isSubmission)
                    .sorted()
                    .forEach(path -> found.add(named(path)));
        }
        return unique(newest(found)).stream().sorted(Comparator.comparing(Submission::id)).toList();
    }

    private static boolean isSubmission(Path path) {
        var name = Objects.requireNonNull(path.getFileName()).toString();
        if (name.startsWith(".") || name.equals("__MACOSX")) return false;
        return isArchive(path) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    public static boolean isArchive(Path path) {
        var name = Objects.requireNonNullElse(path.getFileName(), path).toString();
        return Files.isRegularFile(path) && ARCHIVE.matcher(name).matches();
    }

    private static Submission named(Path path) {
        var file = Objects.requireNonNullElse(path.getFileName(), path).toString();
        var archive = ARCHIVE.matcher(file);
        var name = archive.matches() ? archive.group("name") : file;
        var moodle = MOODLE.matcher(name);
        if (moodle.matches()) {
            var id = moodle.group("who") + "_" + moodle.group("user");
            return new Submission(safe(id), path, Platform.MOODLE, moodle.group("user"), false);
        }
        var canvas = CANVAS.matcher(name);
        if (canvas.matches()) {
            var id = canvas.group("who") + "_" + canvas.group("user");
            boolean late = canvas.group("late") != null;
            return new Submission(safe(id), path, Platform.CANVAS, canvas.group("user"), late);
        }
        var gradescope = GRADESCOPE.matcher(name);
        if (gradescope.matches()) {
            var user = gradescope.group("user");
            return new Submission(safe(name), path, Platform.GRADESCOPE, user, false);
        }
        return new Submission(safe(name), path, null, null, false);
    }

    /// Of what one user has uploaded to Canvas several times, the last.
    private static List<Submission> newest(List<Submission> found) {
        Map<String, Submission> kept = new LinkedHashMap<>();
        for (var each : found) {
            var key =
                    each.platform() == Platform.CANVAS
                            ? "canvas " + each.user()
                            : each.source().toString();
            kept.merge(key, each, (one, other) -> upload(other) > upload(one) ? other : one);
        }
        return List.copyOf(kept.values());
    }

    private static long upload(Submission submission) {
        var name = Objects.requireNonNull(submission.source().getFileName()).toString();
        var canvas = CANVAS.matcher(name);
        var digits = canvas.matches() ? canvas.group("upload") : "0";
        return Long.parseLong(digits.substring(0, Math.min(18, digits.length())));
    }

    private static List<Submission> unique(List<Submission> found) {
        Set<String> taken = new HashSet<>();
        List<Submission> unique = new ArrayList<>();
        for (var each : found) {
            var id = each.id();
            for (int i = 2; !taken.add(id.toLowerCase(Locale.ROOT)); i++) id = each.id() + "-" + i;
            unique.add(
                    new Submission(id, each.source(), each.platform(), each.user(), each.late()));
        }
        return unique;
    }

    /// A name that is safe as a folder's, and in an address.
    private static String safe(String name) {
        var safe = NOT_SAFE.matcher(name).replaceAll("-").replaceAll("^[.-]+", "");
        if (safe.length() > LONGEST_ID) safe = safe.substring(0, LONGEST_ID);
        return TAKEN.contains(safe.toLowerCase(Locale.ROOT)) ? "submission-" + safe : safe;
    }
}
