package chatlab.step.execution;

import chatlab.harness.scenario.Operation;
import chatlab.harness.scenario.ScenarioThread;
import chatlab.step.execution.RunException.Kind;
import chatlab.step.execution.SteppedThread.Wait;
import chatlab.step.outcome.Outcome;
import chatlab.step.setup.Grain;
import chatlab.step.setup.RunSetup;

import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectCollectedException;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.LocatableEvent;
import com.sun.jdi.event.MonitorContendedEnterEvent;
import com.sun.jdi.event.MonitorWaitEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.ThreadDeathEvent;
import com.sun.jdi.event.ThreadStartEvent;
import com.sun.jdi.event.VMDeathEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.StepRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One run of a scenario under the stepper's control: exactly one thread runs, and only while it is
/// told to take a step.
///
/// A thread is stopped right where it would block: at the entry of `LockSupport.park` unless a
/// permit is there, before it queues for a monitor, and as soon as `Object.wait` has given its
/// monitor back. What it waits for is known, and so is when it can go on, so the same steps lead to
/// the same outcome, always. Only a thread that waits actively, as for a spin lock, is told by what
/// it takes without getting anywhere: steps, or processor time within one. Confined to one thread.
public final class SteppedRun {

    /// Why a thread stands still again.
    public enum Stop {
        STEPPED,
        BLOCKED,
        ENDED
    }

    private enum MainStop {
        READY,
        SETTLE,
        OVER
    }

    /// How many steps in a row a thread may take before the stepper says that it turns in circles.
    public static final int CIRCLES = 3_000;

    /// How much processor time a thread may take over one step, or to wherever it blocks or ends,
    /// before it is said to turn in circles within it: a line takes less by orders of magnitude.
    private static final Duration CIRCLING = Duration.ofMillis(200);

    /// The same in a line that is known for it.
    private static final Duration CIRCLING_AGAIN = Duration.ofMillis(20);

    /// How long threads may go on when the scenario's threads have ended or are abandoned.
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /// How long a thread that the stepper does not hold gets to show that it works.
    private static final int LEFT_OVER_MILLIS = 20;

    /// After how many times of turning in circles a thread is stuck: all others turn in circles,
    /// too.
    private static final int ROUNDS = 10;

    /// Names that the JDK gives to threads.
    private static final Pattern NUMBERED =
            Pattern.compile("Thread-\\d+|pool-\\d+-thread-\\d+|ForkJoinPool\\S*-worker-\\d+");

    private final Debuggee debuggee;
    private final RunSetup setup;
    private final SteppedThread main;
    private final List<SteppedThread> lanes = new ArrayList<>();

    /// Threads that have been started and have not reported yet.
    private final Set<ThreadReference> starting = new HashSet<>();

    /// The threads that the strategy has started, in that order: reports may overtake each other.
    private final List<ThreadReference> started = new ArrayList<>();

    private @Nullable ObjectReference scenarioRun;
    private @Nullable MainStop mainStop;
    private @Nullable SteppedThread lastStepped;
    private String outcome = "";
    private int steps;
    private boolean hasStarted;

    private SteppedRun(Debuggee debuggee, RunSetup setup, SteppedThread main) {
        this.debuggee = debuggee;
        this.setup = setup;
        this.main = main;
    }

    static SteppedRun first(Debuggee debuggee, RunSetup setup) {
        var event = (BreakpointEvent) debuggee.takeWarmUp().iterator().next();
        return new SteppedRun(debuggee, setup, new SteppedThread("main", event.thread(), false));
    }

    static SteppedRun after(SteppedRun previous, RunSetup setup) {
        var main = new SteppedThread("main", previous.main.thread(), false);
        return new SteppedRun(previous.debuggee, setup, main);
    }

    /// Lets the main thread make the strategy object and start the threads.
    void start() throws InterruptedException, RunException {
        try {
            runMain(MainStop.READY);
            hasStarted = true;
            for (var lane : ownThreads()) if (isEnabled(lane)) runOn(lane);
            for (var lane : scenarioThreads()) {
                resume(lane);
                if (await(lane) != Stop.STEPPED) throw new IllegalStateException("no cue: " + lane);
            }
            steps = 0;
        } catch (VMDisconnectedException _) {
            throw debuggee.died();
        }
    }

    // --- Threads and state ---

    /// All threads that can be stepped: the scenario's in the order of its roles, then the
    /// strategy's own in the order in which they were started.
    List<SteppedThread> lanes() {
        var all = new ArrayList<>(scenarioThreads());
        all.addAll(ownThreads());
        return all;
    }

    private List<SteppedThread> scenarioThreads() {
        var names = setup.scenario().roles().stream().map(ScenarioThread::thread).toList();
        return lanes.stream()
                .filter(SteppedThread::isOfScenario)
                .sorted(Comparator.comparingInt(lane -> names.indexOf(lane.name())))
                .toList();
    }

    private List<SteppedThread> ownThreads() {
        return lanes.stream()
                .filter(lane -> !lane.isOfScenario())
                .sorted(Comparator.comparingInt(lane -> started.indexOf(lane.thread())))
                .toList();
    }

    /// Whether the scenario's threads have all ended.
    public boolean isOver() {
        return scenarioThreads().stream().allMatch(lane -> lane.hasEnded);
    }

    /// The threads that can take a step now.
    public List<SteppedThread> enabled() throws RunException, InterruptedException {
        var enabled = new ArrayList<SteppedThread>();
        for (var lane : lanes()) if (isEnabled(lane)) enabled.add(lane);
        return enabled;
    }

    /// How many steps have been taken.
    int steps() {
        return steps;
    }

    /// The child's object that holds the strategy and its receivers.
    ObjectReference scenarioRun() {
        if (scenarioRun == null) throw new IllegalStateException("the run has not started");
        return scenarioRun;
    }

    Debuggee debuggee() {
        return debuggee;
    }

    RunSetup setup() {
        return setup;
    }

    /// What a thread of the scenario is about to call, or has called last; empty before its first
    /// call.
    Optional<Operation> operation(SteppedThread lane) {
        return setup.scenario().roles().stream()
                .filter(role -> role.thread().equals(lane.name()) && lane.operations > 0)
                .map(role -> role.operations().get(lane.operations - 1))
                .findFirst();
    }

    /// Whether another thread cutting in right here could make a difference that cutting in at the
    /// next step would not.
    public boolean isWorthStoppingAt(SteppedThread lane) {
        var location = lane.location;
        return lane.isBeforeOperation
                || location == null
                || debuggee.instructions().canBeNoticed(location, setup.grain(), setup.depth());
    }

    // --- Whether a thread can go on ---

    /// As [#isEnabled], for onlookers.
    boolean isReady(SteppedThread lane) {
        try {
            return isEnabled(lane);
        } catch (RunException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean isEnabled(SteppedThread lane) throws RunException, InterruptedException {
        if (lane.hasEnded) return false;
        try {
            return switch (lane.wait) {
                case null -> true;
                case Wait.Monitor(var monitor) -> monitor.owningThread() == null;
                case Wait.Notification(var monitor) ->
                        isNotified(lane, monitor) && monitor.owningThread() == null;
                case Wait.Permit _ -> lane.hasPermit;
                case Wait.Change(int at) -> steps > at && lane.circles < ROUNDS;
            };
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        } catch (VMDisconnectedException _) {
            throw debuggee.died();
        }
    }

    private boolean isNotified(SteppedThread lane, ObjectReference monitor)
            throws InterruptedException {
        // The JVM itself notifies those who join a thread, a moment after the thread has ended.
        boolean certain =
                lane.hasPermit
                        || lanes.stream().anyMatch(l -> l.hasEnded && l.thread().equals(monitor));
        do {
            // A suspended thread's status is cached; to suspend it twice and resume it once is not
            // to let it go, but to have the cache cleared.
            lane.thread().suspend();
            lane.thread().resume();
            if (lane.thread().status() == ThreadReference.THREAD_STATUS_MONITOR) return true;
            if (lane.hasPermit) return true; // interrupted: it goes on by itself
            if (certain) Thread.sleep(1);
        } while (certain);
        return false;
    }

    // --- Steps ---

    /// Lets an enabled thread take one step.
    public Stop step(SteppedThread lane) throws InterruptedException, RunException {
        steps++;
        try {
            // A step request made inside a wait reports other steps than one made before it, so
            // that each turn begins with a new one.
            if (lane != lastStepped) stopStepping(lane);
            lastStepped = lane;
            stepping(lane);
            resume(lane);
            return await(lane);
        } catch (VMDisconnectedException _) {
            throw debuggee.died();
        }
    }

    /// Lets an enabled thread take steps until it blocks or ends.
    Stop stepOn(SteppedThread lane) throws InterruptedException, RunException {
        for (int i = 0; i < CIRCLES; i++) {
            var stop = step(lane);
            if (stop != Stop.STEPPED) return stop;
        }
        turnsInCircles(lane);
        return Stop.BLOCKED;
    }

    /// Marks a thread that has taken very many steps in a row: it goes on when another has.
    public void turnsInCircles(SteppedThread lane) {
        lane.circles++;
        lane.wait = new Wait.Change(steps);
    }

    /// As [#stepOn], but at full speed and without counting the steps.
    public Stop runOn(SteppedThread lane) throws InterruptedException, RunException {
        steps++;
        try {
            var request = lane.stepping;
            if (request != null && request.isEnabled()) request.disable();
            while (true) {
                resume(lane);
                var stop = await(lane);
                if (stop != Stop.STEPPED) return stop;
            }
        } catch (VMDisconnectedException _) {
            throw debuggee.died();
        }
    }

    /// Lets an enabled thread take as many steps as it once took, without a stop at each: the child
    /// counts them by itself.
    ///
    /// @return whether that many could be taken
    public boolean leap(SteppedThread lane, SteppedThread.Way way)
            throws InterruptedException, RunException {
        steps++;
        try {
            int events = lane.events;
            int operations = lane.operations;
            stopStepping(lane);
            if (way.events() > 0) {
                var request = stepRequest(lane);
                request.addCountFilter(way.events());
                request.enable();
                lane.stepping = request;
            }
            boolean hasArrived = false;
            while (!hasArrived) {
                resume(lane);
                if (await(lane) != Stop.STEPPED) return false;
                // One report stands for all the steps that were counted.
                hasArrived =
                        (way.events() == 0 || lane.events > events)
                                && lane.operations == operations + way.operations();
                if (lane.events > events) stopStepping(lane);
            }
            return true;
        } catch (VMDisconnectedException _) {
            throw debuggee.died();
        }
    }

    private void stepping(SteppedThread lane) {
        var request = lane.stepping;
        if (request == null) {
            request = stepRequest(lane);
            lane.stepping = request;
        }
        if (!request.isEnabled()) request.enable();
    }

    private StepRequest stepRequest(SteppedThread lane) {
        int size = setup.grain() == Grain.LINE ? StepRequest.STEP_LINE : StepRequest.STEP_MIN;
        var request =
                debuggee.requests().createStepRequest(lane.thread(), size, StepRequest.STEP_INTO);
        setup.depth().opaque().forEach(request::addClassExclusionFilter);
        request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        return request;
    }

    private void stopStepping(SteppedThread lane) {
        if (lane.stepping != null) debuggee.requests().deleteEventRequest(lane.stepping);
        lane.stepping = null;
    }

    private void resume(SteppedThread lane) {
        if (lane.wait instanceof Wait.Permit) lane.hasPermit = false;
        lane.wait = null;
        lane.isBeforeOperation = false;
        lane.thread().resume();
    }

    // --- What the child reports ---

    /// Waits until the thread that runs stands still, and every thread that it started as well.
    private Stop await(SteppedThread lane) throws InterruptedException, RunException {
        Stop stop = null;
        while (stop == null || !starting.isEmpty()) {
            var heard = hear(lane);
            if (heard != null) stop = heard;
        }
        // To get somewhere is to block, to end, or to begin another operation.
        boolean isCircling = lane.wait instanceof Wait.Change;
        if (!isCircling && (stop != Stop.STEPPED || lane.isBeforeOperation)) {
            lanes.forEach(l -> l.circles = 0);
            main.circles = 0;
        }
        return stop;
    }

    private @Nullable Stop hear(SteppedThread running) throws InterruptedException, RunException {
        try {
            var events = events(running);
            if (events != null) return take(events, running);
            turnsInCircles(running);
            return Stop.BLOCKED;
        } catch (IncompatibleThreadStateException | ObjectCollectedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the child reports next; null if the thread that runs turns in circles, and is suspended
    /// now, so that others get their chance to end that.
    private @Nullable EventSet events(SteppedThread running)
            throws InterruptedException, RunException, IncompatibleThreadStateException {
        var events = debuggee.nextEvents();
        if (events != null) return events; // as nearly always: what follows costs more than a step
        long end = System.nanoTime() + debuggee.limit().toNanos();
        var before = debuggee.processorTime();
        var due = CIRCLING_AGAIN;
        while (true) {
            events = debuggee.nextEvents();
            if (events != null) return events;
            boolean isOverdue = System.nanoTime() - end > 0;
            if (isOverdue && (running == main || (isLast(running) && running.isOfScenario()))) {
                throw overdue(running);
            }
            var taken = debuggee.processorTime().minus(before);
            if (!isOverdue && taken.compareTo(due) < 0) continue;
            if (running == main && !canAnotherGoOn(main)) continue;
            due = due.equals(CIRCLING_AGAIN) ? CIRCLING : circlingForEver();
            running.thread().suspend();
            events = debuggee.nextEvents();
            if (events == null && (isOverdue || turnsInCircles(running, taken))) return null;
            running.thread().resume();
            if (events != null) return events;
        }
    }

    /// As `CIRCLING`, where no other can go on, so that it is the last word: a part of what a step
    /// may take by the clock, so that `--step-limit` raises both.
    private Duration circlingForEver() {
        return debuggee.limit().dividedBy(10);
    }

    private boolean turnsInCircles(SteppedThread suspended, Duration taken)
            throws InterruptedException, RunException, IncompatibleThreadStateException {
        if (!canAnotherGoOn(suspended)) {
            return !isLast(suspended) && taken.compareTo(circlingForEver()) > 0;
        }
        var place = place(suspended);
        if (taken.compareTo(CIRCLING) > 0) debuggee.circles().add(place);
        return debuggee.circles().contains(place);
    }

    /// The line of the strategy's in which a suspended thread is, or from which it has gone on.
    private static String place(SteppedThread suspended) throws IncompatibleThreadStateException {
        return suspended.thread().frames().stream()
                .map(frame -> frame.location().toString())
                .filter(location -> !location.matches("(java|jdk)\\..*"))
                .findFirst()
                .orElse("");
    }

    private boolean isLast(SteppedThread running) {
        return scenarioThreads().stream().allMatch(lane -> lane == running || lane.hasEnded);
    }

    private boolean canAnotherGoOn(SteppedThread running)
            throws InterruptedException, RunException {
        if (running != main && main.wait != null && isEnabled(main)) return true;
        for (var lane : running == main ? ownThreads() : lanes()) {
            if (lane != running && isEnabled(lane)) return true;
        }
        return false;
    }

    private RunException overdue(SteppedThread running) throws InterruptedException {
        if (running == main) return stuck();
        return new RunException(
                Kind.STRATEGY,
                "%s took longer than %d s over one step%s"
                        .formatted(
                                running,
                                debuggee.limit().toSeconds(),
                                operation(running).map(call -> " of " + call).orElse("")));
    }

    /// The main thread has called the strategy and hears nothing more.
    private RunException stuck() throws InterruptedException {
        return hasStarted
                ? debuggee.neverReturned(Kind.STRATEGY, "afterwards")
                : debuggee.neverReturned(Kind.ALONE, Debuggee.ALONE);
    }

    private @Nullable Stop take(EventSet events, SteppedThread running)
            throws InterruptedException, RunException, IncompatibleThreadStateException {
        Stop stop = null;
        boolean mayGoOn = true;
        for (Event event : events) {
            switch (event) {
                case VMDeathEvent _, VMDisconnectEvent _ -> throw debuggee.died();
                case ThreadDeathEvent death -> {
                    if (death.thread().equals(running.thread())) stop = ended(running);
                    else lane(death.thread()).ifPresent(this::ended);
                }
                case ThreadStartEvent start -> {
                    if (starting.remove(start.thread())) {
                        admit(start.thread());
                        mayGoOn = false;
                    }
                }
                case LocatableEvent located when located.thread().equals(running.thread()) -> {
                    var stopped = stopAt(located, running);
                    if (stopped != null) {
                        stop = stopped;
                        mayGoOn = false;
                    }
                }
                default -> {} // a thread that is none of ours passes by
            }
        }
        if (mayGoOn) events.resume();
        return stop;
    }

    private Stop ended(SteppedThread lane) {
        lane.hasEnded = true;
        lane.wait = null;
        stopStepping(lane);
        return Stop.ENDED;
    }

    private Optional<SteppedThread> lane(ThreadReference thread) {
        return lanes.stream().filter(lane -> lane.thread().equals(thread)).findFirst();
    }

    private void admit(ThreadReference thread) {
        var name = thread.name();
        boolean isOfScenario = !hasStarted && isRole(name);
        lanes.add(
                new SteppedThread(
                        isOfScenario ? name : nameOfOwned(thread, name), thread, isOfScenario));
    }

    /// Takes over a parked thread that was started before this run, as one of a static executor,
    /// now that it is about to be unparked.
    private void adopt(ThreadReference thread) {
        if (!thread.isSuspended()) thread.suspend();
        started.add(thread);
        var lane = new SteppedThread(nameOfOwned(thread, thread.name()), thread, false);
        lane.wait = new Wait.Permit(null);
        lane.hasPermit = true;
        lanes.add(lane);
    }

    /// Whether a thread that was started before this run, and that the stepper does not hold, has
    /// something to do with it.
    void checkLeftOver() throws InterruptedException, RunException {
        if (debuggee.leftOver().isEmpty()) return;
        Thread.sleep(LEFT_OVER_MILLIS);
        if (!enabled().isEmpty()) throw usesLeftOver("a thread");
        for (var thread : debuggee.leftOver()) {
            thread.suspend();
            thread.resume();
            if (thread.status() == ThreadReference.THREAD_STATUS_MONITOR) {
                throw usesLeftOver(thread.name());
            }
        }
    }

    private boolean isRole(String name) {
        return setup.scenario().roles().stream().anyMatch(role -> role.thread().equals(name));
    }

    /// The same in every run, one word, and no other thread's: so that a schedule can name it.
    /// Names with the JDK's own numbers get new numbers.
    private String nameOfOwned(ThreadReference thread, String name) {
        if (name.isEmpty() || NUMBERED.matcher(name).matches()) {
            return "thread-" + (started.indexOf(thread) + 1);
        }
        var word = name.replaceAll("[\\s*!]+", "-");
        long others =
                lanes.stream()
                        .filter(lane -> lane.name().replaceFirst("~\\d+$", "").equals(word))
                        .count();
        return others == 0 ? word : word + "~" + (others + 1);
    }

    private @Nullable Stop stopAt(LocatableEvent event, SteppedThread lane)
            throws InterruptedException, RunException, IncompatibleThreadStateException {
        return switch (event) {
            case StepEvent step -> {
                lane.events++;
                yield steppedTo(step.location(), lane);
            }
            case MonitorContendedEnterEvent contended -> contend(lane, contended.monitor());
            case MonitorWaitEvent waiting ->
                    waiting.timeout() > 0 ? null : waitFor(lane, waiting.monitor());
            case BreakpointEvent hit -> stopAtHook(hit, lane);
            default -> null;
        };
    }

    /// Passes by where nothing stands that a reader could follow: the classes behind lambdas,
    /// bridge methods, and the initialisation of classes, which happens but once.
    private static @Nullable Stop steppedTo(Location location, SteppedThread lane) {
        var method = location.method();
        if (method.isBridge()
                || method.isStaticInitializer()
                || method.declaringType().name().contains("$$Lambda")) {
            return null;
        }
        lane.location = location;
        return Stop.STEPPED;
    }

    private @Nullable Stop contend(SteppedThread lane, ObjectReference monitor)
            throws IncompatibleThreadStateException, RunException {
        var owner = monitor.owningThread();
        if (owner == null) return null; // given back in this very moment
        if (debuggee.leftOver().contains(owner)) throw usesLeftOver(owner.name());
        lane.wait = new Wait.Monitor(monitor);
        return Stop.BLOCKED;
    }

    private static RunException usesLeftOver(String thread) {
        return new RunException(
                Kind.LEFT_OVER,
                thread
                        + " that all objects of the strategy share works on this run, and the"
                        + " stepper cannot hold it");
    }

    /// The thread is about to wait and still holds the monitor: it must go on until it has let go.
    private Stop waitFor(SteppedThread lane, ObjectReference monitor)
            throws IncompatibleThreadStateException, InterruptedException {
        lane.thread().resume();
        while (lane.thread().equals(monitor.owningThread())) Thread.onSpinWait();
        lane.thread().suspend();
        lane.wait = new Wait.Notification(monitor);
        return Stop.BLOCKED;
    }

    private @Nullable Stop stopAtHook(BreakpointEvent event, SteppedThread lane)
            throws IncompatibleThreadStateException, InterruptedException, RunException {
        var hook = debuggee.hook(event.request());
        if (hook == null) return null;
        switch (hook) {
            case WARMED_UP -> {}
            case FAILED -> throw Debuggee.failed(event);
            case SETTLE -> {
                mainStop = MainStop.SETTLE;
                return Stop.STEPPED;
            }
            case READY -> {
                scenarioRun = (ObjectReference) argument(event);
                mainStop = MainStop.READY;
                return Stop.STEPPED;
            }
            case OVER -> {
                if (argument(event) instanceof StringReference text) outcome = text.value();
                mainStop = MainStop.OVER;
                return Stop.STEPPED;
            }
            case CUE -> {
                lane.operations++;
                lane.isBeforeOperation = true;
                return Stop.STEPPED;
            }
            case PARK -> {
                if (lane.hasPermit) {
                    lane.hasPermit = false;
                    return null;
                }
                var blocker = argument(event) instanceof ObjectReference object ? object : null;
                lane.wait = new Wait.Permit(blocker);
                return Stop.BLOCKED;
            }
            case PARK_FOR_A_TIME -> lane.hasPermit = false;
            case UNPARK -> {
                if (argument(event) instanceof ThreadReference thread) {
                    lane(thread).ifPresent(other -> other.hasPermit = true);
                    if (thread.equals(main.thread())) main.hasPermit = true;
                    if (debuggee.leftOver().remove(thread)) adopt(thread);
                }
            }
            case INTERRUPT -> {
                if (event.thread().frame(0).thisObject() instanceof ThreadReference thread) {
                    lane(thread).ifPresent(other -> other.hasPermit = true);
                }
            }
            case EXIT -> {
                if (!hasStarted) throw debuggee.endedTheJvm();
                throw new RunException(
                        Kind.GONE,
                        "%s ends the JVM, with exit code %s".formatted(lane, argument(event)));
            }
            case START -> {
                if (event.thread().frame(0).thisObject() instanceof ThreadReference thread
                        && !thread.referenceType().name().startsWith("jdk.internal")) {
                    starting.add(thread);
                    boolean isOfScenario = !hasStarted && isRole(thread.name());
                    if (!isOfScenario && !started.contains(thread)) started.add(thread);
                }
            }
        }
        return null;
    }

    private static @Nullable Value argument(BreakpointEvent event)
            throws IncompatibleThreadStateException {
        var arguments = event.thread().frame(0).getArgumentValues();
        return arguments.isEmpty() ? null : arguments.getFirst();
    }

    // --- The main thread, and the strategy's own threads while it runs ---

    /// Lets the main thread go on to a mark. When it waits, as for a thread of the strategy's own,
    /// those go on by turns.
    private void runMain(MainStop mark) throws InterruptedException, RunException {
        mainStop = null;
        while (true) {
            resume(main);
            var stop = await(main);
            if (mainStop == MainStop.SETTLE) settle();
            if (mainStop == mark) return;
            if (stop == Stop.ENDED)
                throw new RunException(Kind.STEPPER, "the child's main thread ended");
            if (stop == Stop.STEPPED) continue;
            while (!isEnabled(main)) {
                boolean moved = false;
                for (var lane : ownThreads()) {
                    if (isEnabled(lane)) {
                        runOn(lane);
                        moved = true;
                    }
                }
                if (!moved && !isEnabled(main)) throw stuck();
            }
        }
    }

    /// Asks the arbiter for the outcome, when all of the scenario's threads have ended.
    Outcome outcome() throws InterruptedException, RunException {
        if (!isOver()) throw new IllegalStateException("threads have not ended");
        try {
            runMain(MainStop.OVER);
            forget();
        } catch (VMDisconnectedException _) {
            throw debuggee.died();
        }
        return Outcome.decode(outcome);
    }

    /// Makes room for the next run: brings the threads to their ends, as far as they can go. What
    /// never ends is left behind, and the child looks whether its calls still do what they did.
    void abandon() throws InterruptedException, RunException {
        if (mainStop == MainStop.OVER) return;
        try {
            debuggee.setAbandoned(true);
            runMain(MainStop.OVER);
            letGoOn(lanes());
            debuggee.setAbandoned(!isOver());
            forget();
        } catch (VMDisconnectedException _) {
            throw debuggee.died();
        }
    }

    /// Lets the strategy's own threads go on until each waits or has ended.
    private void settle() throws InterruptedException, RunException {
        letGoOn(ownThreads());
    }

    private void letGoOn(List<SteppedThread> some) throws InterruptedException, RunException {
        long end = System.nanoTime() + SETTLING.toNanos();
        boolean moved = true;
        while (moved && System.nanoTime() - end < 0) {
            moved = false;
            for (var lane : some) {
                if (isEnabled(lane)) {
                    runOn(lane);
                    moved = true;
                }
            }
        }
    }

    private void forget() {
        lanes.forEach(this::stopStepping);
        for (var lane : lanes) if (!lane.hasEnded) debuggee.leftOver().add(lane.thread());
    }
}
