package chatlab.coursework.unpack;

import chatlab.coursework.unpack.Unpacking.RefusedException;

import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.io.input.BoundedInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the entries of an archive: zip, 7z and tar, the last packed by gzip, bzip2 or xz, or not.
///
/// The content decides which it is, because the name may be wrong. Nothing is kept in memory beyond
/// [#MOST_MEMORY_KB], and no more is unpacked than [Unpacking#MOST_BYTES] and what is passed over.
final class Archive {
    private static final Pattern NAME =
            Pattern.compile(
                    "(?i)(?<stem>.+)[.](zip|7z|rar|tar|tgz|tbz2?|txz|tar[.](gz|bz2|xz|zst|lzma|z)|zst|lzh|arj|cab)");

    /// For the decoders' windows; `xz -9` asks for 65 MB.
    private static final int MOST_MEMORY_KB = 100 << 10;

    /// Beyond it, the first megabyte, a file is packed better than any honest one.
    private static final int HIGHEST_RATIO = 200;

    /// What a stream may hold altogether: the files that count, and those that are passed over.
    private static final long LONGEST_STREAM = 2 * Unpacking.MOST_BYTES;

    private static final Set<String> COMPRESSORS =
            Set.of(
                    CompressorStreamFactory.GZIP,
                    CompressorStreamFactory.BZIP2,
                    CompressorStreamFactory.XZ);

    /// The encoding of names in zips that do not name one.
    private static final Charset IBM437 = Charset.forName("IBM437");

    private static final int FILE_TYPE = 0xf000;
    private static final int LINK = 0xa000;

    private Archive() {}

    /// Takes the entries of an archive, one after the other.
    interface Entries {
        void folder(String name) throws RefusedException;

        void file(String name, InputStream in, long most) throws IOException, RefusedException;
    }

    /// Whether this is an archive's name, of a format that can be read or not.
    static boolean isNamedSo(String file) {
        return NAME.matcher(file).matches();
    }

    /// A file's name without an archive's extension.
    static String stem(String file) {
        var matcher = NAME.matcher(file);
        return matcher.matches() ? matcher.group("stem") : file;
    }

    /// Reads all entries.
    ///
    /// @throws RefusedException if it cannot be read
    static void read(Path archive, Entries entries) throws IOException, RefusedException {
        byte[] begin;
        try (var in = Files.newInputStream(archive)) {
            begin = in.readNBytes(8);
        }
        try {
            if (begins(begin, 'P', 'K')) zip(archive, entries);
            else if (SevenZFile.matches(begin, begin.length)) sevenZ(archive, entries);
            else if (begins(begin, 'R', 'a', 'r', '!')) throw unknown("a RAR archive");
            else tar(archive, entries);
        } catch (PasswordRequiredException _) {
            throw new RefusedException(
                    "the archive is encrypted; pack it again without a password");
        } catch (MemoryLimitException _) {
            throw new RefusedException("the archive needs too much memory; pack it as a plain zip");
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static boolean begins(byte[] bytes, char... with) {
        if (bytes.length < with.length) return false;
        for (int i = 0; i < with.length; i++) if (bytes[i] != with[i]) return false;
        return true;
    }

    private static RefusedException unknown(String what) {
        return new RefusedException("it is " + what + ", which cannot be read; pack it as a zip");
    }

    /// A full disk is ours; all else is the archive's.
    private static RefusedException unreadable(Exception e) throws IOException {
        if (e instanceof IOException io
                && String.valueOf(e.getMessage()).contains("No space left")) {
            throw io;
        }
        return new RefusedException("the archive cannot be read; pack it anew as a plain zip");
    }

    private static RefusedException link(String name) {
        return new RefusedException("'" + Unpacking.shown(name) + "' is a link, not a file");
    }

    private static long most(long packed) {
        return (1 << 20) + HIGHEST_RATIO * Math.max(0, packed);
    }

    private static void zip(Path archive, Entries entries) throws IOException, RefusedException {
        try (var zip = ZipFile.builder().setPath(archive).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                var name = name(entry);
                if (entry.isUnixSymlink()) throw link(name);
                if (entry.isDirectory() || name.endsWith("\\")) {
                    entries.folder(name);
                } else if (entry.getGeneralPurposeBit().usesEncryption()) {
                    throw new PasswordRequiredException(name);
                } else if (!zip.canReadEntryData(entry)) {
                    throw new RefusedException(
                            "'"
                                    + Unpacking.shown(name)
                                    + "' is packed oddly; pack it as a plain zip");
                } else {
                    try (var in = zip.getInputStream(entry)) {
                        entries.file(name, in, most(entry.getCompressedSize()));
                    }
                }
            }
        }
    }

    /// Windows' own tool writes names in the code page of old PCs, and does not say so.
    private static String name(ZipArchiveEntry entry) {
        var raw = entry.getRawName();
        if (raw == null || entry.getNameSource() != ZipArchiveEntry.NameSource.NAME) {
            return entry.getName();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException _) {
            return new String(raw, IBM437);
        }
    }

    private static void sevenZ(Path archive, Entries entries) throws IOException, RefusedException {
        try (var file =
                SevenZFile.builder().setPath(archive).setMaxMemoryLimitKiB(MOST_MEMORY_KB).get()) {
            long size = 0;
            for (var entry : file.getEntries()) size += entry.getSize();
            if (size > LONGEST_STREAM) throw Unpacking.tooLarge();
            long most = most(Files.size(archive));
            for (var entry = file.getNextEntry(); entry != null; entry = file.getNextEntry()) {
                var name = entry.getName();
                if (name == null || isLink(entry)) throw link(String.valueOf(name));
                if (entry.isDirectory()) entries.folder(name);
                else if (!entry.isAntiItem()) {
                    entries.file(name, file.getInputStream(entry), most);
                }
            }
        }
    }

    /// The upper half of the attributes is Unix' mode, where the packer knows it.
    private static boolean isLink(SevenZArchiveEntry entry) {
        return entry.getHasWindowsAttributes()
                && ((entry.getWindowsAttributes() >>> 16) & FILE_TYPE) == LINK;
    }

    private static void tar(Path archive, Entries entries) throws IOException, RefusedException {
        long most = most(Files.size(archive));
        try (var file = new BufferedInputStream(Files.newInputStream(archive));
                var unpacked = bounded(unpacked(file));
                var tar = new TarArchiveInputStream(unpacked)) {
            int count = 0;
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                count++;
                if (entry.isDirectory()) entries.folder(entry.getName());
                else if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
                    throw link(entry.getName());
                } else entries.file(entry.getName(), tar, most);
            }
            if (count == 0) throw new IOException("no tar");
        } catch (TooLongException _) {
            throw Unpacking.tooLarge();
        }
    }

    /// The stream without its compression, if it has one.
    private static InputStream unpacked(BufferedInputStream in)
            throws IOException, RefusedException {
        String name;
        try {
            name = CompressorStreamFactory.detect(in);
        } catch (CompressorException | IllegalArgumentException _) {
            return in;
        }
        if (!COMPRESSORS.contains(name)) throw unknown("packed by " + name);
        try {
            return new CompressorStreamFactory(true, MOST_MEMORY_KB)
                    .createCompressorInputStream(name, in);
        } catch (CompressorException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e);
        }
    }

    /// More was unpacked than an honest archive holds.
    private static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static InputStream bounded(InputStream in) throws IOException {
        return BoundedInputStream.builder()
                .setInputStream(in)
                .setMaxCount(LONGEST_STREAM)
                .setOnMaxCount((_, _) -> {
                    throw new TooLongException();
                })
                .get();
    }
}
