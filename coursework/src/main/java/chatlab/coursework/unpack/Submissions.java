package chatlab.coursework.unpack;

import chatlab.coursework.unpack.Submission.Platform;
import chatlab.coursework.unpack.Submission.Source;
import chatlab.evidence.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The submissions in a folder that comes from a learning platform.
///
/// @param all sorted by id
/// @param leftOver a sentence for each other file: why it is not graded, and what to do
public record Submissions(List<Submission> all, List<String> leftOver) {
    private static final Pattern NOT_SAFE = Pattern.compile("[^\\p{L}\\p{N}._-]+");

    /// Canvas puts `-1` and so on into the name of a file that was handed in again.
    private static final Pattern AGAIN =
            Pattern.compile("-[1-9]\\d?(?=([.][^.]*|[.]tar[.][^.]*)?$)");

    private static final int LONGEST_ID = 80;
    private static final int HASH_DIGITS = 6;

    /// Among the submissions' folders stand files and folders of the grader's own.
    private static final Set<String> TAKEN =
            Set.of("", "marks", "cohort.html", "grades.csv", "canvas.csv", "moodle.csv");

    public Submissions {
        all = List.copyOf(all);
        leftOver = leftOver.stream().sorted().toList();
    }

    /// A file or folder with the name that a platform gave it.
    private record Named(Path path, PlatformName name) {}

    /// Those in a folder; or the only one, where the folder or archive is one itself.
    ///
    /// Every file is in a submission or left over, but for names that begin with a dot.
    public static Submissions in(Path place) throws IOException {
        if (isArchive(place) || (Files.isDirectory(place) && Unpacking.holdsAReport(place))) {
            return new Submissions(List.of(alone(place.toAbsolutePath().normalize())), List.of());
        }
        var found = new ArrayList<Submission>();
        var leftOver = new ArrayList<String>();
        Map<String, List<Named>> attempts = new LinkedHashMap<>();
        for (var path : entries(place)) {
            var name = name(path);
            boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            if (!isFolder && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                leftOver.add(shown(name) + " is a link, and links are not followed");
                continue;
            }
            var named = named(name);
            if (named != null && named.platform() != Platform.GRADESCOPE) {
                var key = named.platform() + " " + named.user();
                attempts.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Named(path, named));
            } else if (isFolder || isArchive(path)) {
                found.add(alone(path));
            } else {
                leftOver.add(
                        shown(name)
                                + " is neither a folder nor an archive; put it into the folder of"
                                + " its submission, or hand it in as a zip");
            }
        }
        for (var files : attempts.values()) attempt(files, found, leftOver);
        return new Submissions(unique(found), leftOver);
    }

    private static List<Path> entries(Path place) throws IOException {
        try (var entries = Files.list(place)) {
            return entries.filter(
                            path -> !name(path).startsWith(".") && !name(path).equals("__MACOSX"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path path) {
        return Objects.requireNonNullElse(path.getFileName(), path).toString();
    }

    private static String shown(String name) {
        return "'" + Unpacking.shown(name) + "'";
    }

    /// Whether a file has an archive's name, of a format that can be unpacked or not.
    public static boolean isArchive(Path path) {
        return Files.isRegularFile(path) && Archive.isNamedSo(name(path));
    }

    private static @Nullable PlatformName named(String name) {
        var named = PlatformName.of(name);
        return named == null ? PlatformName.of(Archive.stem(name)) : named;
    }

    private static Submission alone(Path path) {
        var name = Files.isDirectory(path) ? name(path) : Archive.stem(name(path));
        var source = List.of(new Source(path, Files.isDirectory(path) ? "" : name(path)));
        var named = named(name(path));
        if (named == null) return new Submission(safe(name), source, null, null, false, List.of());
        return new Submission(
                safe(named.who()),
                source,
                named.platform(),
                named.user(),
                named.isLate(),
                List.of());
    }

    /// Puts the files of one user together; of a file that was handed in again, the last counts.
    private static void attempt(List<Named> files, List<Submission> found, List<String> leftOver) {
        files.sort(Comparator.comparingLong(each -> each.name().upload()));
        var names = files.stream().map(each -> each.name().file()).toList();
        var notes = new ArrayList<String>();
        Map<String, Named> kept = new LinkedHashMap<>();
        for (var each : files) {
            if (each.name().isTyped()) continue;
            var file = each.name().file();
            var first = AGAIN.matcher(file).replaceFirst("");
            boolean isAgain = names.contains(first) || !Archive.isNamedSo(file);
            var earlier = kept.remove(isAgain ? first : file);
            if (earlier != null) {
                notes.add(
                        "%s was handed in again as %s, and the last upload counts"
                                .formatted(shown(name(earlier.path())), shown(name(each.path()))));
            }
            kept.put(isAgain ? first : file, each);
        }
        typed(files, kept.isEmpty() ? leftOver : notes);
        if (kept.isEmpty()) return;
        var sources = new ArrayList<Source>();
        kept.forEach((file, each) -> sources.add(new Source(each.path(), file)));
        var newest = kept.values().stream().toList().getLast().name();
        found.add(
                new Submission(
                        safe(newest.who()),
                        sources,
                        newest.platform(),
                        newest.user(),
                        kept.values().stream().anyMatch(each -> each.name().isLate()),
                        notes));
    }

    private static void typed(List<Named> files, List<String> sentences) {
        for (var each : files) {
            if (!each.name().isTyped()) continue;
            sentences.add(
                    shown(name(each.path()))
                            + " is a text typed into the platform; it is not graded, because a lab"
                            + " is handed in as files");
        }
    }

    /// Gives names that would share an id a hash of their own, so that no id depends on what else
    /// is in the folder in which order.
    private static List<Submission> unique(List<Submission> found) {
        Map<String, List<Submission>> byId = new TreeMap<>();
        for (var each : found) {
            var key = each.id().toLowerCase(Locale.ROOT);
            byId.computeIfAbsent(key, _ -> new ArrayList<>()).add(each);
        }
        var unique = new ArrayList<Submission>();
        for (var same : byId.values()) {
            for (var each : same) unique.add(same.size() == 1 ? each : withHash(each));
        }
        unique.sort(Comparator.comparing(Submission::id));
        return unique;
    }

    private static Submission withHash(Submission submission) {
        var name = name(submission.sources().getFirst().path());
        return new Submission(
                submission.id() + "-" + Sha256.of(name).substring(0, HASH_DIGITS),
                submission.sources(),
                submission.platform(),
                submission.user(),
                submission.late(),
                submission.notes());
    }

    /// A name that is safe as a folder's, and in an address.
    private static String safe(String name) {
        var safe = NOT_SAFE.matcher(name).replaceAll("-").replaceAll("^[.-]+", "");
        if (safe.length() > LONGEST_ID) safe = safe.substring(0, LONGEST_ID);
        return TAKEN.contains(safe.toLowerCase(Locale.ROOT)) ? "submission-" + safe : safe;
    }
}
