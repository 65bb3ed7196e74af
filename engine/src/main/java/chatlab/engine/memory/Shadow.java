package chatlab.engine.memory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the engine keeps about one object of the heap during one execution.
public final class Shadow {
    /// All threads may have a reference to the object.
    static final int SHARED = -1;

    /// The object existed before the execution.
    static final int NOBODY = -1;

    private final Object object;
    private final int number;

    @Nullable Variable @Nullable [] elements;
    private @Nullable Map<Integer, Variable> fields;

    /// What its final fields refer to.
    @Nullable List<Object> finals;

    /// The only thread that has a reference to it, or [#SHARED].
    int owner = SHARED;

    int creator = NOBODY;

    /// What its constructor had written when it ended (JLS 17.5.1), null before.
    @Nullable Clock frozen;

    /// Its constructor let `this` escape, so that final fields promise nothing.
    boolean hasLeaked;

    /// How many of its constructors are running: its own, and its superclasses'.
    int constructing;

    /// What was written before a lambda captured it. A lambda's captured variables are final
    /// fields, and the engine grants what they show to all threads.
    @Nullable Clock captured;

    private @Nullable Object monitor;
    private @Nullable Object state;

    Shadow(Object object, int number) {
        this.object = object;
        this.number = number;
    }

    public Object object() {
        return object;
    }

    /// Counts the objects of an execution in the order in which they were first touched.
    public int number() {
        return number;
    }

    public boolean isConstructing() {
        return constructing > 0;
    }

    /// What its monitor keeps here, for this execution only.
    public @Nullable Object monitor() {
        return monitor;
    }

    public void monitor(Object monitor) {
        this.monitor = monitor;
    }

    /// What the model of a JDK class keeps here, for this execution only.
    public @Nullable Object state() {
        return state;
    }

    public void state(Object state) {
        this.state = state;
    }

    @Nullable Variable field(int key) {
        return fields == null ? null : fields.get(key);
    }

    void field(int key, Variable variable) {
        if (fields == null) fields = new HashMap<>(8);
        fields.put(key, variable);
    }

    /// All variables of the object that the execution has touched.
    List<Variable> variables() {
        var all = new ArrayList<Variable>();
        if (fields != null) all.addAll(fields.values());
        if (elements != null) {
            for (var element : elements) {
                if (element != null) all.add(element);
            }
        }
        return all;
    }

    void refersTo(Object value) {
        if (finals == null) finals = new ArrayList<>(2);
        finals.add(value);
    }
}
