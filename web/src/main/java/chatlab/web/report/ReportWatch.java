package chatlab.web.report;

import chatlab.evidence.Json;
import chatlab.process.ChildCommand;
import chatlab.process.Ended;
import chatlab.site.SiteSocket;
import chatlab.web.page.Viewers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Looks at a folder while somebody views it, and checks its report whenever a file was saved.
///
/// Files are compared twice a second: that works on every file system, also on those of networks
/// and containers, where the system reports no changes. One thread looks, checks and shows.
final class ReportWatch implements AutoCloseable {
    private static final String REPORT = "report.md";
    private static final int MOST_BYTES = 1 << 20;
    private static final long LOOK_MILLIS = 500;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String mainClass;
    private final Path folder;
    private final Viewers viewers = new Viewers();
    private final Thread thread = Thread.ofVirtual().name("report").unstarted(this::watch);

    /// Null until the first look. Volatile: viewers read it.
    private volatile @Nullable ReportState state;

    /// @param mainClass of the `lab` command
    ReportWatch(String mainClass, Path folder) {
        this.mainClass = mainClass;
        this.folder = folder;
    }

    void start() {
        thread.start();
    }

    SiteSocket.Listener view(SiteSocket viewer) {
        var listener = viewers.add(viewer);
        var known = state;
        if (known != null) viewer.show(Json.line(known));
        return listener;
    }

    private void watch() {
        FolderStamp checked = null;
        FolderStamp before = null;
        try {
            while (true) {
                if (!viewers.isEmpty()) {
                    var now = FolderStamp.of(folder);
                    if (!now.equals(before)) {
                        show(lines(), true, "");
                    } else if (!now.equals(checked)) { // an editor has finished writing
                        checked = now;
                        check();
                    }
                    before = now;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException _) {
            // The lab ends.
        }
    }

    private void check() throws InterruptedException {
        var lines = lines();
        try {
            var ended =
                    ChildCommand.java(
                                    List.of(),
                                    List.of(),
                                    mainClass,
                                    List.of("report", "check", "--json", folder.toString()))
                            .run(LIMIT);
            show(lines, result(ended));
        } catch (IOException e) {
            show(lines, false, "The check did not run: " + e.getMessage());
        }
    }

    private JsonNode result(Ended ended) throws IOException {
        try {
            var found = Json.mapper().readTree(ended.output());
            if (found.isObject()) return found;
        } catch (JsonProcessingException _) {
            // It says why on its other stream.
        }
        throw new IOException(
                ended.errors().isBlank() ? "it did not say why" : ended.errors().strip());
    }

    private void show(List<String> lines, JsonNode check) {
        show(ReportState.of(folder.toString(), lines, false, check, ""));
    }

    /// Shows the text, with the check of an earlier one.
    private void show(List<String> lines, boolean checking, String problem) {
        var known = state;
        var check = known == null ? null : known.check();
        show(ReportState.of(folder.toString(), lines, checking, check, problem));
    }

    private void show(ReportState next) {
        state = next;
        viewers.show(next);
    }

    /// As many lines as a page can show; none if there is no such file.
    private List<String> lines() {
        try (var file = Files.newInputStream(folder.resolve(REPORT))) {
            return new String(file.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException _) {
            return List.of(); // the check says what is wrong
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
