package chatlab.harness.arbiter;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;

import chatlab.harness.arbiter.Call.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Decides which guarantees a history breaks, each by its definition.
///
/// It allows everything that a promise allows: members in any order; a delivery or none to a
/// subscriber that joins or leaves during a broadcast; a second delivery to a subscriber that
/// leaves and joins again meanwhile.
///
/// It checks the final members twice, in the list of subscribers and with a last broadcast, because
/// a data structure may be correct in one and wrong in the other.
///
/// It must be fast, because a race test asks it about millions of histories. So it works on sets of
/// bits, and makes no sentence until somebody asks for it.
public final class Arbiter {
    private final History history;
    private final List<Call> calls;
    private final List<Violation> found = new ArrayList<>();

    // Sets of calls, without the last two, which are made after all others have ended.
    private long joins;
    private long leaves;
    private long broadcasts;
    private long lists;

    /// The joins and leaves that returned true, and so changed the members.
    private long moves;

    /// The set of subscribers that joins and leaves are about.
    private long movers;

    /// For each broadcast, the set of subscribers that got its message.
    private final long[] reached;

    /// Those of them that got it more than once.
    private final long[] repeated;

    /// Sets of calls that no order explains.
    private final Set<Long> unexplained = new HashSet<>(0);

    private Arbiter(History history) {
        this.history = history;
        this.calls = history.calls();
        this.reached = new long[calls.size()];
        this.repeated = new long[calls.size()];
        for (int i = 0; i < calls.size(); i++) {
            if (i != history.list() && i != history.last()) add(i, calls.get(i));
        }
    }

    private void add(int index, Call call) {
        long one = bit(index);
        switch (call.kind()) {
            case JOIN -> joins |= one;
            case LEAVE -> leaves |= one;
            case BROADCAST -> broadcasts |= one;
            case LIST -> lists |= one;
        }
        if (call.kind() == Kind.JOIN || call.kind() == Kind.LEAVE) {
            movers |= bit(call.about());
            if (call.result() == 1) moves |= one;
        }
    }

    /// All violations in a history; an anomaly may be there several times, for several subscribers
    /// or calls.
    public static List<Violation> judge(History history) {
        return new Arbiter(history).judge();
    }

    private List<Violation> judge() {
        exceptions();
        membership();
        for (long rest = lists; rest != 0; rest &= rest - 1) list(first(rest));
        for (long rest = broadcasts; rest != 0; rest &= rest - 1) delivery(first(rest));
        quietLeave();
        if (found.isEmpty() && !history.isHostile()) snapshot();
        order();
        return found;
    }

    private void found(Anomaly anomaly, Supplier<String> words) {
        found(anomaly, -1, null, words);
    }

    /// A disturbance excuses what the members are and what arrives, but neither order nor silence.
    ///
    /// @param call the call that ended when the anomaly was seen; -1 for the end of the run
    private void found(
            Anomaly anomaly, int call, @Nullable Throwable thrown, Supplier<String> words) {
        var disturbed = history.disturbedBefore(call);
        boolean isBlamed = anomaly.breaks() == MEMBERSHIP || anomaly.breaks() == DELIVERY;
        var guarantee = disturbed != null && isBlamed ? disturbed : anomaly.breaks();
        found.add(new Violation(anomaly, guarantee, thrown, words));
    }

    private void exceptions() {
        for (int i = 0; i < calls.size(); i++) {
            int call = i;
            var thrown = calls.get(call).thrown();
            if (thrown == null) continue;
            boolean isBroadcast = calls.get(call).kind() == Kind.BROADCAST;
            var anomaly = isBroadcast ? Anomaly.BROADCAST_THREW : Anomaly.JOIN_THREW;
            Supplier<String> words =
                    () -> anomaly.of(history.words(call), thrown.getClass().getSimpleName());
            found(anomaly, call, thrown, words);
        }
    }

    // --- MEMBERSHIP ---

    /// Compares the final members with the joins and leaves; after an exception in one of these,
    /// there is nothing to compare with.
    ///
    /// It is enough to look at each subscriber alone: a set is linearizable if each of its elements
    /// is (Herlihy and Wing, 1990, theorem 1).
    private void membership() {
        var list = calls.get(history.list()).listed();
        if (list == null || found.stream().anyMatch(v -> v.anomaly() == Anomaly.JOIN_THREW)) return;
        long listed = 0;
        long twice = 0;
        for (var subscriber : list) {
            int number = history.numberOf(subscriber);
            if (subscriber == null) found(Anomaly.NULL_SLOT, Anomaly.NULL_SLOT::of);
            else if (number < 0) found(Anomaly.GHOST, () -> Anomaly.GHOST.of(subscriber));
            else {
                twice |= listed & bit(number);
                listed |= bit(number);
            }
        }
        long contradicted = 0;
        long expected = history.membersAtFirst();
        for (long rest = movers; rest != 0; rest &= rest - 1) {
            int mover = first(rest);
            if (!isExplained(about(mover, joins | leaves), history.membersAtFirst())) {
                contradicted |= bit(mover);
            }
            // The results fix the end: each order that explains them has the same one.
            if (Long.bitCount(about(mover, moves)) % 2 == 1) expected ^= bit(mover);
        }
        long disagreed = 0;
        int last = history.last();
        if (last >= 0 && calls.get(last).thrown() == null) {
            int total = receive(last);
            twice |= repeated[last];
            boolean isDone = !history.mayStillDeliver() || calls.get(last).result() <= total;
            if (isDone) disagreed = listed ^ reached[last];
            count(last, total, (listed & ~reached[last]) != 0);
        }
        long wrong = (contradicted | disagreed | (listed ^ expected)) & ~history.selfLeavers();
        for (long rest = twice | wrong; rest != 0; rest &= rest - 1) {
            int one = first(rest);
            boolean isIn = contains(listed, one);
            // Whatever the calls returned: without a leave it must be in, without a join out.
            boolean canEndSo = about(one, isIn ? joins : leaves) != 0;
            if (contains(twice, one)) ending(Anomaly.DOUBLED, one);
            else if (contains(contradicted, one) && canEndSo) contradiction(one);
            else if (contains(disagreed & ~contradicted, one)) ending(Anomaly.HALF_IN, one);
            else ending(isIn ? Anomaly.GHOST : Anomaly.LOST, one);
        }
    }

    private void ending(Anomaly anomaly, int subscriber) {
        found(anomaly, () -> anomaly.of(history.name(subscriber)));
    }

    private void contradiction(int subscriber) {
        IntFunction<String> result = i -> history.words(i) + " returned " + contains(moves, i);
        long about = about(subscriber, joins | leaves);
        found(Anomaly.CONTRADICTION, () -> Anomaly.CONTRADICTION.of(joined(about, result)));
    }

    /// The set of subscribers that are certainly in during a whole call.
    private long entitled(int call) {
        long entitled = history.membersAtFirst() & ~movers;
        for (long rest = movers; rest != 0; rest &= rest - 1) {
            if (stays(first(rest), call)) entitled |= bit(first(rest));
        }
        return entitled & ~history.selfLeavers();
    }

    /// Whether a subscriber is in at first, or a join that returned true ended before the call, and
    /// no leave may have come between.
    private boolean stays(int subscriber, int call) {
        long gone = about(subscriber, leaves);
        if (contains(history.membersAtFirst(), subscriber) && areAllAfter(call, gone)) return true;
        long back = about(subscriber, joins & moves & history.before(call));
        for (; back != 0; back &= back - 1) {
            if (areAllAfter(call, gone & ~history.before(first(back)))) return true;
        }
        return false;
    }

    private boolean areAllAfter(int call, long others) {
        for (long rest = others; rest != 0; rest &= rest - 1) {
            if (!contains(history.before(first(rest)), call)) return false;
        }
        return true;
    }

    /// How often a subscriber may get one message or be in one list: once for each time that it was
    /// in.
    private int entries(int subscriber) {
        if (!contains(movers, subscriber)) return 1;
        int first = contains(history.membersAtFirst(), subscriber) ? 1 : 0;
        return Math.max(1, first + Long.bitCount(about(subscriber, joins & moves)));
    }

    private void list(int call) {
        var list = calls.get(call).listed();
        if (list == null) return;
        long entitled = entitled(call);
        var times = new int[history.subscribers()];
        for (var subscriber : list) {
            int number = history.numberOf(subscriber);
            if (number >= 0) times[number]++;
            else if (subscriber == null) found(Anomaly.NULL_SLOT, Anomaly.NULL_SLOT::of);
            else badList(call, subscriber.toString());
        }
        for (int i = 0; i < times.length; i++) {
            boolean isMissing = times[i] == 0 && contains(entitled, i);
            if (isMissing || times[i] > entries(i)) badList(call, history.name(i));
        }
    }

    private void badList(int call, String name) {
        found(Anomaly.BAD_LIST, () -> Anomaly.BAD_LIST.of(history.words(call), name));
    }

    // --- DELIVERY ---

    private void delivery(int call) {
        var broadcast = calls.get(call);
        int message = broadcast.message();
        int total = receive(call);
        long missed = entitled(call) & ~bit(broadcast.about()) & ~reached[call];
        boolean mayCome = count(call, total, missed != 0);
        if (contains(reached[call], broadcast.about())) {
            receiver(Anomaly.ECHO, broadcast.about(), message);
        }
        for (long rest = mayCome ? 0 : missed; rest != 0; rest &= rest - 1) {
            receiver(Anomaly.MISSED, first(rest), message);
        }
        for (long rest = repeated[call]; rest != 0; rest &= rest - 1) {
            int one = first(rest);
            if (history.copies(one, message) > entries(one)) {
                receiver(Anomaly.TWICE, one, message);
            }
        }
    }

    private void receiver(Anomaly anomaly, int subscriber, int message) {
        found(anomaly, () -> anomaly.of(history.name(subscriber), history.text(message)));
    }

    /// Notes the receivers of a broadcast and returns how often it was delivered.
    private int receive(int broadcast) {
        int message = calls.get(broadcast).message();
        int total = 0;
        for (int i = 0; i < history.subscribers(); i++) {
            int copies = history.copies(i, message);
            if (copies > 0) reached[broadcast] |= bit(i);
            if (copies > 1) repeated[broadcast] |= bit(i);
            total += copies;
        }
        return total;
    }

    /// Compares the result of a broadcast with its deliveries.
    ///
    /// @return whether deliveries that are missing may still come
    private boolean count(int broadcast, int total, boolean isMissed) {
        int result = calls.get(broadcast).result();
        boolean mayCome = isMissed && total < result && history.mayStillDeliver();
        if (mayCome || history.deliversAfter(broadcast)) {
            found(Anomaly.UNFINISHED, () -> Anomaly.UNFINISHED.of(history.words(broadcast)));
        }
        boolean isCounted = calls.get(broadcast).thrown() == null && !history.isHostile();
        if (isCounted && !mayCome && result != total) {
            found(
                    Anomaly.MISCOUNTED,
                    () -> Anomaly.MISCOUNTED.of(history.words(broadcast), result, total));
        }
        return mayCome;
    }

    // --- QUIET_LEAVE ---

    private void quietLeave() {
        for (long rest = leaves & moves; rest != 0; rest &= rest - 1) {
            int leave = first(rest);
            int leaver = calls.get(leave).about();
            long mayBeBack = about(leaver, joins & ~history.before(leave));
            if (history.deliversBetween(leaver, leave, mayBeBack)) ending(Anomaly.LATE, leaver);
        }
    }

    // --- SNAPSHOT ---

    private void snapshot() {
        if (isExplained(joins | leaves | broadcasts, history.membersAtFirst())) return;
        for (long rest = broadcasts; rest != 0; rest &= rest - 1) {
            int broadcast = first(rest);
            found(
                    Anomaly.NEVER_TOGETHER,
                    () ->
                            Anomaly.NEVER_TOGETHER.of(
                                    history.text(calls.get(broadcast).message()),
                                    joined(reached[broadcast], history::name)));
        }
    }

    /// Whether some order of these calls explains the results of joins and leaves and the receivers
    /// of broadcasts, and reverses no two calls of which one returned before the other began.
    private boolean isExplained(long remaining, long members) {
        long rest = remaining;
        // A call that changes nothing can come at once, whatever comes later.
        for (long before = 0; rest != before; ) {
            before = rest;
            for (long some = rest & ~moves; some != 0; some &= some - 1) {
                int call = first(some);
                if (canBeNext(call, rest, members)) rest &= ~bit(call);
            }
        }
        if (rest == 0) return true;
        // The same calls leave the same members, in any order that explains them.
        if (unexplained.contains(rest)) return false;
        for (long some = rest & moves; some != 0; some &= some - 1) {
            int call = first(some);
            if (canBeNext(call, rest, members)
                    && isExplained(rest & ~bit(call), members ^ bit(calls.get(call).about()))) {
                return true;
            }
        }
        unexplained.add(rest);
        return false;
    }

    private boolean canBeNext(int index, long rest, long members) {
        if ((history.before(index) & rest) != 0) return false;
        var call = calls.get(index);
        return switch (call.kind()) {
            case JOIN -> contains(members, call.about()) != contains(moves, index);
            case LEAVE -> contains(members, call.about()) == contains(moves, index);
            case BROADCAST -> (members & ~bit(call.about())) == reached[index];
            case LIST -> true;
        };
    }

    // --- SENDER_ORDER, CAUSAL_ORDER and TOTAL_ORDER ---

    private void order() {
        for (long rest = broadcasts; rest != 0; rest &= rest - 1) {
            int one = first(rest);
            for (long others = rest & (rest - 1); others != 0; others &= others - 1) {
                int other = first(others);
                long both = reached[one] & reached[other];
                if (both == 0) continue;
                order(one, other, both);
                causal(one, other, both);
                causal(other, one, both);
            }
        }
    }

    private void order(int one, int other, long receivers) {
        if (contains(history.before(one), other)) {
            order(other, one, receivers);
            return;
        }
        boolean isSeries =
                contains(history.before(other), one)
                        && calls.get(one).about() == calls.get(other).about();
        int model = first(receivers);
        boolean isReversed = isReversed(model, one, other);
        for (long rest = receivers; rest != 0; rest &= rest - 1) {
            int receiver = first(rest);
            boolean isReversedHere = isReversed(receiver, one, other);
            if (isSeries && isReversedHere) {
                found(
                        Anomaly.OVERTAKEN,
                        () ->
                                Anomaly.OVERTAKEN.of(
                                        history.name(receiver),
                                        history.text(calls.get(other).message()),
                                        history.text(calls.get(one).message())));
            }
            if (isReversedHere != isReversed) {
                found(
                        Anomaly.DISAGREED,
                        () -> Anomaly.DISAGREED.of(history.name(model), history.name(receiver)));
            }
        }
    }

    /// Of those who got both messages, who got the answer first?
    private void causal(int question, int answer, long receivers) {
        int sender = calls.get(answer).about();
        int message = calls.get(question).message();
        if (sender < 0 || !history.hasGot(sender, message, answer)) return;
        for (long rest = receivers; rest != 0; rest &= rest - 1) {
            int receiver = first(rest);
            if (!isReversed(receiver, question, answer)) continue;
            found(
                    Anomaly.ANSWERED_EARLY,
                    () ->
                            Anomaly.ANSWERED_EARLY.of(
                                    history.name(receiver),
                                    history.text(calls.get(answer).message()),
                                    history.text(message)));
        }
    }

    private boolean isReversed(int receiver, int one, int other) {
        return history.place(receiver, calls.get(other).message())
                < history.place(receiver, calls.get(one).message());
    }

    // --- Sets of bits ---

    private long about(int subscriber, long among) {
        long about = 0;
        for (long rest = among; rest != 0; rest &= rest - 1) {
            int call = first(rest);
            if (calls.get(call).about() == subscriber) about |= bit(call);
        }
        return about;
    }

    /// @return the empty set for -1
    private static long bit(int number) {
        return number < 0 ? 0 : 1L << number;
    }

    private static boolean contains(long set, int number) {
        return (set & bit(number)) != 0;
    }

    private static int first(long set) {
        return Long.numberOfTrailingZeros(set);
    }

    private static String joined(long set, IntFunction<String> name) {
        if (set == 0) return "nobody";
        var joined = new StringJoiner(", ");
        for (long rest = set; rest != 0; rest &= rest - 1) joined.add(name.apply(first(rest)));
        return joined.toString();
    }
}
