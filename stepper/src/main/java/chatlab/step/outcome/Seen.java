package chatlab.step.outcome;

import chatlab.strategies.Guarantee;

/// What can be seen to go wrong, in the words of `lab race`, with the names filled in.
enum Seen {
    JOIN_THREW(Guarantee.MEMBERSHIP, "%s threw %s"),
    NULL_SLOT(Guarantee.MEMBERSHIP, "the list of subscribers holds null"),
    LOST(Guarantee.MEMBERSHIP, "%s must be in and is not: a join was lost"),
    GHOST(Guarantee.MEMBERSHIP, "%s must be out and is in: a leave was lost, or undone"),
    DOUBLED(Guarantee.MEMBERSHIP, "%s is in twice"),
    HALF_IN(Guarantee.MEMBERSHIP, "%s is listed and not reached, or reached and not listed"),
    CONTRADICTION(
            Guarantee.MEMBERSHIP, "what the joins and leaves returned fits no order of them: %s"),

    BROADCAST_THREW(Guarantee.DELIVERY, "%s threw %s"),
    MISSED(Guarantee.DELIVERY, "%s was in for the whole broadcast and did not get '%s'"),
    TWICE(Guarantee.DELIVERY, "%s got '%s' twice"),
    ECHO(Guarantee.DELIVERY, "%s got its own message '%s'"),
    NOT_DONE(Guarantee.DELIVERY, "%s returned before its deliveries were done"),
    MISCOUNTED(Guarantee.DELIVERY, "%s returned %s and was taken by %s"),

    NEVER_TOGETHER(Guarantee.SNAPSHOT, "those who got '%s' (%s) were at no instant the members"),
    OVERTAKEN(Guarantee.SENDER_ORDER, "%s got '%s' before '%s', which was sent earlier"),
    DISAGREED(Guarantee.TOTAL_ORDER, "%s and %s got the same two messages in different orders"),
    LATE(Guarantee.QUIET_LEAVE, "a delivery to %s began after leave had returned");

    private final Guarantee breaks;
    private final String words;

    Seen(Guarantee breaks, String words) {
        this.breaks = breaks;
        this.words = words;
    }

    /// The guarantee that forbids it.
    Guarantee breaks() {
        return breaks;
    }

    /// The sentence, without a full stop.
    String of(Object... names) {
        return words.formatted(names);
    }
}
