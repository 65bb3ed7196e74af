package chatlab.engine.memory;

/// How an access takes part in the memory model, weakest first.
///
/// JLS 17.4 knows plain and volatile; the two between are those of [java.lang.invoke.VarHandle].
public enum AccessMode {
    PLAIN(""),
    /// Coherent: the accesses to one variable agree on its order of writes.
    OPAQUE("opaque "),
    /// Coherent, and a read synchronizes with the write that it returns.
    ACQUIRE_RELEASE("acquire/release "),
    /// All such accesses have one order, the synchronization order.
    VOLATILE("volatile ");

    private final String prefix;

    AccessMode(String prefix) {
        this.prefix = prefix;
    }

    public boolean isAtLeast(AccessMode other) {
        return compareTo(other) >= 0;
    }

    /// For a sentence: empty for plain, else the mode and a space.
    public String prefix() {
        return prefix;
    }
}
