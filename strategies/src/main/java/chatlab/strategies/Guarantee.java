package chatlab.strategies;

/// What a strategy can promise about calls that overlap.
///
/// A strategy lists its promises in its [Strategy] annotation. The tests check both directions:
/// what a strategy declares is never seen broken, and what a correct strategy does not declare is
/// seen broken by some test. Otherwise its declaration is too modest.
public enum Guarantee {
    /// A linearizable set.
    MEMBERSHIP(
            "joins and leaves end as if run in some order: none lost, doubled, null or"
                    + " resurrected"),

    DELIVERY(
            "a message reaches every subscriber who is in for the whole broadcast exactly once,"
                    + " and nobody twice"),

    /// So of two subscribers, one of whom is in at every moment, at least one gets the message.
    SNAPSHOT("the receivers of a message are the members at one single instant of the broadcast"),

    /// Holds after a leave that returned true, until `s` joins again.
    QUIET_LEAVE("once leave(s) has returned, no deliver on s begins"),

    /// FIFO order.
    SENDER_ORDER("one sender's messages arrive in the order sent"),

    /// For two senders it says what `SENDER_ORDER` says for one; both together are the causal order
    /// of Lamport's "happened before" (1978). An answer is a message that its sender sends after
    /// `deliver` has handed it another, the question. One sent from inside that `deliver` is none.
    CAUSAL_ORDER("nobody gets an answer before its question, a message that its sender had got"),

    TOTAL_ORDER("any two subscribers get the messages they share in the same order"),

    FAILURE_ISOLATION(
            "a deliver that throws affects only its own subscriber, who misses that message"),

    /// A call back goes to the same strategy.
    REENTRANCY("deliver may call join, leave or broadcast: no deadlock, no exception"),

    STALL_ISOLATION("while one subscriber is stuck in deliver, others' join and leave return"),

    /// A strategy without it is over-synchronized.
    CONCURRENT_BROADCAST("two broadcasts can be in progress at once");

    private final String meaning;

    Guarantee(String meaning) {
        this.meaning = meaning;
    }

    /// The promise in one line of plain words, without a full stop.
    public String meaning() {
        return meaning;
    }
}
