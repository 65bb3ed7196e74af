package chatlab.engine.random.shared;

import chatlab.engine.random.Variables;

/// Two plain variables, 0 and 1, two volatile ones, 2 and 3, and a lock.
public final class SharedVariables implements Variables {
    private int x;
    private int y;
    private volatile int v;
    private volatile int w;

    @Override
    public int read(int variable) {
        return switch (variable) {
            case 0 -> x;
            case 1 -> y;
            case 2 -> v;
            default -> w;
        };
    }

    @Override
    public void write(int variable, int value) {
        switch (variable) {
            case 0 -> x = value;
            case 1 -> y = value;
            case 2 -> v = value;
            default -> w = value;
        }
    }

    @Override
    public synchronized int readLocked(int variable) {
        return read(variable);
    }

    @Override
    public synchronized void writeLocked(int variable, int value) {
        write(variable, value);
    }
}
