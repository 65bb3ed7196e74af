package chatlab.client.swarm;

import chatlab.terminal.ProgressLine;

/// Shows the progress of a swarm on a terminal. Confined to one thread.
public final class SwarmLine implements SwarmProgress, AutoCloseable {
    private final ProgressLine line;
    private String task = "";

    public SwarmLine(ProgressLine line) {
        this.line = line;
    }

    /// Names the task of the following reports.
    public void begin(String name) {
        task = name;
        line.show(name);
    }

    @Override
    public void at(String phase, long done, long all) {
        line.show("%s: %s, %d %%".formatted(task, phase, all == 0 ? 100 : done * 100 / all));
    }

    /// Removes the line until the next report.
    public void clear() {
        line.clear();
    }

    @Override
    public void close() {
        line.close();
    }
}
