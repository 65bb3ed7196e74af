package chatlab.client.faults;

import java.util.Locale;

/// The faults that `lab faults` can cause.
enum Fault {
    /// Members of a channel that never read while the others talk.
    STALLED,
    /// Members of a channel that read 1 KB a second.
    SLOW,
    /// Thousands of lines in one write.
    BURST,
    /// Many connections that send nothing.
    SILENT,
    /// Random lines, and one line that is far too long.
    GARBAGE,
    /// More clients than the server has file descriptors.
    DESCRIPTORS,
    /// A server that is stopped while many messages wait for its clients.
    GOODBYE,
    /// Most of these for a long time, and clients that are killed or vanish.
    SOAK;

    /// The name on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
