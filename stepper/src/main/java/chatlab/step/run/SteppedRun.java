package chatlab.step.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.code.Place;
import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LaneView.State;
import chatlab.engine.execution.Schedule;
import chatlab.engine.execution.Step;
import chatlab.engine.execution.Step.Kind;
import chatlab.harness.exploration.ScenarioOutcome;
import chatlab.harness.exploration.Snapshot;
import chatlab.harness.exploration.Stepping;
import chatlab.harness.exploration.Stepping.SteppingException;
import chatlab.harness.scenario.Scenario;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A run that is stepped: forward, back, and its outcome.
///
/// A step is one access to memory that other threads may share, or one call of a lock or the like.
/// For each step the engine repeats the run from its beginning, so every state can be had again.
/// Confined to one thread.
public final class SteppedRun implements AutoCloseable {
    /// How many steps a thread takes one by one, before the rest of its turn counts as one step.
    private static final int PATIENCE = 300;

    private final Stepping stepping;
    private CatalogueEntry entry;
    private Scenario scenario;

    /// The steps, as words of a schedule.
    private final List<String> words = new ArrayList<>();

    /// The state at the beginning and after each step.
    private final List<Moment> moments = new ArrayList<>();

    /// Starts the child JVM, and stops before the first step.
    public SteppedRun(CatalogueEntry entry, Scenario scenario, MemoryModel memory)
            throws IOException, InterruptedException, SteppingException {
        this.entry = entry;
        this.scenario = scenario;
        stepping = new Stepping(entry, scenario, memory);
        try {
            begin();
        } catch (SteppingException | IOException | InterruptedException | RuntimeException e) {
            stepping.close();
            throw e;
        }
    }

    /// Changes to another strategy, scenario or memory model in the same child JVM, before
    /// [#begin].
    ///
    /// @return false if that needs another child, as [Stepping#turnTo]
    public boolean turnTo(CatalogueEntry other, Scenario scenario, MemoryModel memory) {
        if (!stepping.turnTo(other, scenario, memory)) return false;
        entry = other;
        this.scenario = scenario;
        return true;
    }

    /// Goes back to the beginning.
    public void begin() throws IOException, InterruptedException, SteppingException {
        words.clear();
        moments.clear();
        moments.add(new Moment(null, List.of(), stepping.pause("")));
    }

    /// Plays a schedule from here.
    ///
    /// @throws SteppingException if it does not fit
    public void play(Schedule schedule)
            throws IOException, InterruptedException, SteppingException {
        for (var turn : schedule.turns()) {
            if (turn.isAll()) {
                stepOn(turn.thread());
            } else {
                for (int i = 0; i < turn.steps(); i++) step(turn.thread(), turn.alternative());
            }
        }
    }

    /// Lets a thread take one step.
    ///
    /// @param alternative 0 for the usual, or which older value it reads
    /// @throws SteppingException if it cannot
    public void step(String thread, int alternative)
            throws IOException, InterruptedException, SteppingException {
        take(thread, alternative == 0 ? thread : thread + "~" + alternative);
    }

    private void take(String thread, String word)
            throws IOException, InterruptedException, SteppingException {
        var before = now().steps().size();
        var next = now().find(thread).map(LaneView::next).orElse("starts");
        var snapshot = stepping.pause(String.join(" ", words) + " " + word);
        var all = snapshot.steps();
        var did = all.subList(Math.min(before, all.size()), all.size());
        if (did.isEmpty()) {
            did = List.of(new Step(thread, Place.OUTSIDE, Kind.SYNCHRONIZATION, next, null));
        }
        words.add(word);
        moments.add(new Moment(thread, did, snapshot));
    }

    /// Lets a thread take steps until it waits or ends.
    public void stepOn(String thread) throws IOException, InterruptedException, SteppingException {
        for (int i = 0; i < PATIENCE; i++) {
            if (!canStep(thread)) return;
            step(thread, 0);
        }
        if (canStep(thread)) take(thread, thread + "!");
    }

    /// Lets a thread take steps until it is at another line of the same method, or has left it.
    public void stepLine(String thread)
            throws IOException, InterruptedException, SteppingException {
        var from = line(thread);
        for (int i = 0; i < PATIENCE && canStep(thread); i++) {
            step(thread, 0);
            if (!line(thread).equals(from)) return;
        }
    }

    /// The line of the strategy that a thread is in, or if there is none, of anything else.
    private Place line(String thread) {
        var frames = now().thread(thread).frames();
        return frames.stream()
                .filter(frame -> !isOfTheJdk(frame))
                .findFirst()
                .orElse(frames.isEmpty() ? Place.OUTSIDE : frames.getFirst());
    }

    /// Whether a place lies in a class of the JDK.
    public static boolean isOfTheJdk(Place place) {
        return place.className().startsWith("java.");
    }

    private boolean canStep(String thread) {
        return outcome() == null
                && now().find(thread).filter(t -> t.state() == State.READY).isPresent();
    }

    /// Takes the last step back.
    public void undo() {
        backTo(Math.max(0, words.size() - 1));
    }

    /// Takes all steps back but the first ones.
    ///
    /// @param steps how many remain
    public void backTo(int steps) {
        words.subList(steps, words.size()).clear();
        moments.subList(steps + 1, moments.size()).clear();
    }

    // --- The state ---

    public CatalogueEntry entry() {
        return entry;
    }

    public Scenario scenario() {
        return scenario;
    }

    /// One at the beginning and one after each step.
    public List<Moment> moments() {
        return List.copyOf(moments);
    }

    public Snapshot now() {
        return moments.getLast().now();
    }

    public List<LaneView> threads() {
        return now().threads();
    }

    /// How many steps were taken.
    public int steps() {
        return words.size();
    }

    /// The steps one by one, as words of a schedule.
    public List<String> words() {
        return List.copyOf(words);
    }

    /// The steps so far, in short.
    public String schedule() {
        var turns = new ArrayList<String>();
        int same = 0;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            same++;
            boolean isPlain = word.indexOf('~') < 0 && word.indexOf('!') < 0;
            if (isPlain && i + 1 < words.size() && words.get(i + 1).equals(word)) continue;
            turns.add(same == 1 ? word : word + "*" + same);
            same = 0;
        }
        return String.join(" ", turns);
    }

    /// The outcome; null while a thread can go on.
    public @Nullable ScenarioOutcome outcome() {
        return now().outcome();
    }

    /// The threads that can go on.
    public List<String> canGoOn() {
        if (outcome() != null) return List.of();
        return threads().stream()
                .filter(thread -> thread.state() == State.READY)
                .map(LaneView::thread)
                .toList();
    }

    @Override
    public void close() {
        stepping.close();
    }
}
