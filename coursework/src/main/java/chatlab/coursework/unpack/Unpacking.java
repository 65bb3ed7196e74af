package chatlab.coursework.unpack;

import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Copies a submission out of its archive or folder into an empty folder of the grader's: plain
/// files with plain names, and not too much of them.
///
/// Whatever else it holds refuses it as a whole, since a grade of half a submission is nobody's.
/// Confined to one thread.
public final class Unpacking {
    static final int MOST_FILES = 2_000;
    static final long MOST_BYTES = 64 << 20;

    /// Of a strategy's source, beyond which it is neither compiled nor shown nor compared. A
    /// report's limit is the check's, which says so as it says everything else about a report.
    public static final long LARGEST_SOURCE = 1 << 20;

    /// A file may be packed so well and no better, beyond its first megabyte.
    private static final int HIGHEST_RATIO = 200;

    private static final int DEEPEST = 12;
    private static final int LONGEST_NAME = 120;
    private static final Pattern ODD = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\\\:*?\"<>|]");
    private static final Pattern PASSED_OVER =
            Pattern.compile(
                    "(.*/)?(__MACOSX|[.]git|[.]idea|[.]vscode|[.]gradle|target|build)/.*|(.*/)?([.]DS_Store|Thumbs[.]db|[^/]*[.]class)");

    private final Path target;
    private final Set<String> names = new HashSet<>();
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

    /// Copies it.
    ///
    /// @param target an empty folder
    /// @return the folder that holds the report: the target, or the only folder in it
    /// @throws RefusedException with a sentence for student and staff
    public static Path unpack(Path source, Path target) throws IOException, RefusedException {
        var unpacking = new Unpacking(target);
        unpacking.copy(source);
        var root = target;
        for (int i = 0; i < DEEPEST && !Files.exists(root.resolve("report.md")); i++) {
            try (var entries = Files.list(root)) {
                var all = entries.toList();
                if (all.size() != 1) break;
                var only = all.getFirst();
                if (Files.isDirectory(only)) root = only;
                else if (i == 0 && Submissions.isArchive(only)) return unpackInner(only, target);
                else break;
            }
        }
        return root;
    }

    /// Moodle puts a student's archive into a folder of its own.
    private static Path unpackInner(Path archive, Path target)
            throws IOException, RefusedException {
        var inner = Files.createDirectory(target.resolveSibling(target.getFileName() + "-inner"));
        return unpack(archive, inner);
    }

    private void copy(Path source) throws IOException, RefusedException {
        if (Files.isDirectory(source)) copyFolder(source);
        else if (source.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) copyZip(source);
        else copyTar(source);
    }

    private void copyFolder(Path source) throws IOException, RefusedException {
        var refusal = new RefusedException[1];
        Files.walkFileTree(
                source,
                Set.of(),
                DEEPEST + 2,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        var name = source.relativize(file).toString().replace('\\', '/');
                        try {
                            if (!attributes.isRegularFile()) {
                                throw new RefusedException(
                                        "'" + shown(name) + "' is a link, not a file");
                            }
                            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                                add(name, in, Long.MAX_VALUE);
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

    private void copyZip(Path source) throws IOException, RefusedException {
        try (var zip = ZipFile.builder().setPath(source).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                if (entry.isUnixSymlink()) throw link(entry.getName());
                if (entry.isDirectory()) {
                    check(entry.getName());
                } else if (!zip.canReadEntryData(entry)) {
                    throw new RefusedException(
                            "'" + shown(entry.getName()) + "' is encrypted or packed oddly");
                } else {
                    try (var in = zip.getInputStream(entry)) {
                        long packed = Math.max(0, entry.getCompressedSize());
                        add(entry.getName(), in, (1 << 20) + HIGHEST_RATIO * packed);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private void copyTar(Path source) throws IOException, RefusedException {
        try (var in = new BufferedInputStream(Files.newInputStream(source));
                var tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isDirectory()) check(entry.getName());
                else if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
                    throw link(entry.getName());
                } else add(entry.getName(), tar, Long.MAX_VALUE);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static RefusedException link(String name) {
        return new RefusedException("'" + shown(name) + "' is a link, not a file");
    }

    /// A full disk is ours; all else is the archive's.
    private static RefusedException unreadable(Exception e) throws IOException {
        if (e instanceof IOException io
                && String.valueOf(e.getMessage()).contains("No space left")) {
            throw io;
        }
        return new RefusedException("the archive cannot be read; pack it anew as a plain zip");
    }

    /// Copies one file.
    ///
    /// @param most bytes that it may have
    private void add(String name, InputStream in, long most) throws IOException, RefusedException {
        if (PASSED_OVER.matcher(name).matches()) {
            // Files that an editor or a system leaves are dropped without a message, but they
            // count.
            if (++files > MOST_FILES * 5) throw tooMany();
            return;
        }
        var path = check(name);
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
                if (bytes > MOST_BYTES) {
                    throw new RefusedException(
                            "it has more than %d MB".formatted(MOST_BYTES >> 20));
                }
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

    /// The path of a name that is plain, and inside.
    private Path check(String name) throws RefusedException {
        boolean isOutside =
                name.startsWith("/") || name.matches("[A-Za-z]:.*") || name.contains("\\");
        var path = target;
        int depth = 0;
        for (var part : name.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) continue;
            isOutside |= part.equals("..");
            if (part.length() > LONGEST_NAME || ODD.matcher(part).find() || !isText(part)) {
                throw new RefusedException("'" + shown(name) + "' is an odd name for a file");
            }
            if (!isOutside) path = path.resolve(part);
            depth++;
        }
        if (isOutside || !path.normalize().startsWith(target)) {
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
        return StandardCharsets.UTF_8.newEncoder().canEncode(part) && !part.contains("\ufffd");
    }

    /// A name that may be hostile, as it may be printed.
    public static String shown(String name) {
        var shown = ODD.matcher(name).replaceAll("?").replaceAll("[^\\x20-\\x7e\\p{L}\\p{N}]", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    }
}
