package chatlab.coursework.unpack;

import chatlab.coursework.unpack.Submission.Source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Copies a submission out of its archives, folders and files into an empty folder of the grader's:
/// plain files with plain names, and not too much of them.
///
/// A name that only another system would write is made plain. Anything that no honest packer writes
/// refuses the submission as a whole, since a grade of half a submission is nobody's. Confined to
/// one thread.
public final class Unpacking {
    static final int MOST_FILES = 2_000;
    static final long MOST_BYTES = 64 << 20;

    /// Of a strategy's source, beyond which it is neither compiled nor shown nor compared. A
    /// report's limit is the check's, which says so as it says everything else about a report.
    public static final long LARGEST_SOURCE = 1 << 20;

    private static final int DEEPEST = 12;
    private static final int LONGEST_NAME = 120;
    private static final Pattern ODD = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    /// What some systems do not allow in a name, and others write.
    private static final Pattern NOT_PLAIN = Pattern.compile("[:*?\"<>|\ufffd]");

    private static final Pattern PASSED_OVER =
            Pattern.compile(
                    "(.*/)?(__MACOSX|[.]git|[.]idea|[.]vscode|[.]gradle|target|build)/.*|(.*/)?([.]DS_Store|[.]_[^/]*|Icon\r"
                        + "|Thumbs[.]db|desktop[.]ini|[^/]*[.]class)",
                    Pattern.DOTALL);

    private static final String REPORT = "report.md";
    private static final Pattern NEARLY_REPORT =
            Pattern.compile("(?i)report(-\\d{1,2})?([.]md|[.]markdown)([.]txt)?");

    /// The folders of a submission; neither is one that holds a submission.
    private static final Set<String> INNER = Set.of("src", "evidence");

    private final Path target;
    private final Set<String> names = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private int parts;
    private int files;
    private long bytes;

    private Unpacking(Path target) {
        this.target = target;
    }

    /// Why a submission is refused.
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String why) {
            super(why);
        }
    }

    /// A submission that was copied.
    ///
    /// @param root the folder that holds the report
    /// @param notes what a marker should know about how it was packed, in sentences
    public record Unpacked(Path root, List<String> notes) {}

    /// Copies it.
    ///
    /// @param target an empty folder
    /// @throws RefusedException with a sentence for student and staff
    public static Unpacked unpack(Submission submission, Path target)
            throws IOException, RefusedException {
        return new Unpacking(target).unpack(submission.sources());
    }

    private Unpacked unpack(List<Source> sources) throws IOException, RefusedException {
        var roots = new ArrayList<Path>();
        for (var source : sources) roots.add(root(part(source)));
        var root = roots.getFirst();
        for (var other : roots.subList(1, roots.size())) merge(other, root, true);
        if (!holdsAReport(root) || !Files.isDirectory(root.resolve("evidence"))) unpackInner(root);
        if (bytes == 0) throw new RefusedException("it is empty");
        nameReport(root);
        return new Unpacked(root, notes);
    }

    /// A folder of its own with the files of one source.
    private Path part(Source source) throws IOException, RefusedException {
        var part = Files.createDirectory(target.resolve(String.valueOf(++parts)));
        var path = source.path();
        if (Files.isDirectory(path)) {
            copyFolder(path, part);
        } else if (Archive.isNamedSo(source.name())) {
            copyArchive(path, part);
        } else {
            var isCode = source.name().endsWith(".java");
            try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                add(part, isCode ? "src/" + source.name() : source.name(), in, Long.MAX_VALUE);
            }
        }
        return part;
    }

    // --- Where the report is ---

    /// Whether a folder has a report, under a name that is meant so.
    static boolean holdsAReport(Path folder) throws IOException {
        return report(folder) != null;
    }

    private static @Nullable Path report(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(REPORT))) return folder.resolve(REPORT);
        try (var entries = Files.list(folder)) {
            var near =
                    entries.filter(path -> NEARLY_REPORT.matcher(name(path)).matches())
                            .filter(Files::isRegularFile)
                            .toList();
            return near.size() == 1 ? near.getFirst() : null;
        }
    }

    private static String name(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    /// The folder that is the submission: this one, or one within it.
    private Path root(Path folder) throws IOException {
        if (holdsAReport(folder)) return folder;
        List<Path> all;
        try (var entries = Files.list(folder)) {
            all = entries.toList();
        }
        if (all.size() == 1 && isOuter(all.getFirst())) return root(all.getFirst());
        List<Path> holders;
        try (var folders = Files.walk(folder, DEEPEST)) {
            var found = new ArrayList<Path>();
            for (var each : folders.filter(Files::isDirectory).toList()) {
                if (holdsAReport(each)) found.add(each);
            }
            holders = found;
        }
        if (holders.size() != 1) return folder;
        var holder = holders.getFirst();
        var shown = shown(folder.relativize(holder).toString());
        if (all.stream().anyMatch(each -> INNER.contains(name(each)))) {
            Files.move(Objects.requireNonNull(report(holder)), folder.resolve(REPORT));
            notes.add("the report was in the folder '" + shown + "'");
            return folder;
        }
        notes.add("only the folder '" + shown + "' is looked at: it holds the report");
        return holder;
    }

    private static boolean isOuter(Path path) {
        return Files.isDirectory(path) && !INNER.contains(name(path));
    }

    /// Puts a report under its name.
    private void nameReport(Path root) throws IOException {
        var report = report(root);
        if (report == null || name(report).equals(REPORT)) return;
        Files.move(report, root.resolve(REPORT));
        notes.add("the report was named '%s', not '%s'".formatted(shown(name(report)), REPORT));
    }

    /// Archives in the folder of the submission are a part of it: Moodle puts a student's archive
    /// into a folder of its own, and some students pack their evidence.
    private void unpackInner(Path root) throws IOException, RefusedException {
        List<Path> archives;
        try (var entries = Files.list(root)) {
            archives = entries.filter(Submissions::isArchive).sorted().toList();
        }
        for (var archive : archives) {
            var name = name(archive);
            merge(root(part(new Source(archive, name))), root, false);
            Files.delete(archive);
        }
    }

    /// Moves the files of a part to those of another.
    ///
    /// @param isLater whether the part is younger, and counts where both have a file
    private void merge(Path part, Path whole, boolean isLater) throws IOException {
        List<Path> all;
        try (var paths = Files.walk(part)) {
            all = paths.filter(Files::isRegularFile).sorted().toList();
        }
        for (var file : all) {
            var relative = part.relativize(file);
            var place = whole.resolve(relative);
            if (Files.exists(place)) {
                if (Files.isDirectory(place) || Files.mismatch(file, place) < 0) continue;
                notes.add(
                        "'%s' was handed in twice with different content; %s counts"
                                .formatted(
                                        shown(relative.toString()),
                                        isLater
                                                ? "the one that was uploaded last"
                                                : "the one outside of the inner archive"));
                if (!isLater) continue;
                Files.delete(place);
            }
            Files.createDirectories(Objects.requireNonNull(place.getParent()));
            Files.move(file, place);
        }
    }

    // --- Copying ---

    private void copyFolder(Path source, Path part) throws IOException, RefusedException {
        var refusal = new RefusedException[1];
        Files.walkFileTree(
                source,
                Set.of(),
                DEEPEST + 2,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        var name = source.relativize(file).toString();
                        try {
                            if (!attributes.isRegularFile()) {
                                throw new RefusedException(
                                        "'" + shown(name) + "' is a link, not a file");
                            }
                            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                                add(part, name, in, Long.MAX_VALUE);
                            }
                            return FileVisitResult.CONTINUE;
                        } catch (RefusedException e) {
                            refusal[0] = e;
                            return FileVisitResult.TERMINATE;
                        }
                    }
                });
        if (refusal[0] != null) throw refusal[0];
    }

    private void copyArchive(Path source, Path part) throws IOException, RefusedException {
        Archive.read(
                source,
                new Archive.Entries() {
                    @Override
                    public void folder(String name) throws RefusedException {
                        check(part, plain(name));
                    }

                    @Override
                    public void file(String name, InputStream in, long most)
                            throws IOException, RefusedException {
                        add(part, name, in, most);
                    }
                });
    }

    /// Copies one file.
    ///
    /// @param most bytes that it may have
    private void add(Path part, String packed, InputStream in, long most)
            throws IOException, RefusedException {
        var name = plain(packed);
        if (PASSED_OVER.matcher(name).matches()) {
            // Files that an editor or a system leaves are dropped without a message, but they
            // count.
            if (++files > MOST_FILES * 5) throw tooMany();
            return;
        }
        var path = check(part, name);
        if (++files > MOST_FILES) throw tooMany();
        // Two names that differ in nothing but case are one file on some machines.
        if (!names.add(path.toString().toLowerCase(Locale.ROOT))) {
            throw new RefusedException("'" + shown(name) + "' is there twice");
        }
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
        } catch (IOException e) {
            throw new RefusedException("'" + shown(name) + "' is a file and a folder at once");
        }
        try (var out = Files.newOutputStream(path)) {
            var buffer = new byte[1 << 16];
            long written = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                written += n;
                bytes += n;
                if (bytes > MOST_BYTES) throw tooLarge();
                if (written > most) {
                    throw new RefusedException(
                            "'" + shown(name) + "' unpacks to far more than was packed");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private static RefusedException tooMany() {
        return new RefusedException("it has more than %,d files".formatted(MOST_FILES));
    }

    static RefusedException tooLarge() {
        return new RefusedException("it has more than %d MB".formatted(MOST_BYTES >> 20));
    }

    // --- Names ---

    /// A name as every system can have it: Windows writes `\` between folders, macOS takes accents
    /// apart, and each allows signs that another does not.
    private static String plain(String name) {
        var slashes = name.replace('\\', '/');
        if (slashes.matches("[A-Za-z]:/.*")) return slashes;
        var plain = NOT_PLAIN.matcher(slashes).replaceAll("_");
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    /// The path of a name that is plain, and inside.
    private static Path check(Path part, String name) throws RefusedException {
        boolean isOutside = name.startsWith("/") || name.matches("[A-Za-z]:.*");
        var path = part;
        int depth = 0;
        for (var each : name.split("/", -1)) {
            if (each.isEmpty() || each.equals(".")) continue;
            isOutside |= each.equals("..");
            if (each.length() > LONGEST_NAME || ODD.matcher(each).find() || !isText(each)) {
                throw new RefusedException("'" + shown(name) + "' is an odd name for a file");
            }
            if (!isOutside) path = path.resolve(each);
            depth++;
        }
        if (isOutside || !path.normalize().startsWith(part)) {
            throw new RefusedException("'" + shown(name) + "' leads out of the submission");
        }
        if (depth == 0) throw new RefusedException("a file has no name");
        if (depth > DEEPEST) {
            throw new RefusedException(
                    "'%s' lies more than %d folders deep".formatted(shown(name), DEEPEST));
        }
        return path;
    }

    private static boolean isText(String part) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(part);
    }

    /// A name that may be hostile, as it may be printed.
    public static String shown(String name) {
        var shown =
                ODD.matcher(name)
                        .replaceAll("?")
                        .replaceAll("[\\\\*?\"<>|]", "?")
                        .replaceAll("[^\\x20-\\x7e\\p{L}\\p{N}]", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    }
}
