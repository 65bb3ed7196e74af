package chatlab.engine.memory;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;

/// What one thread knows of the memory.
public final class Viewer {
    private final int thread;
    private final Clock clock = new Clock();

    /// What the thread knows of an object because it got the reference through a final field (JLS
    /// 17.5.1: dereference chain and memory chain).
    private final IdentityHashMap<Object, Clock> chains = new IdentityHashMap<>(4);

    /// Plain variables whose reads a compiler may have moved out of their loop, and what they
    /// showed.
    private final IdentityHashMap<Variable, Write> hoisted = new IdentityHashMap<>(2);

    private final RepeatedReads repeated = new RepeatedReads();

    /// Where it has last called copied code of the JDK.
    private int calledFrom;

    public Viewer(int thread) {
        this.thread = thread;
    }

    public int thread() {
        return thread;
    }

    public Clock clock() {
        return clock;
    }

    /// The code under test calls copied code of the JDK.
    ///
    /// @param place of the call
    public void calledFrom(int place) {
        calledFrom = place;
    }

    RacingAccess access(boolean isWrite, int place) {
        return new RacingAccess(thread, isWrite, place, calledFrom);
    }

    int calledFrom() {
        return calledFrom;
    }

    public RepeatedReads repeated() {
        return repeated;
    }

    public int tick() {
        return clock.tick(thread);
    }

    /// Everything that happened before is from now on known to those who get this clock.
    public Clock release() {
        tick();
        return clock.copy();
    }

    public void acquire(@Nullable Clock released) {
        clock.join(released);
    }

    /// What happens-before the thread's next access to an object.
    Clock viewOf(Shadow shadow) {
        var chain = chains.isEmpty() ? null : chains.get(shadow.object());
        var captured = shadow.captured;
        if (chain == null && (captured == null || !captured.exceeds(clock))) return clock;
        var view = Clock.joined(chain, clock);
        view.join(captured);
        return view;
    }

    /// A value read through an object carries what is known of that object.
    @Nullable Object passOn(Object holder, @Nullable Object value) {
        if (value == null || chains.isEmpty()) return value;
        var chain = chains.get(holder);
        if (chain != null) extend(value, chain);
        return value;
    }

    void extend(Object value, Clock chain) {
        if (chain.exceeds(clock)) chains.merge(value, chain, Clock::joined);
    }

    @Nullable Write hoisted(Variable variable) {
        return hoisted.isEmpty() ? null : hoisted.get(variable);
    }

    void hoist(Variable variable, Write write) {
        hoisted.put(variable, write);
    }

    void unhoist(Variable variable) {
        if (!hoisted.isEmpty()) hoisted.remove(variable);
    }
}
