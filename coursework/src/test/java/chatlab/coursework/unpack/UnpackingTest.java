package chatlab.coursework.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.coursework.unpack.Submission.Source;
import chatlab.coursework.unpack.Unpacking.RefusedException;
import chatlab.coursework.unpack.Unpacking.Unpacked;

import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Honest archives of every kind are unpacked, and no kind lets more through than another.
class UnpackingTest {
    private static final int LINK_MODE = 0120777;

    @TempDir private Path folder;
    private int runs;

    private Unpacked unpack(Source... sources) throws Exception {
        var target = Files.createDirectory(folder.resolve("run-" + ++runs));
        return Unpacking.unpack(
                new Submission("s", List.of(sources), null, null, false, List.of()), target);
    }

    private Unpacked unpack(Path archive) throws Exception {
        return unpack(source(archive));
    }

    private static Source source(Path path) {
        return new Source(path, Objects.requireNonNull(path.getFileName()).toString());
    }

    private static List<String> names(Unpacked unpacked) throws IOException {
        try (Stream<Path> files = Files.walk(unpacked.root())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> unpacked.root().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /// Files with a text each.
    private static Map<String, byte[]> texts(String... namesAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    /// An archive of the kind that its name says.
    private Path pack(String name, Map<String, byte[]> files) throws IOException {
        var file = folder.resolve(name);
        if (name.endsWith(".zip")) {
            try (var zip = new ZipArchiveOutputStream(file)) {
                for (var each : files.entrySet()) {
                    zip.putArchiveEntry(new ZipArchiveEntry(each.getKey()));
                    zip.write(each.getValue());
                    zip.closeArchiveEntry();
                }
            }
        } else if (name.endsWith(".7z")) {
            try (var out = new SevenZOutputFile(file.toFile())) {
                boolean isMuch =
                        files.size() > 100
                                || files.values().stream().anyMatch(each -> each.length > 1 << 20);
                // Deflate is weaker, and ten times faster.
                if (isMuch) out.setContentCompression(SevenZMethod.DEFLATE);
                for (var each : files.entrySet()) {
                    var entry = out.createArchiveEntry(file.toFile(), each.getKey());
                    out.putArchiveEntry(entry);
                    out.write(each.getValue());
                    out.closeArchiveEntry();
                }
            }
        } else {
            try (var tar = new TarArchiveOutputStream(compressed(file, name), "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                for (var each : files.entrySet()) {
                    var entry = new TarArchiveEntry(each.getKey(), true);
                    entry.setSize(each.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(each.getValue());
                    tar.closeArchiveEntry();
                }
            }
        }
        return file;
    }

    private static OutputStream compressed(Path file, String name) throws IOException {
        var out = Files.newOutputStream(file);
        if (name.endsWith("gz")) return new GzipCompressorOutputStream(out);
        if (name.endsWith("bz2")) return new BZip2CompressorOutputStream(out);
        return name.endsWith("xz") ? new XZCompressorOutputStream(out) : out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.7z", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"})
    void everyKindIsUnpackedWhateverItsNameSays(String kind) throws Exception {
        var archive =
                pack(kind, texts("lab02/report.md", "hi", "lab02/evidence/u/race.json", "{}"));
        var misnamed = Files.copy(archive, folder.resolve("other.zip"));

        assertThat(names(unpack(archive))).containsExactly("evidence/u/race.json", "report.md");
        assertThat(names(unpack(misnamed))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.zip", "a.7z", "a.tar.xz"})
    void everyKindHasTheSameBounds(String kind) throws Exception {
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= Unpacking.MOST_FILES; i++) many.put("evidence/" + i, new byte[] {1});

        assertThatThrownBy(() -> unpack(pack(kind, many)))
                .hasMessage("it has more than 2,000 files");
        assertThatThrownBy(() -> unpack(pack(kind, texts("../evil", "x"))))
                .hasMessage("'../evil' leads out of the submission");
        assertThatThrownBy(() -> unpack(pack(kind, texts("Report.md", "x", "report.md", "y"))))
                .hasMessage("'report.md' is there twice");
        assertThatThrownBy(() -> unpack(pack(kind, texts("a\u202egpj.exe", "x"))))
                .hasMessageContaining("is an odd name");
    }

    @ParameterizedTest
    @CsvSource({
        "a.zip, unpacks to far more than was packed",
        "a.7z, unpacks to far more than was packed",
        "a.tar, it has more than 64 MB",
        "a.tar.xz, unpacks to far more than was packed"
    })
    void aBombIsRefused(String kind, String why) throws Exception {
        var archive = pack(kind, Map.of("report.md", new byte[65 << 20]));

        assertThatThrownBy(() -> unpack(archive)).hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.7z", "a.tar.gz"})
    void whatIsPassedOverIsBoundedToo(String kind) throws Exception {
        var archive = pack(kind, Map.of("target/x", new byte[140 << 20]));

        assertThatThrownBy(() -> unpack(archive)).hasMessage("it has more than 64 MB");
    }

    @Test
    void aLinkIsRefusedInTarAnd7z() throws Exception {
        var tar = folder.resolve("link.tar");
        try (var out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            var entry = new TarArchiveEntry("evidence/passwd", TarArchiveEntry.LF_SYMLINK);
            entry.setLinkName("/etc/passwd");
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
        }
        var sevenZ = folder.resolve("link.7z");
        try (var out = new SevenZOutputFile(sevenZ.toFile())) {
            var entry = out.createArchiveEntry(tar.toFile(), "evidence/passwd");
            entry.setHasWindowsAttributes(true);
            entry.setWindowsAttributes(LINK_MODE << 16);
            out.putArchiveEntry(entry);
            out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }

        for (var each : List.of(tar, sevenZ)) {
            assertThatThrownBy(() -> unpack(each))
                    .hasMessage("'evidence/passwd' is a link, not a file");
        }
    }

    @Test
    void whatCannotBeReadSaysWhatToDo() throws Exception {
        var rar = Files.writeString(folder.resolve("a.rar"), "Rar!\u001a\u0007");
        var none = Files.writeString(folder.resolve("b.zip"), "no archive at all");
        var empty = Files.createFile(folder.resolve("c.zip"));

        assertThatThrownBy(() -> unpack(rar))
                .hasMessage("it is a RAR archive, which cannot be read; pack it as a zip");
        assertThatThrownBy(() -> unpack(none)).hasMessageContaining("cannot be read; pack it anew");
        assertThatThrownBy(() -> unpack(empty)).isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "lab02\\evidence\\race.json, evidence/race.json",
        "lab02/was sagt: ich?.md, was sagt_ ich_.md",
        "lab02/u\u0308bung.md, \u00fcbung.md"
    })
    void aNameThatAnotherSystemWritesIsMadePlain(String packed, String plain) throws Exception {
        var archive = pack("a.zip", texts("lab02/report.md", "hi", packed, "x"));

        assertThat(names(unpack(archive))).contains(plain, "report.md");
    }

    @Test
    void umlautsInTheCodePageOfOldPcsAreRead() throws Exception {
        var file = folder.resolve("windows.zip");
        try (var zip = new ZipArchiveOutputStream(file)) {
            zip.setEncoding("IBM437");
            zip.setUseLanguageEncodingFlag(false);
            for (var name : List.of("report.md", "\u00dcbung.md")) {
                zip.putArchiveEntry(new ZipArchiveEntry(name));
                zip.write('x');
                zip.closeArchiveEntry();
            }
        }

        assertThat(names(unpack(file))).containsExactly("report.md", "\u00dcbung.md");
    }

    @Test
    void whatAMacLeavesIsPassedOver() throws Exception {
        var archive =
                pack(
                        "a.zip",
                        texts(
                                "lab02/report.md", "hi",
                                "._lab02", "x",
                                "lab02/Icon\r", "x",
                                "__MACOSX/lab02/._report.md", "x"));

        assertThat(names(unpack(archive))).containsExactly("report.md");
    }

    @Test
    void theReportIsFoundBesideOtherFiles() throws Exception {
        var beside = unpack(pack("a.zip", texts("README", "x", "lab02/report.md", "hi")));
        var apart =
                unpack(pack("b.zip", texts("text/report.md", "hi", "evidence/u/race.json", "{}")));

        assertThat(names(beside)).containsExactly("report.md");
        assertThat(beside.notes())
                .containsExactly("only the folder 'lab02' is looked at: it holds the report");
        assertThat(names(apart)).containsExactly("evidence/u/race.json", "report.md");
        assertThat(apart.notes()).containsExactly("the report was in the folder 'text'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Report.md", "report.md.txt", "REPORT.MD", "report-1.md", "report.markdown"})
    void aReportUnderNearlyItsNameIsRead(String name) throws Exception {
        var unpacked = unpack(pack("a.zip", texts("lab02/" + name, "hi")));

        assertThat(unpacked.root().resolve("report.md")).hasContent("hi");
        assertThat(unpacked.notes())
                .containsExactly("the report was named '" + name + "', not 'report.md'");
    }

    @Test
    void theFilesOfOneAttemptAreMergedAndConflictsNamed() throws Exception {
        var report = pack("report.zip", texts("report.md", "hi", "src/A.java", "old"));
        var evidence = pack("evidence.zip", texts("evidence/u/race.json", "{}"));
        var again = pack("more.zip", texts("lab/src/A.java", "new", "lab/report.md", "hi"));
        var loose = Files.writeString(folder.resolve("B.java"), "class B {}");

        var unpacked = unpack(source(report), source(evidence), source(again), source(loose));

        assertThat(names(unpacked))
                .containsExactly("evidence/u/race.json", "report.md", "src/A.java", "src/B.java");
        assertThat(unpacked.root().resolve("src/A.java")).hasContent("new");
        assertThat(unpacked.notes())
                .containsExactly(
                        "'src/A.java' was handed in twice with different content; the one that was"
                                + " uploaded last counts");
    }

    @Test
    void archivesInAFolderAreAPartOfTheSubmission() throws Exception {
        var moodle =
                Files.createDirectories(folder.resolve("Ann Example_1_assignsubmission_file_"));
        Files.move(
                pack("r.zip", texts("lab02/report.md", "hi", "__MACOSX/lab02/._report.md", "")),
                moodle.resolve("r.zip"));
        Files.move(pack("e.7z", texts("evidence/u/race.json", "{}")), moodle.resolve("e.7z"));
        Files.writeString(moodle.resolve("readme.txt"), "x");

        var unpacked = unpack(new Source(moodle, ""));

        assertThat(names(unpacked))
                .containsExactly("evidence/u/race.json", "readme.txt", "report.md");
    }

    @Test
    void anEmptySubmissionIsRefused() throws Exception {
        var nothing = Files.createDirectories(folder.resolve("nothing"));
        var blank = Files.createDirectories(folder.resolve("blank"));
        Files.createFile(blank.resolve("report.md"));

        assertThatThrownBy(() -> unpack(new Source(nothing, ""))).hasMessage("it is empty");
        assertThatThrownBy(() -> unpack(new Source(blank, ""))).hasMessage("it is empty");
    }
}
