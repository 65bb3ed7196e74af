package chatlab.coursework.check;

import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.Subject;
import chatlab.evidence.Json;
import chatlab.evidence.Manifest;
import chatlab.evidence.Sha256;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// The evidence of a submission's claims. None of the files is trusted.
///
/// Nothing outside of the submission is looked at, no link is followed, nothing huge is read, and a
/// file counts only if the manifest of its run has the same hash. Confined to one thread.
public final class EvidenceFolder {
    /// The longest run of `lab bench` leaves a hundredth of this.
    static final long LARGEST = 32L * 1024 * 1024;

    private static final String FOLDER = "evidence";
    private static final String HOW_TO_LEAVE_IT =
            "Run the tool again with --out evidence/NAME, and change nothing in that folder.";

    private final Path submission;
    private final Map<Path, String> hashes = new HashMap<>();
    private final Map<Path, JsonNode> documents = new HashMap<>();
    private final TreeSet<Instant> beginnings = new TreeSet<>();

    public EvidenceFolder(Path submission) {
        this.submission = submission;
    }

    /// One file of the evidence, as its run left it.
    ///
    /// @param name in the submission, such as `evidence/race/race.json`
    /// @param run the folder of its run; the submission's own for a file that lies alone
    record Source(String name, Path path, Path run) {}

    /// The first moment of the earliest run that any claim was held against; null: none was.
    @Nullable Instant begun() {
        return beginnings.isEmpty() ? null : beginnings.first();
    }

    /// A file of a run, with a manifest that vouches for it.
    Source ofARun(String name) throws IOException, RefusedException {
        Path file = file(name);
        Path run = runOf(file, name);
        vouched(run, file, name);
        return new Source(name, file, run);
    }

    /// A file that needs no manifest, because its content can be tried again.
    Source alone(String name) throws IOException, RefusedException {
        return new Source(name, file(name), submission);
    }

    /// Another file of the same run; missing if it is not there, or is not as the run left it.
    JsonNode sibling(Source source, String name) throws IOException, RefusedException {
        Path file = source.run().resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return MissingNode.getInstance();
        String relative = relative(file);
        vouched(source.run(), file, relative);
        return json(new Source(relative, file, source.run()));
    }

    /// The content of a file.
    JsonNode json(Source source) throws IOException, RefusedException {
        JsonNode known = documents.get(source.path());
        if (known != null) return known;
        try {
            JsonNode document = Json.mapper().readTree(Files.readAllBytes(source.path()));
            documents.put(source.path(), document);
            return document;
        } catch (JsonProcessingException _) {
            throw RefusedException.inadmissible(
                            source.name() + " is not JSON.",
                            "Name the .json file that the tool wrote. " + HOW_TO_LEAVE_IT)
                    .andAFinding();
        }
    }

    /// The hash of a source of the student's own.
    String sha256(String name) throws IOException, RefusedException {
        return hash(inside(name, "src"));
    }

    /// Refuses evidence that is not of the student's source as it was handed in.
    ///
    /// @param sha256 of the source that it is of
    /// @param isAbout the beginning of a sentence, such as `'race.json' is about`
    /// @param help how to get evidence of this source
    void checkSource(Subject subject, String sha256, String isAbout, String help)
            throws IOException, RefusedException {
        if (!subject.isOwn() || sha256.equals(subject.sha256())) return;
        boolean isSame = LineEnds.alone(inside(subject.name(), "src"), sha256);
        throw RefusedException.inadmissible(
                        isSame
                                ? "%s %s with other ends of lines: git or an editor has made CRLF of LF, or LF of CRLF."
                                        .formatted(isAbout, subject)
                                : "%s another version of %s: the hash of its source differs."
                                        .formatted(isAbout, subject),
                        isSame
                                ? help
                                        + " Or put the line '*.java -text' into .gitattributes and"
                                        + " check the file out again."
                                : help)
                .andAFinding();
    }

    /// The strategy that a key of a claim names.
    public Subject subject(ClaimBlock claim, String key) throws IOException, RefusedException {
        return subject(claim.text(key), key);
    }

    /// The strategy of that name.
    ///
    /// @param key of the claim, for messages
    public Subject subject(String name, String key) throws IOException, RefusedException {
        if (Subject.isOwn(name)) return new Subject(name, sha256(name));
        if (Subject.isSound(name)) return new Subject(name, "");
        throw RefusedException.key(
                key,
                "'"
                        + key
                        + "' must name a strategy: by its name, such as cow, or by its source, such"
                        + " as src/Mine.java.",
                "Write it as lab strategies lists it, or as the path of your file.");
    }

    // --- Where it is ---

    private Path file(String name) throws IOException, RefusedException {
        if (name.isEmpty()) {
            throw RefusedException.key(
                    "evidence",
                    "The claim names no evidence.",
                    "Add the file that shows it, such as 'evidence: evidence/race/race.json'.");
        }
        return inside(name, FOLDER);
    }

    /// The file of that name, if it lies below that folder of the submission.
    private Path inside(String name, String folder) throws IOException, RefusedException {
        Path relative = relative(name, folder);
        Path file = submission;
        for (Path part : relative) {
            file = file.resolve(part);
            if (Files.isSymbolicLink(file)) {
                throw RefusedException.inadmissible(
                                "'" + name + "' is, or lies behind, a link.",
                                "Copy the file itself into " + folder + "/.")
                        .andAFinding();
            }
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw RefusedException.notRun(
                            "'" + name + "' is a folder.",
                            "Name the file in it, such as "
                                    + name.replaceFirst("/+$", "")
                                    + "/race.json.")
                    .andAFinding();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw RefusedException.notRun(
                            "There is no file '" + name + "' in the submission.",
                            folder.equals(FOLDER)
                                    ? "Run the tool with --out evidence/NAME, or correct the path."
                                    : "Hand it in under that path, or correct the path.")
                    .andAFinding();
        }
        if (Files.size(file) > LARGEST) {
            throw RefusedException.inadmissible(
                            "'" + name + "' is larger than 32 MB, which no tool of the lab writes.",
                            HOW_TO_LEAVE_IT)
                    .andAFinding();
        }
        return file;
    }

    private Path relative(String name, String folder) throws RefusedException {
        boolean isSound = name.length() <= 250 && name.matches("[\\p{L}\\p{N} ._+@=,/-]+");
        try {
            Path path = Path.of(name).normalize();
            boolean isInside =
                    isSound
                            && !path.isAbsolute()
                            && path.equals(Path.of(name))
                            && path.getNameCount() > 1
                            && path.startsWith(folder);
            if (isInside) return path;
        } catch (InvalidPathException _) {
            // falls through to the refusal below
        }
        throw RefusedException.inadmissible(
                        "The path is not one within " + folder + "/ of the submission.",
                        "Give a path such as "
                                + (folder.equals(FOLDER)
                                        ? "evidence/race/race.json"
                                        : "src/Mine.java")
                                + ", relative to the folder of report.md.")
                .andAFinding();
    }

    private Path runOf(Path file, String name) throws RefusedException {
        Path top = submission.resolve(FOLDER);
        for (Path folder = file.getParent();
                folder != null && folder.startsWith(top);
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve(Manifest.NAME), LinkOption.NOFOLLOW_LINKS)) {
                return folder;
            }
        }
        throw RefusedException.inadmissible(
                        "No manifest.json lies beside '"
                                + name
                                + "', so nothing shows which run left it.",
                        HOW_TO_LEAVE_IT)
                .andAFinding();
    }

    // --- Whether it is as it was left ---

    private void vouched(Path run, Path file, String name) throws IOException, RefusedException {
        Manifest manifest = manifest(run);
        String path = slashes(run.relativize(file));
        String listed =
                manifest.files().stream()
                        .filter(each -> path.equals(each.path()))
                        .map(Manifest.File::sha256)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow(() ->
                                RefusedException.inadmissible(
                                                "'"
                                                        + name
                                                        + "' is not listed in the manifest.json of"
                                                        + " its run.",
                                                HOW_TO_LEAVE_IT)
                                        .andAFinding());
        if (LineEnds.alone(file, listed)) {
            throw RefusedException.inadmissible(
                            "'%s' has other ends of lines than its run wrote: git or an editor has made CRLF of LF, or LF of CRLF."
                                    .formatted(name),
                            "Copy the run's folder again from where it was run, or run the tool"
                                    + " again; and tell git to leave it alone: put the line"
                                    + " 'evidence/** -text' into .gitattributes before you add it.")
                    .andAFinding();
        }
        if (!listed.equals(hash(file))) {
            throw RefusedException.inadmissible(
                            "'"
                                    + name
                                    + "' has been changed since its run: its hash differs from that"
                                    + " in manifest.json.",
                            HOW_TO_LEAVE_IT)
                    .andAFinding();
        }
        beginnings.add(manifest.started());
    }

    private Manifest manifest(Path run) throws IOException, RefusedException {
        Path file = run.resolve(Manifest.NAME);
        boolean isReadable =
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.size(file) <= LARGEST / 8;
        try {
            if (isReadable) {
                Manifest manifest = Manifest.read(run);
                if (manifest.started() != null
                        && manifest.files().stream().noneMatch(Objects::isNull)) return manifest;
            }
        } catch (IOException e) {
            if (!isAboutItsContent(e)) throw e;
        }
        throw RefusedException.inadmissible(
                        "'" + relative(file) + "' is not a manifest as the tools write it.",
                        HOW_TO_LEAVE_IT)
                .andAFinding();
    }

    /// [Manifest#read] throws the same exception for a file that is no manifest and for one that
    /// cannot be read.
    private static boolean isAboutItsContent(IOException e) {
        return e.getCause() instanceof JsonProcessingException
                || (e.getCause() == null && e.getClass() == IOException.class);
    }

    private String hash(Path file) throws IOException {
        String known = hashes.get(file);
        if (known != null) return known;
        String hash = Sha256.of(file);
        hashes.put(file, hash);
        return hash;
    }

    private String relative(Path file) {
        return slashes(submission.relativize(file));
    }

    private static String slashes(Path path) {
        List<String> parts = new ArrayList<>();
        path.forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }
}
