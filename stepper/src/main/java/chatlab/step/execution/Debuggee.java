package chatlab.step.execution;

import chatlab.catalogue.CatalogueEntry;
import chatlab.harness.scenario.Scenario;
import chatlab.harness.scenario.ScenarioRun;
import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;
import chatlab.step.execution.RunException.Kind;
import chatlab.step.setup.RunSetup;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassNotLoadedException;
import com.sun.jdi.ClassType;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.InvalidTypeException;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.EventRequestManager;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A child JVM that runs scenarios on one strategy, under the JDK's debugger interface (JDI).
///
/// The debugger's port is open on the loopback only, and only until the child has called. The child
/// dies with [#close], with this JVM's shutdown, and, should this JVM be killed, when its standard
/// input ends. Confined to one thread.
final class Debuggee implements AutoCloseable {
    /// Guards the list of listeners, which the JDK keeps in a plain HashMap for all threads.
    private static final Object LISTENERS = new Object();

    /// Where the child is stopped, beside after its steps.
    enum Hook {
        WARMED_UP,
        FAILED,
        READY,
        CUE,
        SETTLE,
        OVER,
        PARK,
        PARK_FOR_A_TIME,
        UNPARK,
        INTERRUPT,
        START,
        EXIT
    }

    private static final String MAIN = DebuggeeMain.class.getName();

    /// The least time that a warm-up gets, however short a step must be.
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(10);

    /// The processor time after which it is looked how far a warm-up is; to start a JVM takes a
    /// third of it, and a call that is not stuck next to nothing.
    private static final Duration WARM_UP_WORK = Duration.ofSeconds(3);

    /// How long to wait for a report before looking how its thread is doing.
    private static final Duration LOOK = Duration.ofMillis(10);

    static final String ALONE = "with nobody else there";

    /// How often these are waited for a child that a busy machine, and no call, holds up.
    private static final int MOST_WAITS = 6;

    private static final String TOO_BUSY =
            "the child JVM did not get anywhere, and it was not the strategy that held it up; try"
                    + " again when the machine is less busy";

    /// What a JVM with `-XX:+ExitOnOutOfMemoryError` ends with.
    private static final int OUT_OF_MEMORY = 3;

    private final ChildProcess process;
    private final VirtualMachine vm;
    private final Duration limit;
    private final Map<EventRequest, Hook> hooks = new HashMap<>();
    private final Instructions instructions;

    /// Lines in which a thread was found to turn in circles: the next time that is seen sooner.
    private final Set<String> circles = new HashSet<>();

    /// Threads that the strategy started in earlier runs and that have not ended.
    private final Set<ThreadReference> leftOver = new HashSet<>();

    private @Nullable SteppedRun run;
    private @Nullable EventSet warmedUp;

    private Debuggee(
            ChildProcess process, VirtualMachine vm, Instructions instructions, Duration limit) {
        this.process = process;
        this.vm = vm;
        this.instructions = instructions;
        this.limit = limit;
    }

    /// Starts a child and brings it to where its first run can begin.
    ///
    /// @param limit how long one step may take
    /// @throws IOException if no child JVM can be started
    /// @throws RunException if the strategy fails although only one thread calls it
    static Debuggee start(CatalogueEntry entry, Duration limit)
            throws IOException, InterruptedException, RunException {
        var connector = listeningConnector();
        var arguments = connector.defaultArguments();
        set(arguments, "localAddress", "127.0.0.1");
        set(arguments, "port", "0");
        set(arguments, "timeout", String.valueOf(TimeUnit.SECONDS.toMillis(30)));
        try {
            var address = listen(connector, arguments);
            var process = command(entry, address).startSilently();
            try {
                // A child that dies before it has called would be waited for in vain.
                var _ = process.onExit().thenRun(() -> stop(connector, arguments));
                var vm = connector.accept(arguments);
                stop(connector, arguments);
                var debuggee = new Debuggee(process, vm, new Instructions(entry), limit);
                debuggee.warmUp();
                return debuggee;
            } catch (IOException | RunException | RuntimeException e) {
                process.close();
                throw e;
            }
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException("the JDK's debugger cannot listen: " + e.getMessage(), e);
        }
    }

    private static ListeningConnector listeningConnector() throws IOException {
        return Bootstrap.virtualMachineManager().listeningConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketListen"))
                .findFirst()
                .orElseThrow(() -> new IOException("this JDK has no debugger; use another one"));
    }

    private static void set(Map<String, Connector.Argument> arguments, String name, String value) {
        var argument = arguments.get(name);
        if (argument != null) argument.setValue(value);
    }

    private static String listen(
            ListeningConnector connector, Map<String, Connector.Argument> arguments)
            throws IOException, IllegalConnectorArgumentsException {
        synchronized (LISTENERS) {
            return connector.startListening(arguments);
        }
    }

    private static void stop(
            ListeningConnector connector, Map<String, Connector.Argument> arguments) {
        try {
            synchronized (LISTENERS) {
                connector.stopListening(arguments);
            }
        } catch (IOException | IllegalConnectorArgumentsException _) {
            // It has been stopped already: the child called and then ended.
        }
    }

    private static ChildCommand command(CatalogueEntry entry, String address) {
        return ChildCommand.java(
                List.of(
                        "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address,
                        "-Xint", // nothing runs long enough to be worth compiling
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-XX:+ExitOnOutOfMemoryError",
                        // A stopped virtual thread keeps one.
                        "-Djdk.virtualThreadScheduler.parallelism=16",
                        // As on any machine.
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=3"),
                entry.classpath(),
                MAIN,
                List.of(entry.className()));
    }

    // --- The warm-up ---

    private void warmUp() throws InterruptedException, RunException {
        var prepare = requests().createClassPrepareRequest();
        prepare.addClassFilter(MAIN);
        prepare.enable();
        boolean isMoreWanted = limit.compareTo(WARM_UP_LIMIT) > 0;
        var patience = isMoreWanted ? limit : WARM_UP_LIMIT;
        var work = isMoreWanted ? limit : WARM_UP_WORK;
        int waited = 1;
        while (warmedUp == null) {
            var events = nextEvents(patience, work.multipliedBy(waited));
            if (events == null && waited++ < MOST_WAITS && isElsewhere()) continue;
            if (events == null) throw neverReturned(Kind.ALONE, ALONE);
            for (Event event : events) {
                if (event instanceof ClassPrepareEvent prepared) {
                    hook(Hook.WARMED_UP, prepared.referenceType(), "warmedUp", "()V");
                    hook(Hook.FAILED, prepared.referenceType(), "failed", null);
                    hook(Hook.READY, prepared.referenceType(), "ready", null);
                    hook(Hook.OVER, prepared.referenceType(), "over", null);
                    hook(Hook.EXIT, type("java.lang.Runtime"), "exit", null);
                    hook(Hook.EXIT, type("java.lang.Runtime"), "halt", null);
                } else if (event instanceof BreakpointEvent hit) {
                    if (hook(hit.request()) == Hook.FAILED) throw failed(hit);
                    if (hook(hit.request()) == Hook.EXIT) throw endedTheJvm();
                    warmedUp = events;
                }
            }
            if (warmedUp == null) events.resume();
        }
        for (var thread : vm.allThreads()) {
            var group = thread.threadGroup();
            boolean isOfTheJvm = group == null || group.name().equals("system");
            if (!isOfTheJvm && !thread.name().equals("main")) leftOver.add(thread);
        }
        hook(Hook.CUE, type(StepDriver.class.getName()), "beforeCall", null);
        hook(Hook.SETTLE, type(StepDriver.class.getName()), "settle", "()V");
        var parking = type("java.util.concurrent.locks.LockSupport");
        hook(Hook.PARK, parking, "park", "()V");
        hook(Hook.PARK, parking, "park", "(Ljava/lang/Object;)V");
        for (var method : List.of("parkNanos", "parkUntil")) {
            hook(Hook.PARK_FOR_A_TIME, parking, method, "(J)V");
            hook(Hook.PARK_FOR_A_TIME, parking, method, "(Ljava/lang/Object;J)V");
        }
        hook(Hook.UNPARK, parking, "unpark", null);
        hook(Hook.INTERRUPT, type("java.lang.Thread"), "interrupt", "()V");
        hook(Hook.START, type("java.lang.Thread"), "start", null); // pools have one of their own
        for (var virtual : vm.classesByName("java.lang.VirtualThread")) {
            hook(Hook.START, virtual, "start", "(Ljdk/internal/vm/ThreadContainer;)V");
        }
        for (var request :
                List.of(
                        requests().createMonitorContendedEnterRequest(),
                        requests().createMonitorWaitRequest(),
                        requests().createThreadStartRequest())) {
            request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            request.enable();
        }
        var death = requests().createThreadDeathRequest();
        death.setSuspendPolicy(EventRequest.SUSPEND_NONE);
        death.enable();
    }

    /// Whether the main thread is in no call of the strategy. It goes on then.
    private boolean isElsewhere() {
        try {
            if (!callOfMain().isEmpty()) return false;
            vm.resume();
            return true;
        } catch (VMDisconnectedException _) {
            return false;
        }
    }

    /// A call by the main thread, which makes its calls when nobody else is there, has not come
    /// back in time.
    ///
    /// @param when it was
    RunException neverReturned(Kind kind, String when) throws InterruptedException {
        try {
            var call = callOfMain();
            return call.isEmpty()
                    ? new RunException(Kind.STEPPER, TOO_BUSY)
                    : new RunException(kind, when + ", " + call + " never returned");
        } catch (VMDisconnectedException _) {
            return died();
        }
    }

    /// The strategy ends the JVM with nobody else there.
    RunException endedTheJvm() throws InterruptedException {
        try {
            var call = callOfMain();
            return new RunException(
                    Kind.ALONE,
                    ALONE + ", " + (call.isEmpty() ? "the strategy" : call) + " ended the JVM");
        } catch (VMDisconnectedException _) {
            return died();
        }
    }

    /// What the main thread has called, such as `join(ann)`; empty if it is not inside the
    /// strategy.
    private String callOfMain() {
        try {
            vm.suspend();
            var main =
                    vm.allThreads().stream()
                            .filter(thread -> thread.name().equals("main"))
                            .findFirst()
                            .orElseThrow();
            StackFrame call = null;
            for (var frame : main.frames()) {
                var type = frame.location().declaringType().name();
                if (type.equals(ScenarioRun.class.getName()) || type.equals(MAIN)) break;
                if (!type.matches("(java|jdk|chatlab\\.(step|harness))\\..*")) call = frame;
            }
            return call == null ? "" : words(call);
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String words(StackFrame frame) {
        return switch (frame.location().method().name()) {
            case "<init>" -> "the constructor";
            case "<clinit>" -> "the static initialiser";
            case String method -> {
                var values = new Values();
                yield frame.getArgumentValues().stream()
                        .limit(1) // the sender adds nothing
                        .map(values::text)
                        .collect(Collectors.joining(", ", method + "(", ")"));
            }
        };
    }

    static RunException failed(BreakpointEvent event) {
        try {
            var sentence = (StringReference) event.thread().frame(0).getArgumentValues().getFirst();
            return new RunException(Kind.STEPPER, sentence.value());
        } catch (IncompatibleThreadStateException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReferenceType type(String name) {
        return vm.classesByName(name).getFirst();
    }

    /// Sets a breakpoint.
    ///
    /// @param signature null if there is only one method of that name
    private void hook(Hook hook, ReferenceType type, String method, @Nullable String signature) {
        var methods =
                signature == null
                        ? type.methodsByName(method)
                        : type.methodsByName(method, signature);
        for (Method found : methods) {
            var request = requests().createBreakpointRequest(found.locationOfCodeIndex(0));
            request.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
            request.enable();
            hooks.put(request, hook);
        }
    }

    // --- Runs ---

    /// Begins a run: the members are in, and every thread stands before its first operation.
    ///
    /// The run before it must be over or abandoned.
    @SuppressWarnings("EnumOrdinal") // the child runs the same program; a string could be collected
    SteppedRun beginRun(RunSetup setup) throws InterruptedException, RunException {
        var previous = run;
        var next =
                previous == null
                        ? SteppedRun.first(this, setup)
                        : SteppedRun.after(previous, setup);
        run = next;
        set("scenario", vm.mirrorOf(Scenario.named().indexOf(setup.scenario())));
        next.start();
        return next;
    }

    EventSet takeWarmUp() {
        var events = warmedUp;
        if (events == null) throw new IllegalStateException("the first run has begun");
        warmedUp = null;
        return events;
    }

    /// The next events of the child; null if none comes within a moment.
    @Nullable EventSet nextEvents() throws InterruptedException, RunException {
        try {
            return vm.eventQueue().remove(LOOK.toMillis());
        } catch (VMDisconnectedException _) {
            throw died();
        }
    }

    /// The next events; null if none has come in time, or before the child has taken so much of the
    /// processors since it was started.
    private @Nullable EventSet nextEvents(Duration patience, Duration work)
            throws InterruptedException, RunException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var events = nextEvents();
            boolean isUp = System.nanoTime() - end > 0 || processorTime().compareTo(work) > 0;
            if (events != null || isUp) return events;
        }
    }

    RunException died() throws InterruptedException {
        if (!process.waitFor(Duration.ofSeconds(5))) process.kill();
        int exit = process.exitCode();
        boolean isAlone = warmedUp == null && run == null;
        var kind = isAlone ? Kind.ALONE : Kind.GONE;
        if (exit == OUT_OF_MEMORY) {
            return new RunException(kind, "the memory of the JVM under test is exhausted");
        }
        return new RunException(
                kind,
                exit > 128 && exit <= 128 + 64
                        ? "the JVM was killed by signal " + (exit - 128)
                        : "the JVM under test ended, with exit code " + exit);
    }

    @Nullable Hook hook(EventRequest request) {
        return hooks.get(request);
    }

    EventRequestManager requests() {
        return vm.eventRequestManager();
    }

    Duration limit() {
        return limit;
    }

    void setAbandoned(boolean abandoned) {
        set("abandoned", vm.mirrorOf(abandoned));
    }

    Set<ThreadReference> leftOver() {
        return leftOver;
    }

    /// Whether a run has been here before.
    boolean isUsed() {
        return run != null;
    }

    private void set(String field, Value value) {
        var main = (ClassType) type(MAIN);
        try {
            main.setValue(main.fieldByName(field), value);
        } catch (InvalidTypeException | ClassNotLoadedException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<String> circles() {
        return circles;
    }

    Instructions instructions() {
        return instructions;
    }

    /// What the child has taken of the processors; always zero where that is not told.
    Duration processorTime() {
        return process.processorTime();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
