package chatlab.step.page;

import chatlab.evidence.FolderTree;
import chatlab.evidence.Json;
import chatlab.step.page.StepMessage.Menu;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// What the pages of one web process share: the strategies that they may step, and the number of
/// child JVMs.
///
/// Code under test never runs in this process. There are at most [#MOST_RUNS] children that step.
/// When one more is needed, the one that was idle the longest ends; its page notices nothing but a
/// pause, because the run is repeated from its schedule. Thread-safe.
public final class StepBench implements AutoCloseable {
    private static final int MOST_RUNS = 8;
    private static final int MOST_HELPERS = 2;
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final List<Path> files;
    private final int mostRuns;

    /// Where sources are compiled; null until the first is. Guarded by this.
    private @Nullable Path root;

    /// Made when the first page asks. Guarded by this.
    private @Nullable String menu;

    /// The sessions with a child JVM, the one that was idle the longest first. Guarded by this.
    private final List<StepSession> running = new ArrayList<>();

    /// For searches and compilers.
    private final Semaphore helpers = new Semaphore(MOST_HELPERS);

    private final Thread janitor;

    /// @param files sources of strategies that the pages may step
    public StepBench(List<Path> files) {
        this(files, MOST_RUNS);
    }

    StepBench(List<Path> files, int mostRuns) {
        this.files = List.copyOf(files);
        this.mostRuns = mostRuns;
        janitor = Thread.ofVirtual().name("idle steppers").start(this::endIdle);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /// A session for one page.
    ///
    /// @param page hears the answers, each a JSON document; called on many threads
    public StepSession open(Consumer<String> page) {
        page.accept(menu());
        return new StepSession(this, page);
    }

    private synchronized String menu() {
        if (menu == null) menu = Json.line(Menu.of(files.stream().map(StepBench::name).toList()));
        return menu;
    }

    /// A file that was named when the server started.
    Optional<Path> file(String name) {
        return files.stream().filter(file -> name(file).equals(name)).findFirst();
    }

    /// A new, empty folder.
    synchronized Path folder() throws IOException {
        if (root == null) root = Files.createTempDirectory("chatlab-step-");
        return Files.createTempDirectory(root, "source-");
    }

    /// Makes room for a session's child.
    ///
    /// @return false if all others are in the middle of a step
    synchronized boolean admit(StepSession session) {
        if (running.size() >= mostRuns && !endOne()) return false;
        running.add(session);
        return true;
    }

    private boolean endOne() {
        return List.copyOf(running).stream().anyMatch(StepSession::rest);
    }

    /// A session has used its child.
    synchronized void used(StepSession session) {
        if (running.remove(session)) running.add(session);
    }

    /// A session has no child any more.
    synchronized void gone(StepSession session) {
        running.remove(session);
    }

    /// How many children step.
    synchronized int runs() {
        return running.size();
    }

    private synchronized List<StepSession> all() {
        return List.copyOf(running);
    }

    int mostRuns() {
        return mostRuns;
    }

    Semaphore helpers() {
        return helpers;
    }

    private void endIdle() {
        try {
            while (true) {
                Thread.sleep(IDLE.dividedBy(10));
                endIdle(IDLE);
            }
        } catch (InterruptedException _) {
            // The web process ends.
        }
    }

    /// Ends the children that were idle for so long.
    void endIdle(Duration idle) {
        all().stream().filter(session -> session.isIdle(idle)).forEach(StepSession::rest);
    }

    /// Ends all children, and removes the temporary files.
    @Override
    public void close() {
        janitor.interrupt();
        all().forEach(StepSession::close);
        synchronized (this) {
            if (root != null) delete(root);
        }
    }

    /// Removes a folder with everything in it.
    static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException _) {
            // The operating system clears its temporary folder.
        }
    }
}
