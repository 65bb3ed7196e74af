package chatlab.client;

import chatlab.terminal.ProgressLine;

/// Tells on a terminal how far a swarm has got. Confined to one thread.
final class SwarmLine implements Progress, AutoCloseable {
    private final ProgressLine line;
    private String task = "";

    SwarmLine(ProgressLine line) {
        this.line = line;
    }

    /// What the next reports are about.
    void begin(String name) {
        task = name;
        line.show(name);
    }

    @Override
    public void at(String phase, long done, long all) {
        line.show("%s: %s, %d %%".formatted(task, phase, all == 0 ? 100 : done * 100 / all));
    }

    /// Takes the line away until the next report.
    void clear() {
        line.clear();
    }

    @Override
    public void close() {
        line.close();
    }
}
