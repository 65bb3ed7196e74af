package chatlab.engine.random;

/// The memory of a random program.
public interface Variables {
    int read(int variable);

    void write(int variable, int value);

    int readLocked(int variable);

    void writeLocked(int variable, int value);
}
