package chatlab.client;

import java.util.Locale;

/// What can go wrong with a server's clients, as `lab faults` makes it go wrong.
enum Fault {
    /// Members of a channel who never read, while the others talk.
    STALLED,
    /// Members of a channel who read 1 KB a second.
    SLOW,
    /// Many connections that say nothing.
    SILENT,
    /// Lines at random, and one that does not end.
    GARBAGE,
    /// More clients than the server has file descriptors.
    DESCRIPTORS,
    /// A server that is stopped while much waits for its clients.
    GOODBYE,
    /// All of it for a long time, clients who are killed, and clients who vanish.
    SOAK;

    /// The word for it on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
