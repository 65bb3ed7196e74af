package chatlab.cli.dist;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Packs files so that the same files give the same bytes: in their order, with one time stamp, and
/// with no owner.
///
/// @param folder in the archive, which holds them all
record Archives(String folder, List<DistributionFile> files, LocalDateTime time) {
    private static final int FILE = 0100644;
    private static final int EXECUTABLE = 0100755;

    Archives {
        files = List.copyOf(files);
    }

    void zip(Path archive) throws IOException {
        try (var out = new ZipArchiveOutputStream(archive)) {
            for (var file : files) {
                var entry = new ZipArchiveEntry(folder + "/" + file.path());
                entry.setTimeLocal(time); // the same in every time zone
                entry.setUnixMode(file.isExecutable() ? EXECUTABLE : FILE);
                out.putArchiveEntry(entry);
                out.write(file.bytes());
                out.closeArchiveEntry();
            }
        }
    }

    void tar(Path archive) throws IOException {
        try (var file = Files.newOutputStream(archive);
                var zipped = new GzipCompressorOutputStream(file);
                var out = new TarArchiveOutputStream(zipped)) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var each : files) {
                var entry = new TarArchiveEntry(folder + "/" + each.path());
                entry.setSize(each.bytes().length);
                entry.setModTime(time.toInstant(ZoneOffset.UTC).toEpochMilli());
                entry.setMode(each.isExecutable() ? EXECUTABLE : FILE);
                out.putArchiveEntry(entry);
                out.write(each.bytes());
                out.closeArchiveEntry();
            }
        }
    }
}
