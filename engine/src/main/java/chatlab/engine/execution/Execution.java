package chatlab.engine.execution;

import chatlab.engine.code.CodeIndex;
import chatlab.engine.execution.Director.Alternative;
import chatlab.engine.execution.Director.Candidates;
import chatlab.engine.execution.Ending.Thrown;
import chatlab.engine.execution.Ending.Waiting;
import chatlab.engine.execution.Step.Kind;
import chatlab.engine.memory.AccessMode;
import chatlab.engine.memory.Choices;
import chatlab.engine.memory.Clock;
import chatlab.engine.memory.Memory;
import chatlab.engine.memory.Shadow;
import chatlab.engine.memory.Variable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// One execution of a program: its threads, of which exactly one runs, and their memory.
///
/// Each thread is a virtual one whose scheduler is this object: its continuation runs on the thread
/// that called [#run], until it parks. It parks at a *point*, right before a step that others can
/// notice, if the [Director] wants another thread to take the next step; and it parks where it
/// waits for a lock or the like. So one thread runs at a time, and all switches are choices of the
/// director. A thread that parks in code that is not instrumented is noticed as well: its
/// continuation returns, and it is not at a point.
///
/// **A step** begins at a point and ends before the next. It is one access to a variable that other
/// threads may share, or one call of a lock or the like, and what follows until the next point:
/// work on objects that only its thread can reach, and the release of locks.
///
/// **Redundant preemptions.** Suppose a thread is preempted before step a, and nothing that the
/// others do until it continues conflicts with a. Then a could as well have come first, with the
/// preemption after it, at no higher cost; and that execution is tried too. So this one is given
/// up. An execution whose preemptions are all as late as possible is never given up, and each
/// execution is equivalent to such a one.
public final class Execution implements Choices, AutoCloseable {
    /// How an execution runs.
    ///
    /// @param isSequential whether reads always return the newest write
    /// @param isReduced whether executions with redundant preemptions are given up
    /// @param isTracing whether steps are kept in words
    public record Mode(boolean isSequential, boolean isReduced, boolean isTracing) {}

    /// After so many steps in which no thread has changed anything, a spinning thread is endless.
    private static final int MOST_IDLE_STEPS = 1_000;

    /// An execution with more steps is endless.
    private static final int MOST_STEPS = 300_000;

    /// After so many backward jumps an execution is given up: what it computes may still end.
    private static final int MOST_LOOPS = 10_000_000;

    /// After so many steps a spinning thread gives way to another that spins.
    private static final int SPIN_TURN = 100;

    private static final Pattern AUTOMATIC_NAME = Pattern.compile("Thread-\\d+");

    private enum Stop {
        REDUNDANT,
        PAUSED,
        ENDLESS
    }

    private final Director director;
    private final Mode mode;
    private final List<Lane> lanes = new ArrayList<>();
    private final Words words = new Words(lanes);
    private final Tracer tracer;
    private final Memory memory;
    private final ScheduleRecorder recorder = new ScheduleRecorder();
    private final Footprints footprints = new Footprints();
    private final Lane main = new Lane(0, "main", false);
    private final Thread carrier = Thread.currentThread();

    private Lane running = main;
    private @Nullable Lane next;
    private @Nullable Stop stop;
    private volatile @Nullable RuntimeException failure;
    private boolean isRunning;
    private boolean isWarmingUp;
    private boolean isSettling;
    private int steps;
    private int lastProgress;
    private long changes;
    private final IdentityHashMap<Object, Integer> hashCodes = new IdentityHashMap<>();
    private int initializing;
    private boolean hasInitialized;
    private long loops;
    private int moments;
    private boolean hasStaleReads;
    private long nanoTime;

    private Execution(Director director, Mode mode, Races races) {
        this.director = director;
        this.mode = mode;
        tracer = new Tracer(this, words, races, mode.isTracing);
        memory = new Memory(this, tracer, mode.isSequential);
        main.isStarted = true;
        lanes.add(main);
    }

    /// Begins an execution. Until it is closed, instrumented code belongs to it.
    ///
    /// @param races gets the data races
    public static Execution begin(Director director, Mode mode, Races races) {
        var execution = new Execution(director, mode, races);
        Hooks.enter(execution);
        return execution;
    }

    /// Ends it, and puts back what the code has changed in objects that existed before.
    @Override
    public void close() {
        Hooks.leave();
        memory.restoreOldObjects();
    }

    // --- Threads ---

    /// Adds a thread of the program, which begins when the execution [#run]s.
    public void add(String name, Runnable body) {
        add(name, body, true);
    }

    Lane add(String name, Runnable body, boolean isOfProgram) {
        if (lanes.size() == Clock.THREADS) {
            throw uncontrolled("more than " + (Clock.THREADS - 1) + " threads run");
        }
        var lane = new Lane(lanes.size(), unique(name), isOfProgram);
        lanes.add(lane);
        lane.viewer().acquire(running.viewer().release()); // start() happens-before all it does
        lane.thread = Lanes.thread(lane.name(), task -> submit(lane, task), () -> live(lane, body));
        return lane;
    }

    /// Schedules name threads by one word. The JDK's own names depend on earlier executions.
    private String unique(String name) {
        if (name.isBlank() || AUTOMATIC_NAME.matcher(name).matches()) return unique("thread");
        String word = isOneWord(name) ? name : name.replaceAll("[\\s*!~]+", "-");
        String unique = word;
        for (int i = 2; isTaken(unique); i++) unique = word + "-" + i;
        return unique;
    }

    private static boolean isOneWord(String name) {
        return name.chars().noneMatch(c -> Character.isWhitespace(c) || "*!~".indexOf(c) >= 0);
    }

    private boolean isTaken(String name) {
        for (var lane : lanes) {
            if (lane.name().equals(name)) return true;
        }
        return false;
    }

    private void live(Lane lane, Runnable body) {
        try {
            body.run();
        } catch (Throwable e) {
            lane.failure = e;
        }
        touch(lane, true);
        progress();
        finishStep(lane);
        lane.isEnded = true;
    }

    /// A lane's continuation can run.
    private void submit(Lane lane, Runnable task) {
        if (Thread.currentThread() != carrier && laneOf(Thread.currentThread()) == null) {
            fail(
                    new UncontrolledException(
                            "thread %s wakes %s outside the schedule"
                                    .formatted(Thread.currentThread().getName(), lane),
                            CodeIndex.place(lane.place)));
        }
        if (lane.isOutside) lane.viewer().acquire(running.viewer().release());
        lane.pending = task;
    }

    /// The first failure is the cause of the others.
    private void fail(RuntimeException e) {
        if (failure == null) failure = e;
    }

    @Nullable Lane laneOf(@Nullable Thread thread) {
        if (thread == carrier) return main;
        for (var lane : lanes) {
            if (thread != null && (lane.thread == thread || lane.represented == thread))
                return lane;
        }
        return null;
    }

    Lane running() {
        return running;
    }

    Memory memory() {
        return memory;
    }

    Words words() {
        return words;
    }

    Tracer tracer() {
        return tracer;
    }

    // --- The loop ---

    /// Runs the threads to their end, or until none can continue.
    ///
    /// @return null if a preemption was redundant, or if the director paused it
    /// @throws UncontrolledException if the code does what cannot be put under a schedule
    /// @throws ScheduleException if the director's schedule does not fit
    public @Nullable Ending run() {
        isRunning = true;
        warmUp();
        while (stop == null && failure == null) {
            var lane = next == null ? afterStuck() : next;
            next = null;
            if (lane == null) break;
            resume(lane);
        }
        isRunning = false;
        check();
        var circling = running;
        running = main;
        if (stop == Stop.REDUNDANT || stop == Stop.PAUSED) return null;
        for (var lane : lanes) {
            if (lane.isEnded) main.viewer().acquire(lane.viewer().release()); // join()
        }
        if (stop == Stop.ENDLESS) {
            return new Ending.Endless(circling.name(), CodeIndex.place(circling.place));
        }
        return ending();
    }

    /// Brings each thread to its first point, before any choice.
    private void warmUp() {
        isWarmingUp = true;
        for (var lane : List.copyOf(lanes)) {
            if (!lane.isMain() && !lane.isStarted && failure == null) resume(lane);
        }
        isWarmingUp = false;
        running = main;
    }

    private Ending ending() {
        var waiting = new ArrayList<Waiting>();
        var thrown = new ArrayList<Thrown>();
        for (var lane : lanes) {
            if (lane.failure != null) thrown.add(new Thrown(lane.name(), lane.failure));
            if (!lane.isMain() && !lane.isEnded) {
                var what = lane.waitsFor();
                waiting.add(new Waiting(lane.name(), what, CodeIndex.place(lane.place)));
            }
        }
        return isAnyOfProgramLeft() ? new Ending.Deadlock(waiting) : new Ending.Done(thrown);
    }

    private @Nullable Lane afterStuck() {
        if (!running.isMain()) recorder.stuck(running.name());
        var lanes = candidates(null, Lane::mayWakeEarly);
        if (lanes.ready() == 0 && isAnyOfProgramLeft()) {
            // Nothing else can happen: time passes.
            lanes = candidates(null, lane -> lane.mayWakeEarly() && isTimed(lane));
            lanes = new Candidates(lanes.lanes(), lanes.lanes().size());
        }
        if (lanes.ready() == 0) return null;
        if (director.isPauseDue(true)) {
            stop = Stop.PAUSED;
            return null;
        }
        return director.whenStuck(lanes);
    }

    private boolean isAnyOfProgramLeft() {
        return lanes.stream().anyMatch(lane -> lane.isOfProgram() && !lane.isEnded);
    }

    private static boolean isTimed(Lane lane) {
        return lane.wait != null && lane.wait.early() == Wait.Early.BY_TIME;
    }

    /// Lists who can take a step, beginning after the given thread, as in a circle.
    private Candidates candidates(@Nullable Lane after, Predicate<Lane> mayWakeEarly) {
        var found = new ArrayList<Lane>(lanes.size());
        int first = after == null ? 0 : after.id();
        for (int i = 1; i <= lanes.size(); i++) {
            var lane = lanes.get((first + i) % lanes.size());
            if (lane != after && lane.isReady()) found.add(lane);
        }
        int ready = found.size();
        for (int i = 1; i <= lanes.size(); i++) {
            var lane = lanes.get((first + i) % lanes.size());
            if (lane != after && !lane.isReady() && mayWakeEarly.test(lane)) found.add(lane);
        }
        return new Candidates(found, ready);
    }

    private void resume(Lane lane) {
        if (running != lane) lane.stepsInRow = 0;
        running = lane;
        var wait = lane.wait;
        lane.wokeEarly = wait != null && !lane.isReady();
        if (wait != null && lane.wokeEarly) sleep(wait.nanos());
        lane.wait = null;
        lane.isParked = false;
        lane.isOutside = false;
        var thread = lane.thread;
        if (thread == null) throw new IllegalStateException("main takes no steps");
        if (!lane.isStarted) {
            lane.isStarted = true;
            thread.start();
        } else if (lane.pending == null) {
            LockSupport.unpark(thread);
        }
        var task = lane.pending;
        lane.pending = null;
        if (task == null) throw new IllegalStateException(lane + " has nothing to run");
        task.run();
        if (!lane.isEnded && !lane.isParked) lane.isOutside = true;
    }

    private static void park(Lane lane) {
        while (lane.isParked) LockSupport.park();
    }

    /// Before the threads begin, and after they have ended: runs those that the code has started
    /// one after another, without choices, until none can continue.
    void settle() {
        settleUntil(() -> false);
    }

    private void settleUntil(BooleanSupplier isDone) {
        isSettling = true;
        for (var lane = firstReady(); lane != null; lane = firstReady()) {
            if (isDone.getAsBoolean()) break;
            resume(lane);
        }
        isSettling = false;
        running = main;
    }

    private @Nullable Lane firstReady() {
        return lanes.stream().filter(Lane::isReady).findFirst().orElse(null);
    }

    // --- Points ---

    /// Right before a step that other threads can notice.
    void point(int place) {
        var lane = running;
        checkThread(lane, place);
        if (!isRunning || lane.isMain()) return;
        lane.place = place;
        if (failure != null) halt(lane, Stop.PAUSED); // the code has caught it
        if (isWarmingUp) {
            lane.isParked = true;
            park(lane);
        } else {
            finishStep(lane);
            // Who begins was a choice already, when the thread was resumed for the first time.
            if (lane.hasStepped) chooseLane(lane);
        }
        lane.hasStepped = true;
        lane.stepBegan = footprints.size();
        lane.stepsInRow++;
        steps++;
        guarded(lane, () -> director.stepTaken(lane));
        recorder.step(lane.name());
    }

    /// The same, and says in words what the step is.
    void point(int place, Supplier<String> what) {
        var lane = running;
        lane.announced = what;
        point(place);
        lane.announced = null;
    }

    /// Right before an access.
    void point(Shadow shadow, Variable variable, AccessMode mode, boolean isWrite, int place) {
        if (isRunning) {
            var lane = running;
            lane.next = new Lane.Next(shadow, variable, mode, isWrite);
            point(place);
            lane.next = null;
            footprints.add(variable, isWrite);
        } else {
            point(place);
        }
    }

    private void chooseLane(Lane lane) {
        if (director.isPauseDue(false)) halt(lane, Stop.PAUSED);
        boolean isSpinning = lane.viewer().repeated().isSpinning();
        if (steps >= MOST_STEPS || (isSpinning && steps - lastProgress > MOST_IDLE_STEPS)) {
            halt(lane, Stop.ENDLESS);
        }
        var others = candidates(lane, Lane::mayWakeEarly);
        if (others.lanes().isEmpty()) return;
        if (isSpinning) {
            giveWay(lane, others);
            return;
        }
        var chosen = guarded(lane, () -> director.beforeStep(lane, others));
        if (chosen == lane) return;
        lane.preemptedAt = footprints.size();
        switchTo(lane, chosen);
    }

    private void giveWay(Lane lane, Candidates others) {
        lane.spinsSince = changes;
        var progressing = new ArrayList<Lane>();
        for (int i = 0; i < others.ready(); i++) {
            if (others.lanes().get(i).spinsSince != changes) progressing.add(others.lanes().get(i));
        }
        if (progressing.isEmpty() && others.ready() > 0 && lane.stepsInRow > SPIN_TURN) {
            progressing.add(others.lanes().getFirst());
        }
        if (progressing.isEmpty()) return;
        var preferred = new Candidates(progressing, progressing.size());
        var chosen = guarded(lane, () -> director.whenSpinning(lane, preferred, others));
        if (chosen != lane) switchTo(lane, chosen);
    }

    private void switchTo(Lane lane, Lane chosen) {
        next = chosen;
        lane.isParked = true;
        park(lane);
    }

    private void finishStep(Lane lane) {
        if (lane.preemptedAt == Lane.NOT_PREEMPTED || isOver()) return;
        boolean isRedundant = !footprints.conflict(lane.preemptedAt, lane.stepBegan);
        lane.preemptedAt = Lane.NOT_PREEMPTED;
        if (isRedundant && mode.isReduced) halt(lane, Stop.REDUNDANT);
    }

    private boolean isOver() {
        return stop != null || failure != null;
    }

    /// Ends the execution. The thread never continues.
    private void halt(Lane lane, Stop why) {
        if (stop == null) stop = why;
        lane.isParked = true;
        park(lane);
    }

    private interface Choice<T> {
        T make();
    }

    private void guarded(Lane lane, Runnable choice) {
        guarded(
                lane,
                () -> {
                    choice.run();
                    return lane;
                });
    }

    /// The code under test must not catch what goes wrong with the engine.
    private <T> T guarded(Lane lane, Choice<T> choice) {
        try {
            return choice.make();
        } catch (RuntimeException e) {
            if (lane.isMain()) throw e;
            failure = e;
            lane.isParked = true;
            park(lane);
            throw e; // never reached
        }
    }

    private void checkThread(Lane lane, int place) {
        var expected = lane.isMain() ? carrier : lane.thread;
        var thread = Thread.currentThread();
        if (thread == expected) return;
        var e =
                new UncontrolledException(
                        "thread " + thread.getName() + " runs outside the schedule",
                        CodeIndex.place(place));
        fail(e);
        throw e;
    }

    /// The running thread does what cannot be controlled. Ends the execution.
    UncontrolledException uncontrolled(String what, int place) {
        var lane = running;
        var e = new UncontrolledException(what, CodeIndex.place(place));
        if (lane.isMain() || Thread.currentThread() != lane.thread) {
            failure = e;
            return e;
        }
        guarded(
                lane,
                () -> {
                    throw e;
                });
        return e;
    }

    private UncontrolledException uncontrolled(String what) {
        return uncontrolled(what, running.place);
    }

    // --- Waiting, and changes that end waits ---

    /// Waits until `wait` is over, or ends early.
    ///
    /// @return true if it ended early
    boolean block(Wait wait) {
        if (wait.isOver().getAsBoolean()) return false;
        var lane = running;
        if (lane.isMain()) return blockMain(wait);
        finishStep(lane);
        lane.wait = wait;
        lane.isParked = true;
        park(lane);
        return lane.wokeEarly;
    }

    /// The program waits for a thread that the code has started.
    private boolean blockMain(Wait wait) {
        settleUntil(wait.isOver());
        if (wait.isOver().getAsBoolean()) return false;
        if (wait.early() == Wait.Early.BY_TIME) return true;
        throw uncontrolled("the program waits " + wait.what().get());
    }

    /// The running step touches something that others may touch: a monitor, a lock, a thread's end.
    void touch(Object what, boolean isWrite) {
        if (!isRunning) return;
        footprints.add(what, isWrite);
        if (isWrite) changes++;
    }

    /// The running step has changed something that a spinning thread may wait for.
    void progress() {
        changes++;
        lastProgress = steps;
        running.viewer().repeated().progress();
    }

    // --- Choices ---

    @Override
    public int readFrom(int options) {
        return choose(options, Alternative.OLDER_WRITE);
    }

    int choose(int options, Alternative kind) {
        if (options == 1 || isSettling) return 0;
        var lane = running;
        int chosen = guarded(lane, () -> director.choose(lane, options, kind));
        if (chosen > 0) {
            recorder.alternative(lane.name(), chosen);
            hasStaleReads |= kind == Alternative.OLDER_WRITE;
        }
        return chosen;
    }

    // --- What would differ from run to run ---

    /// Returns the identity hash code of an object: it depends on the order of the first questions,
    /// and is as large as a JVM's.
    int identityHashCode(Object object) {
        var known = hashCodes.get(object);
        if (known != null) return known;
        touch(hashCodes, true);
        int hashCode = ((hashCodes.size() + 1) * 0x9E3779B1) & Integer.MAX_VALUE;
        hashCodes.put(object, hashCode);
        return hashCode;
    }

    /// A clock that advances by one microsecond whenever it is asked, and when a wait ends by time.
    long nanoTime() {
        sleep(1_000);
        return nanoTime;
    }

    void sleep(long nanos) {
        touch(this, true);
        nanoTime += nanos;
    }

    /// A backward jump, so that a loop that touches nothing shared ends as well.
    void loop(int place) {
        if (++loops < MOST_LOOPS) return;
        var lane = running;
        lane.place = place;
        if (isInitializing()) throw stuckInInitializer(place);
        throw uncontrolled("after %,d turns of loops there is no end".formatted(loops), place);
    }

    // --- The program's own events ---

    /// The program records an event, which conflicts with all other events.
    Moment event(@Nullable String what, boolean isStep) {
        if (isRunning && isStep && !running.isMain()) {
            point(CodeIndex.OUTSIDE, () -> what == null ? "continues" : what);
        }
        if (isRunning) footprints.add(this, true);
        if (what != null) tracer.step(Kind.PROGRAM, what, CodeIndex.OUTSIDE);
        return new Moment(++moments, running.id(), running.viewer().release());
    }

    boolean hasStaleReads() {
        return hasStaleReads;
    }

    // --- Class initializers run as if before the execution ---

    /// A thread that initializes a class cannot be parked.
    private UncontrolledException stuckInInitializer(int place) {
        var e =
                new UncontrolledException(
                        "a class initializer runs in circles", CodeIndex.place(place));
        failure = e;
        return e;
    }

    void beginInitializer() {
        initializing++;
        hasInitialized = true;
    }

    void endInitializer() {
        initializing--;
    }

    boolean isInitializing() {
        return initializing > 0;
    }

    // --- Results ---

    /// Throws what went wrong, in case the code under test has caught it.
    ///
    /// @throws UncontrolledException if the code does what cannot be put under a schedule
    public void check() {
        if (failure != null) throw failure;
    }

    /// A class was initialized: the next execution may differ from this one, which does not count.
    public boolean hasInitialized() {
        return hasInitialized;
    }

    public int steps() {
        return steps;
    }

    /// The number of threads, without the engine's own.
    public int threads() {
        return lanes.size() - 1;
    }

    /// Its steps and backward jumps: what it costs to run it.
    public long work() {
        return steps + loops;
    }

    public Schedule schedule() {
        return recorder.schedule();
    }

    public List<Step> trace() {
        return tracer.steps();
    }

    /// Where the threads stand: those of the program, then those that the code has started.
    public List<LaneView> views() {
        return lanes.stream()
                .filter(lane -> !lane.isMain())
                .sorted(Comparator.comparing(lane -> !lane.isOfProgram()))
                .map(lane -> LaneView.of(lane, memory, words))
                .toList();
    }

    /// The locks that were used so far and that more than one thread can reach, each with a name of
    /// its own.
    public List<LockView> locks() {
        var names = new HashMap<String, Integer>();
        var locks = new ArrayList<LockView>();
        memory.shared()
                .forEach(shadow -> {
                    if (shadow.monitor() instanceof LockView.Held held) {
                        var name = "monitor of " + words.value(shadow.object());
                        locks.add(view(name, names.merge(name, 1, Integer::sum), held));
                    }
                    if (shadow.state() instanceof LockView.Held held) {
                        var name = shadow.object().toString();
                        locks.add(view(name, names.merge(name, 1, Integer::sum), held));
                    }
                });
        return locks;
    }

    private static LockView view(String name, int number, LockView.Held held) {
        var own = number == 1 ? name : name + " (" + number + ")";
        return new LockView(own, held.holders(), held.waiting());
    }

    boolean isRunning() {
        return isRunning;
    }
}
