package chatlab.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Outcome;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What one sample of a race test can show: everything is as promised, or which promise is broken.
///
/// A sample may break several guarantees; then its outcome's id names the worst of each, joined by
/// `+`, such as `MISSED+OVERTAKEN`.
///
/// The sentences are in the annotations, where jcstress finds them for its own report. `FORBIDDEN`
/// means that some guarantee forbids the outcome; a strategy need not promise that guarantee.
@Outcome(id = "FINE", expect = ACCEPTABLE, desc = "Everything is as promised.")
@Outcome(
        id = "JOIN_THREW( .*|\\+.*)?",
        expect = FORBIDDEN,
        desc = "A join or leave, or a look at who is in, threw an exception.")
@Outcome(id = "NULL_SLOT(\\+.*)?", expect = FORBIDDEN, desc = "The list of subscribers holds null.")
@Outcome(
        id = "LOST(\\+.*)?",
        expect = FORBIDDEN,
        desc =
                "Somebody who must be in is not: a join was lost, or another's leave removed"
                        + " them.")
@Outcome(
        id = "GHOST(\\+.*)?",
        expect = FORBIDDEN,
        desc = "Somebody who must be out is in: a leave was lost, or undone.")
@Outcome(id = "DOUBLED(\\+.*)?", expect = FORBIDDEN, desc = "Somebody is in twice.")
@Outcome(
        id = "HALF_IN(\\+.*)?",
        expect = FORBIDDEN,
        desc = "Somebody is listed and not reached, or reached and not listed.")
@Outcome(
        id = "CONTRADICTION(\\+.*)?",
        expect = FORBIDDEN,
        desc = "What the joins and leaves returned fits no order of them.")
@Outcome(
        id = "BAD_LIST(\\+.*)?",
        expect = FORBIDDEN,
        desc = "A list taken meanwhile misses somebody who was in all the time, or has one twice.")
@Outcome(
        id = "BROADCAST_THREW( .*|\\+.*)?",
        expect = FORBIDDEN,
        desc = "A broadcast threw an exception.")
@Outcome(
        id = "MISSED(\\+.*)?",
        expect = FORBIDDEN,
        desc = "Somebody who was in for the whole broadcast did not get the message.")
@Outcome(id = "TWICE(\\+.*)?", expect = FORBIDDEN, desc = "Somebody got the same message twice.")
@Outcome(id = "ECHO(\\+.*)?", expect = FORBIDDEN, desc = "A sender got the message it had sent.")
@Outcome(
        id = "MISCOUNTED(\\+.*)?",
        expect = FORBIDDEN,
        desc = "A broadcast returned a wrong number of receivers.")
@Outcome(
        id = "UNFINISHED(\\+.*)?",
        expect = FORBIDDEN,
        desc =
                "A broadcast returned before its deliveries were done: fewer got the message than"
                        + " it counted.")
@Outcome(
        id = "NEVER_TOGETHER(\\+.*)?",
        expect = FORBIDDEN,
        desc = "Those who got the message were at no instant the members.")
@Outcome(
        id = "OVERTAKEN(\\+.*)?",
        expect = FORBIDDEN,
        desc = "A sender's later message arrived before an earlier one.")
@Outcome(
        id = "DISAGREED(\\+.*)?",
        expect = FORBIDDEN,
        desc = "Two subscribers got the same two messages in different orders.")
@Outcome(
        id = "LATE(\\+.*)?",
        expect = FORBIDDEN,
        desc = "A delivery began after leave had returned.")
enum Seen {
    FINE(null, ""),

    JOIN_THREW(Guarantee.MEMBERSHIP, "somebody cannot join or leave: the command fails"),
    NULL_SLOT(Guarantee.MEMBERSHIP, "every later message in the channel fails half-way"),
    LOST(Guarantee.MEMBERSHIP, "somebody who joined gets no messages"),
    GHOST(Guarantee.MEMBERSHIP, "somebody who left still gets messages"),
    DOUBLED(Guarantee.MEMBERSHIP, "somebody gets every message twice, even after leaving"),
    HALF_IN(Guarantee.MEMBERSHIP, "NAMES and the messages disagree on who is in the channel"),
    CONTRADICTION(Guarantee.MEMBERSHIP, "one join is announced twice, or never"),
    BAD_LIST(Guarantee.MEMBERSHIP, "NAMES leaves somebody out who has been there all the time"),

    BROADCAST_THREW(Guarantee.DELIVERY, "a message stops half-way through the channel"),
    MISSED(Guarantee.DELIVERY, "somebody misses a message while others come and go"),
    UNFINISHED(Guarantee.DELIVERY, "somebody gets a message late or never, and nobody knows"),
    TWICE(Guarantee.DELIVERY, "somebody reads the same line twice"),
    ECHO(Guarantee.DELIVERY, "somebody gets an echo of what they wrote"),
    MISCOUNTED(Guarantee.DELIVERY, "the count of deliveries is wrong, so no loss can be found"),

    NEVER_TOGETHER(Guarantee.SNAPSHOT, "one member replaces another, and neither gets the message"),
    OVERTAKEN(Guarantee.SENDER_ORDER, "the answer comes before the question of the same person"),
    DISAGREED(Guarantee.TOTAL_ORDER, "two people read the same conversation in different orders"),
    LATE(Guarantee.QUIET_LEAVE, "somebody gets a message after the server has let them go");

    private final @Nullable Guarantee breaks;
    private final String symptom;

    Seen(@Nullable Guarantee breaks, String symptom) {
        this.breaks = breaks;
        this.symptom = symptom;
    }

    /// The guarantee that forbids it.
    Optional<Guarantee> breaks() {
        return Optional.ofNullable(breaks);
    }

    /// The guarantees that the referee does not judge in a sample with this outcome. The sample
    /// counts only for the others.
    private Set<Guarantee> hides() {
        return switch (this) {
            case FINE, NEVER_TOGETHER, OVERTAKEN, DISAGREED, LATE -> Set.of();
            case JOIN_THREW, NULL_SLOT, LOST, GHOST, DOUBLED, HALF_IN, CONTRADICTION ->
                    EnumSet.complementOf(EnumSet.of(Guarantee.MEMBERSHIP));
            case BROADCAST_THREW ->
                    EnumSet.complementOf(EnumSet.of(Guarantee.MEMBERSHIP, Guarantee.DELIVERY));
            case BAD_LIST -> EnumSet.of(Guarantee.DELIVERY, Guarantee.SNAPSHOT);
            case MISSED, UNFINISHED, TWICE, ECHO, MISCOUNTED -> EnumSet.of(Guarantee.SNAPSHOT);
        };
    }

    /// Whether the guarantee was judged in a sample with this outcome.
    static boolean isJudged(Guarantee guarantee, String id) {
        return breaking(guarantee, id).isPresent()
                || of(id).stream().noneMatch(seen -> seen.hides().contains(guarantee));
    }

    /// What the users of a chat notice.
    String symptom() {
        return symptom;
    }

    /// The sentence in its annotation.
    String meaning() {
        return Stream.of(Seen.class.getAnnotationsByType(Outcome.class))
                .filter(outcome -> name().matches(outcome.id()[0]))
                .map(Outcome::desc)
                .findFirst()
                .orElseThrow();
    }

    /// The id of an outcome with an exception.
    String because(Throwable thrown) {
        return name() + " " + thrown.getClass().getSimpleName();
    }

    /// The parts of an outcome's id.
    static List<Seen> of(String id) {
        return Stream.of(id.split("\\+", -1)).map(part -> valueOf(part.split(" ", 2)[0])).toList();
    }

    /// The part of an outcome's id that breaks a guarantee; empty if there is none.
    static Optional<Seen> breaking(Guarantee guarantee, String id) {
        return of(id).stream()
                .filter(seen -> seen.breaks().filter(guarantee::equals).isPresent())
                .findFirst();
    }
}
