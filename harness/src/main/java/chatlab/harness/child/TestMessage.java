package chatlab.harness.child;

/// A message as the tests broadcast it.
///
/// To a strategy it is what the chat's message is: an object of a final class that implements
/// nothing, equal to itself only, and a new one for each broadcast. So a strategy cannot tell a
/// test from a chat by what a message is.
public final class TestMessage {
    private final String text;

    public TestMessage(String text) {
        this.text = text;
    }

    /// For the subscribers of a test.
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    /// The same in every JVM, so that a strategy that hashes its messages runs alike in all.
    @Override
    public int hashCode() {
        return spread(text);
    }

    /// Chosen so that the subscribers of the scenarios fall into different stripes of `striped`.
    private static final int SPREAD = 0xB91751DB;

    /// A number as large as an identity hash code, the same in every JVM.
    public static int spread(String name) {
        int hash = name.hashCode() * SPREAD;
        return (hash ^ (hash >>> 15)) & Integer.MAX_VALUE;
    }

    /// For people: strategies must not use it.
    @Override
    public String toString() {
        return text;
    }
}
