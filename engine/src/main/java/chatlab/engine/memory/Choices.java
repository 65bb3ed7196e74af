package chatlab.engine.memory;

/// Decides where a read may return more than one write.
public interface Choices {
    /// Returns a number from 0 to `options - 1`; 0 is the newest write.
    int readFrom(int options);
}
