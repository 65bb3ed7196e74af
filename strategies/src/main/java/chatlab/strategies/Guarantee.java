package chatlab.strategies;

/// What a strategy can promise about calls that overlap.
///
/// A strategy lists its promises in its [Strategy] annotation. The tests hold it to both
/// directions: what it declares is never seen broken, and what a correct strategy does not declare
/// is seen broken by some test, or the declaration is too modest.
public enum Guarantee {
    /// Concurrent joins and leaves end as if run in some order: a linearizable set.
    MEMBERSHIP(
            "joins and leaves end as if run in some order: none lost, doubled, null or"
                    + " resurrected"),

    /// A message reaches, exactly once, every subscriber who is in for the whole broadcast.
    DELIVERY(
            "a message reaches exactly once everybody who is in for the whole broadcast, nobody"
                    + " twice"),

    /// The receivers of a message are the members at one single instant during the broadcast.
    ///
    /// So of two subscribers, one of whom is in at every moment, at least one gets the message.
    SNAPSHOT("the receivers of a message are the members at one single instant of the broadcast"),

    /// Once `leave(s)` has returned true, no `deliver` on `s` begins, until `s` joins again.
    QUIET_LEAVE("once leave(s) has returned, no deliver on s begins"),

    /// One sender's messages arrive in the order sent (FIFO order).
    SENDER_ORDER("one sender's messages arrive in the order sent"),

    /// Any two subscribers get the messages that both get in the same order.
    TOTAL_ORDER("any two subscribers get the messages that both get in the same order"),

    /// A `deliver` that throws costs its own subscriber that message, and nobody else anything.
    FAILURE_ISOLATION(
            "a deliver that throws costs its own subscriber that message, nobody else anything"),

    /// `deliver` may call `join`, `leave` or `broadcast` on the same strategy.
    REENTRANCY("deliver may call join, leave or broadcast: no deadlock, no exception"),

    /// While one subscriber is stuck in `deliver`, others' `join` and `leave` return.
    STALL_ISOLATION("while one subscriber is stuck in deliver, others' join and leave return"),

    /// Two broadcasts can be in progress at once; the lack of it is over-synchronisation.
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
