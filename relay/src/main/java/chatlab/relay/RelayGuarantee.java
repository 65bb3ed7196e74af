package chatlab.relay;

/// What an ordering can promise about the events between servers.
///
/// The names are those of the literature (Cachin, Guerraoui and Rodrigues, *Introduction to
/// Reliable and Secure Distributed Programming*, chapters 3 and 6). A server *stays* (the
/// literature calls it correct) while it runs and can be reached. The tests check both directions,
/// as for strategies: what an ordering declares is never seen broken, and what it does not declare
/// is seen broken by some test.
public enum RelayGuarantee {
    /// Also called integrity.
    NO_DUPLICATION("an event arrives at each server at most once"),

    /// Reliable broadcast.
    RELIABLE("an event of a server that stays arrives at every server that stays"),

    FIFO_ORDER("one server's events arrive in the order sent"),

    /// An answer never arrives before its question.
    CAUSAL_ORDER("no server gets an event before those that its sender had got"),

    TOTAL_ORDER("any two servers get the events they share in the same order"),

    /// Uniform agreement. It concerns the last events of a server that crashes.
    AGREEMENT("an event that one server that stays gets, all servers that stay get"),

    /// Consistency instead of availability, in the words of the CAP theorem.
    MAJORITY("in a split, only a majority goes on; the others refuse events and catch up later");

    private final String meaning;

    RelayGuarantee(String meaning) {
        this.meaning = meaning;
    }

    /// The promise in one line of plain words, without a full stop.
    public String meaning() {
        return meaning;
    }
}
