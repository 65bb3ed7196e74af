package chatlab.web.run;

import chatlab.evidence.FolderTree;
import chatlab.evidence.Json;
import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;
import chatlab.site.Routes;
import chatlab.site.SiteAnswer;
import chatlab.site.SiteRequest;
import chatlab.site.SiteSocket;
import chatlab.site.Token;
import chatlab.web.page.Viewers;
import chatlab.web.run.RunState.Phase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// The one run of a page: starts a command of the lab, shows all viewers what it says, and stops
/// it.
///
/// The run belongs to the page and not to a viewer: who opens the page later sees the same run, and
/// it goes on when nobody watches. It ends with the page. Thread-safe; the monitor guards the
/// state.
public final class RunDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunDesk.class);
    private static final long PAUSE_MILLIS = 100;
    private static final int MOST_ERRORS = 4_000;
    private static final int MOST_BYTES = 4_000;

    private final String mainClass;
    private final Path scratch;
    private final Strategies strategies;
    private final Choice choice;
    private final String document;
    private final Supplier<RunStory> stories;
    private final IntFunction<String> endings;
    private final Viewers viewers = new Viewers();

    private RunState state = RunState.IDLE;
    private @Nullable Run run;
    private boolean closed;

    /// @param mainClass of the `lab` command
    /// @param scratch where the folders of the runs are while the lab runs
    /// @param document the page that the command writes into the folder of `--out`, such as
    ///   `race.html`
    /// @param stories makes one for each run
    /// @param endings what each exit code means, as a sentence
    public RunDesk(
            String mainClass,
            Path scratch,
            Strategies strategies,
            Choice choice,
            String document,
            Supplier<RunStory> stories,
            IntFunction<String> endings) {
        this.mainClass = mainClass;
        this.scratch = scratch;
        this.strategies = strategies;
        this.choice = choice;
        this.document = document;
        this.stories = stories;
        this.endings = endings;
    }

    /// Adds what viewers need: the strategies to choose from, the socket that shows the state, the
    /// requests that start and stop a run, and the page that the command wrote.
    ///
    /// @param path of the page, such as `/race`
    public void addTo(Routes routes, String path) {
        routes.read(path + "/strategies", _ -> SiteAnswer.json(Json.line(strategies.choices())));
        routes.socket(path + "/watch", this::watch);
        routes.change(path + "/start", MOST_BYTES, this::start);
        routes.change(path + "/stop", 0, _ -> stop());
        routes.document(path + "/result/", this::result);
        routes.files("/static/run/", RunDesk.class, "static");
    }

    private SiteSocket.Listener watch(SiteSocket viewer) {
        var listener = viewers.add(viewer);
        viewer.show(Json.line(state()));
        return listener;
    }

    private synchronized RunState state() {
        return state;
    }

    /// What a viewer asks for, as the words of a command, such as `race --strategy cow`.
    @FunctionalInterface
    public interface Choice {
        /// Puts a choice into words.
        ///
        /// @return empty if the page does not offer this
        Optional<List<String>> words(JsonNode wanted);
    }

    private SiteAnswer start(SiteRequest request) throws IOException {
        JsonNode wanted;
        try {
            wanted = Json.mapper().readTree(request.body());
        } catch (JsonProcessingException _) {
            return SiteAnswer.sentence(400, "The request is not JSON.");
        }
        var words = choice.words(wanted);
        return words.isPresent()
                ? start(words.get())
                : SiteAnswer.sentence(400, "This page does not offer such a run.");
    }

    private synchronized SiteAnswer start(List<String> words) throws IOException {
        if (closed) return SiteAnswer.sentence(503, "The lab is ending.");
        if (state.phase() == Phase.RUNNING) {
            return SiteAnswer.sentence(
                    409, "A run is going on. Stop it first, or wait for its end.");
        }
        if (run != null) run.close();
        var next = new Run(state.number() + 1, words);
        run = next;
        state = next.state(Phase.RUNNING, "");
        Thread.ofVirtual().name("run " + words.getFirst()).start(next::listen);
        Thread.ofVirtual().name("show " + words.getFirst()).start(next::show);
        return SiteAnswer.json("{}");
    }

    private SiteAnswer stop() {
        Run stopped;
        synchronized (this) {
            if (run == null || state.phase() != Phase.RUNNING) return SiteAnswer.json("{}");
            stopped = run;
            state = stopped.state(Phase.STOPPED, "Stopped.");
        }
        stopped.child.kill();
        viewers.show(state());
        return SiteAnswer.json("{}");
    }

    private synchronized Optional<Path> result(String name) {
        return run == null ? Optional.empty() : run.result(name);
    }

    @Override
    public void close() {
        Run last;
        synchronized (this) {
            closed = true;
            last = run;
        }
        if (last != null) last.close();
    }

    /// One command, in a child process, with a folder for its files.
    private final class Run implements AutoCloseable {
        private final int number;
        private final String command;
        private final Path folder;
        private final ChildProcess child;

        /// Guarded by the desk's monitor, as is the flag.
        private final RunStory story = stories.get();

        private boolean isStale;

        /// Nobody can guess it: the address of the result needs no key.
        private final String name = Token.random() + ".html";

        Run(int number, List<String> words) throws IOException {
            this.number = number;
            command = "lab " + String.join(" ", words);
            folder = Files.createTempDirectory(scratch, "lab-web-");
            List<String> all = new ArrayList<>(words);
            all.addAll(List.of("--json-lines", "--out", folder.toString()));
            child = ChildCommand.java(List.of(), List.of(), mainClass, all).start();
        }

        RunState state(Phase phase, String sentence) {
            var page = phase == Phase.ENDED ? name : null;
            return RunState.of(number, phase, command, story.document(), sentence, page);
        }

        Optional<Path> result(String wanted) {
            return wanted.equals(name) && state.phase() == Phase.ENDED
                    ? Optional.of(folder.resolve(document))
                    : Optional.empty();
        }

        /// The thread that reads what the command says.
        void listen() {
            try (var lines = child.outputReader()) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) hear(line);
            } catch (IOException e) {
                LOG.debug("a run was killed", e);
            }
            try {
                end(child.exitCode(), child.errors());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void hear(String line) {
            try {
                var said = Json.mapper().readTree(line);
                synchronized (RunDesk.this) {
                    story.add(said);
                    isStale = true;
                }
            } catch (JsonProcessingException _) {
                LOG.debug("not of the command itself: {}", line);
            }
        }

        private void end(int exitCode, String errors) {
            synchronized (RunDesk.this) {
                if (state.number() != number || state.phase() != Phase.RUNNING) return;
                boolean hasResult = Files.exists(folder.resolve(document));
                state =
                        hasResult
                                ? state(Phase.ENDED, endings.apply(exitCode))
                                : state(Phase.FAILED, end(errors));
            }
            viewers.show(RunDesk.this.state());
        }

        private static String end(String errors) {
            var said = errors.strip();
            return said.isEmpty()
                    ? "The command ended and did not say why."
                    : said.substring(Math.max(0, said.length() - MOST_ERRORS));
        }

        /// The thread that shows the state while the command runs, at most ten times a second.
        void show() {
            try {
                while (true) {
                    Thread.sleep(PAUSE_MILLIS);
                    RunState fresh;
                    synchronized (RunDesk.this) {
                        if (state.number() != number || state.phase() != Phase.RUNNING) return;
                        if (!isStale) continue;
                        isStale = false;
                        state = state(Phase.RUNNING, "");
                        fresh = state;
                    }
                    viewers.show(fresh);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            child.close();
            try {
                FolderTree.delete(folder);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted: {}", folder, e.getMessage());
            }
        }
    }
}
