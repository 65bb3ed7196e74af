package chatlab.coursework.redteam;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/// Makes submissions: an ordinary report, and the files that a test adds to it.
final class Hostile {
    private static final int LINK = 0120777;

    private Hostile() {}

    static final String REPORT =
            """
            ---
            schema: chatlab/report/1
            lab: "02"
            students:
              - {id: s1234567, name: Ann Example, share: 100}
            commit: none
            strategies: [src/FixedBroadcast.java]
            ai_use: none
            sources: []
            ---
            # The lost update

            ## Prediction
            One of two joins is lost now and then.

            ## Method
            Races.

            ## Results
            See the claims.

            ## Mechanism
            Two threads read the same size, and write the same slot.

            ## Limits
            One machine.
            """;

    /// A correct strategy with two additions of the test: a first statement of `join`, and members.
    static String strategy(String statement, String members) {
        return """
        import chatlab.strategies.*;
        import java.util.*;

        @Strategy(name = "fixed", technique = "one lock", guarantees = {Guarantee.MEMBERSHIP, Guarantee.DELIVERY})
        public final class FixedBroadcast<M> implements BroadcastStrategy<M> {
            private final List<Subscriber<M>> members = new ArrayList<>();
            %s

            public synchronized boolean join(Subscriber<M> subscriber) {
                %s
                return !isIn(subscriber) && members.add(subscriber);
            }

            private boolean isIn(Subscriber<M> subscriber) {
                for (var each : members) if (each == subscriber) return true;
                return false;
            }

            public synchronized boolean leave(Subscriber<M> subscriber) {
                return members.removeIf(each -> each == subscriber);
            }

            public synchronized int broadcast(M message, Subscriber<M> sender) {
                int taken = 0;
                for (var each : List.copyOf(members)) {
                    if (each != sender && Delivery.attempt(each, message)) taken++;
                }
                return taken;
            }

            public synchronized List<Subscriber<M>> subscribers() {
                return List.copyOf(members);
            }
        }
        """
                .formatted(members, statement);
    }

    /// A folder with a report and a strategy.
    static Path code(Path submissions, String name, String source) throws IOException {
        var folder = report(submissions, name, REPORT);
        write(folder.resolve("src/FixedBroadcast.java"), source);
        return folder;
    }

    /// A folder with a report.
    static Path report(Path submissions, String name, String report) throws IOException {
        var folder = submissions.resolve(name);
        write(folder.resolve("report.md"), report);
        return folder;
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    /// A zip with a report and entries of any name.
    static void zip(Path file, String... names) throws IOException {
        try (var zip = new ZipArchiveOutputStream(file)) {
            entry(zip, "report.md", REPORT.getBytes(StandardCharsets.UTF_8));
            for (var name : names) entry(zip, name, "x".getBytes(StandardCharsets.UTF_8));
        }
    }

    /// A zip with a link.
    static void zipWithLink(Path file, String name, String target) throws IOException {
        try (var zip = new ZipArchiveOutputStream(file)) {
            entry(zip, "report.md", REPORT.getBytes(StandardCharsets.UTF_8));
            var entry = new ZipArchiveEntry(name);
            entry.setUnixMode(LINK);
            zip.putArchiveEntry(entry);
            zip.write(target.getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }
    }

    /// A zip that is small, and large when unpacked.
    static void bomb(Path file, int megabytes) throws IOException {
        try (var zip = new ZipArchiveOutputStream(file)) {
            zip.putArchiveEntry(new ZipArchiveEntry("report.md"));
            var block = new byte[1 << 20];
            Arrays.fill(block, (byte) 'a');
            for (int i = 0; i < megabytes; i++) zip.write(block);
            zip.closeArchiveEntry();
        }
    }

    static void zipOfMany(Path file, int files) throws IOException {
        try (var zip = new ZipArchiveOutputStream(file)) {
            for (int i = 0; i < files; i++) entry(zip, "evidence/" + i, new byte[0]);
        }
    }

    private static void entry(ZipArchiveOutputStream zip, String name, byte[] content)
            throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }
}
