package chatlab.step.page;

import static chatlab.step.page.StepWish.orEmpty;

import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LaneView.State;
import chatlab.engine.execution.Schedule;
import chatlab.evidence.Json;
import chatlab.harness.exploration.Stepping.SteppingException;
import chatlab.harness.exploration.Stepping.SteppingException.Kind;
import chatlab.harness.scenario.Scenario;
import chatlab.step.page.StepMessage.Said;
import chatlab.step.page.StepSources.Chosen;
import chatlab.step.page.StepSources.RefusedSourceException;
import chatlab.step.run.SteppedRun;
import chatlab.step.witness.Witness;

import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// One page that steps, at the server: hears its wishes, and answers with states (`chatlab/step/1`,
/// docs/stepping.md).
///
/// The code under test runs in a child JVM of the session. It can end at any time, because it was
/// idle, because others need the room, or because of the code; the next wish starts another and
/// repeats the schedule. [#hear] is called by one thread at a time; any thread may call the rest.
public final class StepSession implements AutoCloseable {
    /// The longest wish in bytes. It may bring a source along, and JSON makes quotes and line ends
    /// longer.
    public static final int MOST_WISH = 4 * StepSources.MOST_SOURCE;

    /// More steps than these would take too long to repeat.
    private static final int MOST_STEPS = 2_000;

    private final StepBench bench;
    private final Consumer<String> page;
    private final StepSources sources;
    private final PageSearch search;

    /// Guards what follows. Held while the child works.
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Opened opened;

    /// Volatile: [#close] ends it without the lock, since a step may hold that for long.
    private volatile @Nullable SteppedRun run;

    private boolean isClosed;

    /// When the latest wish was heard. Volatile: others want to know who is idle.
    private volatile long usedNanos = System.nanoTime();

    /// What the page steps.
    ///
    /// @param way the schedule of a bundled witness; empty if there is none
    /// @param words the steps, which survive the child
    private record Opened(
            Chosen chosen,
            Scenario scenario,
            MemoryModel memory,
            Recorder recorder,
            String way,
            List<String> words) {
        Opened after(List<String> others) {
            return new Opened(chosen, scenario, memory, recorder, way, List.copyOf(others));
        }
    }

    StepSession(StepBench bench, Consumer<String> page) {
        this.bench = bench;
        this.page = page;
        sources = new StepSources(bench);
        search = new PageSearch(bench, this::say, this::found);
    }

    /// A wish of the page, as JSON. Returns when it is answered; a search goes on.
    public void hear(String json) {
        try {
            var wish = Json.mapper().readValue(json, StepWish.class);
            var kind = wish == null ? null : wish.wish();
            if (kind == null) throw new IllegalArgumentException("no wish");
            if (kind == StepWish.Kind.STOP) search.close();
            else locked(kind, wish);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            trouble("The page and the lab do not understand each other; reload the page.");
        }
    }

    private void locked(StepWish.Kind kind, StepWish wish) {
        lock.lock();
        try {
            usedNanos = System.nanoTime();
            if (!isClosed) answer(kind, wish);
        } catch (RefusedSourceException e) {
            tell(e.message());
        } catch (SteppingException e) {
            if (e.kind() == Kind.FAILED) end();
            trouble(sentence(e));
        } catch (IllegalArgumentException e) {
            trouble(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            end();
            trouble("The JVM that steps has failed (%s); try again.".formatted(e.getMessage()));
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end();
            trouble("The lab has failed (%s); choose another step, or reload.".formatted(e));
        } finally {
            bench.used(this);
            lock.unlock();
        }
    }

    private static String sentence(SteppingException e) {
        var why = e.sentence();
        var first = Character.toUpperCase(why.charAt(0)) + why.substring(1);
        return switch (e.kind()) {
            case MISFIT -> first + ".";
            case UNCONTROLLED, FAILED ->
                    first + ". The states so far remain; choose another step, or another strategy.";
        };
    }

    private void answer(StepWish.Kind kind, StepWish wish)
            throws IOException, InterruptedException, SteppingException, RefusedSourceException {
        switch (kind) {
            case OPEN -> open(sources.find(wish), scenario(wish), wish.theMemory(), schedule(wish));
            case SEARCH -> search.start(sources.find(wish), searched(wish), wish.theMemory());
            case STEP, RUN, LINE -> step(kind, wish);
            case NEXT -> next(wish.after());
            case STOP -> {}
        }
    }

    private static Scenario scenario(StepWish wish) {
        var title = orEmpty(wish.scenario());
        return Scenario.titled(title)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "There is no scenario called '%s'; choose one from the list."
                                        .formatted(title)));
    }

    private static Optional<Scenario> searched(StepWish wish) {
        return wish.everywhere() ? Optional.empty() : Optional.of(scenario(wish));
    }

    private static Schedule schedule(StepWish wish) {
        return bounded(Schedule.parse(orEmpty(wish.schedule())));
    }

    private static Schedule bounded(Schedule schedule) {
        long steps =
                schedule.turns().stream().mapToLong(turn -> turn.isAll() ? 1 : turn.steps()).sum();
        if (steps > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "The schedule has more than %,d steps; a page shows no more."
                            .formatted(MOST_STEPS));
        }
        return schedule;
    }

    // --- The run ---

    private void open(Chosen chosen, Scenario scenario, MemoryModel memory, Schedule schedule)
            throws IOException, InterruptedException, SteppingException {
        var before = opened;
        boolean isSame =
                before != null
                        && before.chosen.isSame(chosen)
                        && before.scenario.equals(scenario)
                        && before.memory == memory;
        var child = run;
        if (!isSame && (child == null || !child.turnTo(chosen.entry(), scenario, memory))) end();
        var recorder = new Recorder(chosen.entry(), memory, chosen.name());
        var witness = Witness.fitting(chosen.entry(), scenario);
        var way = witness == null ? "" : witness.schedule();
        opened = new Opened(chosen, scenario, memory, recorder, way, List.of());
        var begun = run(opened);
        begin(begun);
        var misfit = "";
        try {
            begun.play(schedule);
        } catch (SteppingException e) {
            misfit = sentence(e);
        }
        opened = opened.after(begun.words());
        tell(recorder.whole(begun, way));
        if (!misfit.isEmpty()) trouble(misfit);
    }

    private void begin(SteppedRun begun)
            throws IOException, InterruptedException, SteppingException {
        try {
            begun.begin();
        } catch (SteppingException e) {
            end();
            throw e;
        }
    }

    private void step(StepWish.Kind kind, StepWish wish)
            throws IOException, InterruptedException, SteppingException {
        var now = opened();
        var stepped = run(now);
        int after = Math.clamp(wish.after(), 0, stepped.steps());
        if (after >= MOST_STEPS) {
            throw new IllegalArgumentException(
                    "This run has %,d steps; a page shows no more.".formatted(MOST_STEPS));
        }
        stepped.backTo(after);
        var thread =
                stepped.now()
                        .find(orEmpty(wish.thread()))
                        .orElseThrow(() -> new IllegalArgumentException("No such thread."));
        try {
            step(stepped, thread, kind, wish.alternative());
        } finally {
            opened = now.after(stepped.words());
            tell(now.recorder.after(stepped, after));
        }
    }

    private Opened opened() {
        var now = opened;
        if (now == null) throw new IllegalArgumentException("Choose a strategy and a scenario.");
        return now;
    }

    /// The next step of the bundled witness.
    private void next(int steps) throws IOException, InterruptedException, SteppingException {
        var now = opened();
        var stepped = run(now);
        int after = Math.clamp(steps, 0, stepped.steps());
        var taken = stepped.words().subList(0, after);
        stepped.begin();
        stepped.play(Schedule.parse(now.way));
        var way = stepped.words();
        boolean isOnTheWay = way.size() > after && way.subList(0, after).equals(taken);
        if (isOnTheWay) {
            stepped.backTo(after + 1);
        } else {
            stepped.begin();
            stepped.play(Schedule.parse(String.join(" ", taken)));
        }
        opened = now.after(stepped.words());
        tell(now.recorder.after(stepped, after));
        if (!isOnTheWay) {
            throw new IllegalArgumentException(
                    way.equals(taken)
                            ? "The witness ends here."
                            : "Your steps differ from the witness; r starts again.");
        }
    }

    private static void step(SteppedRun stepped, LaneView lane, StepWish.Kind kind, int alternative)
            throws IOException, InterruptedException, SteppingException {
        var thread = lane.thread();
        if (stepped.outcome() != null) {
            throw new IllegalArgumentException("It is over; take a step back.");
        }
        try {
            switch (kind) {
                case RUN -> stepped.stepOn(thread);
                case LINE -> stepped.stepLine(thread);
                default -> stepped.step(thread, Math.max(0, alternative));
            }
        } catch (SteppingException e) {
            // A wait may end early, by time or spuriously. This one does not.
            if (e.kind() != Kind.MISFIT || lane.state() == State.READY) throw e;
            throw new IllegalArgumentException(
                    "%s cannot go on: it %s.".formatted(thread, lane.next()), e);
        }
    }

    /// What its child runs; null if it has none. For tests, on the thread that makes the wishes.
    @Nullable SteppedRun run() {
        return run;
    }

    /// The run, started and brought where it was if it has no child.
    private SteppedRun run(Opened now) throws IOException, InterruptedException, SteppingException {
        if (run != null) return run;
        if (!bench.admit(this)) {
            throw new IllegalArgumentException(
                    "%d other pages are in the middle of a step; try again in a while."
                            .formatted(bench.mostRuns()));
        }
        try {
            var started = new SteppedRun(now.chosen.entry(), now.scenario, now.memory);
            run = started;
            started.play(Schedule.parse(String.join(" ", now.words)));
            return started;
        } catch (IOException | InterruptedException | SteppingException | RuntimeException e) {
            end();
            throw e;
        }
    }

    /// Ends the child.
    private void end() {
        if (run != null) run.close();
        run = null;
        bench.gone(this);
    }

    /// Whether it has heard nothing for so long.
    boolean isIdle(Duration idle) {
        return System.nanoTime() - usedNanos >= idle.toNanos();
    }

    /// Ends the child unless it works.
    ///
    /// @return whether the child has ended
    boolean rest() {
        if (!lock.tryLock()) return false;
        try {
            end();
            return true;
        } finally {
            lock.unlock();
        }
    }

    // --- The search ---

    private void found(Chosen chosen, PageSearch.Found found) {
        lock.lock();
        try {
            if (isClosed) return;
            open(chosen, found.scenario(), found.memory(), bounded(found.schedule()));
        } catch (IOException | SteppingException | IllegalArgumentException e) {
            trouble("The schedule that was found does not play: %s.".formatted(e.getMessage()));
        } catch (InterruptedException _) {
            end();
        } finally {
            lock.unlock();
        }
    }

    // --- Answers ---

    private void tell(Object message) {
        page.accept(Json.line(message));
    }

    private void say(StepMessage message) {
        tell(message);
    }

    private void trouble(String sentence) {
        tell(new Said(sentence, true));
    }

    /// Ends the child and the search. A step that is under way fails.
    @Override
    public void close() {
        search.close();
        var child = run;
        if (child != null) child.close(); // whoever holds the lock waits for it
        lock.lock();
        try {
            isClosed = true;
            end();
            sources.close();
        } finally {
            lock.unlock();
        }
    }
}
