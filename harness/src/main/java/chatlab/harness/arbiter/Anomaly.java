package chatlab.harness.arbiter;

import chatlab.strategies.Guarantee;

import java.util.EnumSet;
import java.util.Set;

/// Something that goes wrong in a run, and the guarantee that forbids it.
///
/// For each guarantee, the worst comes first.
public enum Anomaly {
    JOIN_THREW(
            Guarantee.MEMBERSHIP,
            Sentence.JOIN_THREW,
            "%s threw %s",
            "somebody cannot join or leave: the command fails"),
    NULL_SLOT(
            Guarantee.MEMBERSHIP,
            Sentence.NULL_SLOT,
            "the list of subscribers holds null",
            "every later message in the channel fails half-way"),
    LOST(
            Guarantee.MEMBERSHIP,
            Sentence.LOST,
            "%s must be in and is not: a join was lost",
            "somebody who joined gets no messages"),
    GHOST(
            Guarantee.MEMBERSHIP,
            Sentence.GHOST,
            "%s must be out and is in: a leave was lost, or undone",
            "somebody who left still gets messages"),
    DOUBLED(
            Guarantee.MEMBERSHIP,
            Sentence.DOUBLED,
            "%s is in twice",
            "somebody gets every message twice, even after leaving"),
    HALF_IN(
            Guarantee.MEMBERSHIP,
            Sentence.HALF_IN,
            "%s is listed and not reached, or reached and not listed",
            "NAMES and the messages disagree on who is in the channel"),
    CONTRADICTION(
            Guarantee.MEMBERSHIP,
            Sentence.CONTRADICTION,
            "what the joins and leaves returned fits no order of them: %s",
            "one join is announced twice, or never"),
    BAD_LIST(
            Guarantee.MEMBERSHIP,
            Sentence.BAD_LIST,
            "%s misses %s, who was in all the time, or has one twice",
            "NAMES leaves somebody out who has been there all the time"),

    BROADCAST_THREW(
            Guarantee.DELIVERY,
            Sentence.BROADCAST_THREW,
            "%s threw %s",
            "a message stops half-way through the channel"),
    MISSED(
            Guarantee.DELIVERY,
            Sentence.MISSED,
            "%s was in for the whole broadcast and did not get '%s'",
            "somebody misses a message while others come and go"),
    UNFINISHED(
            Guarantee.DELIVERY,
            Sentence.UNFINISHED,
            "%s returned before its deliveries were done",
            "somebody gets a message late or never, and nobody knows"),
    TWICE(
            Guarantee.DELIVERY,
            Sentence.TWICE,
            "%s got '%s' twice",
            "somebody reads the same line twice"),
    ECHO(
            Guarantee.DELIVERY,
            Sentence.ECHO,
            "%s got its own message '%s'",
            "somebody gets an echo of what they wrote"),
    MISCOUNTED(
            Guarantee.DELIVERY,
            Sentence.MISCOUNTED,
            "%s returned %s and was taken by %s",
            "the count of deliveries is wrong, so no loss can be found"),

    NEVER_TOGETHER(
            Guarantee.SNAPSHOT,
            Sentence.NEVER_TOGETHER,
            "those who got '%s' (%s) were at no instant the members",
            "one member replaces another, and neither gets the message"),
    OVERTAKEN(
            Guarantee.SENDER_ORDER,
            Sentence.OVERTAKEN,
            "%s got '%s' before '%s', which was sent earlier",
            "what somebody wrote later comes before what they wrote earlier"),
    ANSWERED_EARLY(
            Guarantee.CAUSAL_ORDER,
            Sentence.ANSWERED_EARLY,
            "%s got '%s' before '%s', which its sender had got before",
            "somebody reads the answer first and then the question"),
    DISAGREED(
            Guarantee.TOTAL_ORDER,
            Sentence.DISAGREED,
            "%s and %s got the same two messages in different orders",
            "two people read the same conversation in different orders"),
    LATE(
            Guarantee.QUIET_LEAVE,
            Sentence.LATE,
            "a delivery to %s began after leave had returned",
            "somebody gets a message after the server has let them go");

    private final Guarantee breaks;
    private final String sentence;
    private final String words;
    private final String symptom;

    Anomaly(Guarantee breaks, String sentence, String words, String symptom) {
        this.breaks = breaks;
        this.sentence = sentence;
        this.words = words;
        this.symptom = symptom;
    }

    /// The guarantee that forbids it.
    public Guarantee breaks() {
        return breaks;
    }

    /// What happened, as a general sentence.
    public String sentence() {
        return sentence;
    }

    /// What happened to those with these names. No full stop.
    String of(Object... names) {
        return words.formatted(names);
    }

    /// What the users of a chat notice. No full stop.
    public String symptom() {
        return symptom;
    }

    /// The guarantees that a run with this anomaly says nothing about.
    public Set<Guarantee> hides() {
        return switch (this) {
            case NEVER_TOGETHER, OVERTAKEN, ANSWERED_EARLY, DISAGREED, LATE -> Set.of();
            case JOIN_THREW, NULL_SLOT, LOST, GHOST, DOUBLED, HALF_IN, CONTRADICTION ->
                    EnumSet.complementOf(EnumSet.of(Guarantee.MEMBERSHIP));
            case BROADCAST_THREW ->
                    EnumSet.complementOf(EnumSet.of(Guarantee.MEMBERSHIP, Guarantee.DELIVERY));
            case BAD_LIST -> EnumSet.of(Guarantee.DELIVERY, Guarantee.SNAPSHOT);
            case MISSED, UNFINISHED, TWICE, ECHO, MISCOUNTED -> EnumSet.of(Guarantee.SNAPSHOT);
        };
    }

    /// The general sentences. They are constants because annotations need them.
    public static final class Sentence {
        public static final String JOIN_THREW =
                "A join or leave, or a look at who is in, threw an exception.";
        public static final String NULL_SLOT = "The list of subscribers holds null.";
        public static final String LOST =
                "Somebody who must be in is not: a join was lost, or another's leave removed them.";
        public static final String GHOST =
                "Somebody who must be out is in: a leave was lost, or undone.";
        public static final String DOUBLED = "Somebody is in twice.";
        public static final String HALF_IN =
                "Somebody is listed and not reached, or reached and not listed.";
        public static final String CONTRADICTION =
                "What the joins and leaves returned fits no order of them.";
        public static final String BAD_LIST =
                "A list taken meanwhile misses somebody who was in all the time, or has one twice.";
        public static final String BROADCAST_THREW = "A broadcast threw an exception.";
        public static final String MISSED =
                "Somebody who was in for the whole broadcast did not get the message.";
        public static final String UNFINISHED =
                "A broadcast returned before its deliveries were done: fewer got the message than"
                        + " it counted.";
        public static final String TWICE = "Somebody got the same message twice.";
        public static final String ECHO = "A sender got the message it had sent.";
        public static final String MISCOUNTED = "A broadcast returned a wrong number of receivers.";
        public static final String NEVER_TOGETHER =
                "Those who got the message were at no instant the members.";
        public static final String OVERTAKEN =
                "A sender's later message arrived before an earlier one.";
        public static final String ANSWERED_EARLY =
                "An answer arrived before its question, which its sender had got.";
        public static final String DISAGREED =
                "Two subscribers got the same two messages in different orders.";
        public static final String LATE = "A delivery began after leave had returned.";

        private Sentence() {}
    }
}
