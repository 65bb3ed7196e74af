package chatlab.races;

import chatlab.harness.child.Subject;
import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/// One sample of a race test: a fresh channel with a crowd in it, and two callers, ann and bob.
///
/// A race test says who is there and what ann and bob do; the scene brings them to the line at the
/// same time, and [Referee] says what was seen. Built by one thread, then used by two, then judged
/// by one; jcstress passes it on safely.
///
/// What chance decides for each scene anew: where among the crowd somebody stands, how long a
/// delivery takes, and which of the two starts a little later. So the calls meet at all their
/// steps, and not always at the same one.
final class Scene {
    /// Room in which lists and tables of the usual first sizes grow when somebody joins.
    private static final int[] SIZES = {0, 0, 0, 1, 2, 3, 4, 7, 8, 10, 12, 15, 16};

    /// What was seen in all scenes of this JVM, for a race test that never comes to its own end.
    private static final Map<String, LongAdder> JUDGED = new ConcurrentHashMap<>();

    private static final VarHandle ARRIVED =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "arrived", VarHandle.class, Scene.class, int.class);

    /// How long one waits for the other at the line: far longer than any call takes, and far
    /// shorter than the operating system leaves a thread aside.
    private static final int PATIENCE = 1_000;

    final BroadcastStrategy<Integer> channel;

    /// Everybody, in or out. Complete before the callers start.
    final List<Member> cast = new ArrayList<>();

    /// Some who were in once and have left, and have no part yet.
    private final List<Member> departed = new ArrayList<>(3);

    private long initially;

    /// What went wrong before the race began, if something did.
    private String unfit = "";

    final Caller ann = new Caller(this, CallCount.ANN);
    final Caller bob = new Caller(this, CallCount.BOB);

    /// How many callers have come to the line. Only through `ARRIVED`; it orders nothing that the
    /// strategy does, for that begins later.
    @SuppressWarnings("unused")
    private int arrived;

    /// A channel of the strategy under test with so many members, that sometimes others have left.
    Scene(int crowd) {
        this(Subject.empty(), crowd, chance(3) == 0 ? 1 + chance(3) : 0);
    }

    Scene(BroadcastStrategy<Integer> channel, int crowd) {
        this(channel, crowd, 0);
    }

    /// A channel that some have left: what they leave behind, such as a free slot or a mark, is
    /// there to be used wrongly.
    private Scene(BroadcastStrategy<Integer> channel, int crowd, int departures) {
        this.channel = channel;
        for (int i = 0; i < departures; i++) departed.add(stranger());
        for (int i = 0; i < crowd + departures; i++) {
            if (i < crowd) member();
            if (i < departures) let(departed.get(i), true);
        }
        for (var member : departed) let(member, false);
    }

    /// A channel of the strategy under test with so many members, that so many others have left.
    static Scene leftBy(int departures, int crowd) {
        return new Scene(Subject.empty(), crowd, departures);
    }

    /// A size at which a join may have to make room, or zero.
    static int anySize() {
        return SIZES[chance(SIZES.length)];
    }

    /// A number from 0 to `below` - 1.
    static int chance(int below) {
        return ThreadLocalRandom.current().nextInt(below);
    }

    /// So many random moves for [Caller#move].
    static int[] moves(int count) {
        var moves = new int[count];
        for (int i = 0; i < count; i++) moves[i] = ThreadLocalRandom.current().nextInt();
        return moves;
    }

    /// Who is in, once both callers are through.
    List<Subscriber<Integer>> subscribers() {
        CallCount.LAB.begin();
        return channel.subscribers();
    }

    /// Sends to all, once both callers are through.
    int broadcast(int message) {
        CallCount.LAB.begin();
        return channel.broadcast(message, Caller.STRANGER);
    }

    /// One more who is in already.
    private void member() {
        var member = stranger();
        initially |= 1L << member.index;
        let(member, true);
    }

    /// Before the race: lets one in, or out again.
    private void let(Member member, boolean in) {
        CallCount.LAB.begin();
        try {
            boolean done = in ? channel.join(member) : channel.leave(member);
            if (!done) unfit = Seen.CONTRADICTION.name();
            member.gone(!in);
        } catch (Throwable e) {
            unfit = Seen.JOIN_THREW.because(e);
        }
    }

    /// One more who is not in: sometimes one who was.
    Member newcomer() {
        return departed.isEmpty() || chance(2) == 0 ? stranger() : departed.removeLast();
    }

    /// One more, who never was in.
    private Member stranger() {
        int pace = chance(4) == 0 ? chance(300) : chance(40);
        var member = new Member(cast.size(), pace);
        cast.add(member);
        return member;
    }

    /// Somebody of the crowd, anywhere in it.
    Member anyone() {
        Member member;
        do {
            member = cast.get(chance(cast.size()));
        } while (!isInAtFirst(member));
        return member;
    }

    /// Who sends: somebody of the crowd, or a stranger.
    Member sender() {
        return chance(2) == 0 ? Caller.STRANGER : anyone();
    }

    /// Ann, as soon as bob has come too.
    Caller ann() {
        start(ann);
        return ann;
    }

    /// Bob, as soon as ann has come too.
    Caller bob() {
        start(bob);
        return bob;
    }

    private void start(Caller caller) {
        ARRIVED.getAndAdd(this, 1);
        for (int i = 0; i < PATIENCE && (int) ARRIVED.getOpaque(this) < 2; i++) {
            if (i > 200) Thread.onSpinWait();
        }
        Pause.burn(caller.delay);
    }

    /// What was seen, once both are through: an id as [Seen] explains it.
    String seen() {
        var seen = unfit.isEmpty() ? new Referee(this).seen() : unfit;
        if (seen.equals(Seen.FINE.name())) Subject.takeBack(channel);
        JUDGED.computeIfAbsent(seen, _ -> new LongAdder()).increment();
        return seen;
    }

    /// Forgets what was seen in all scenes, and returns it: how often each outcome.
    static Map<String, Long> judged() {
        Map<String, Long> counts = new TreeMap<>();
        JUDGED.forEach((seen, count) -> counts.put(seen, count.sum()));
        JUDGED.clear();
        return counts;
    }

    /// Who of the cast is in from the beginning, one bit each.
    long initially() {
        return initially;
    }

    boolean isInAtFirst(Member member) {
        return (initially & 1L << member.index) != 0;
    }

    boolean isOfTheCast(Subscriber<Integer> subscriber) {
        return subscriber instanceof Member member
                && member.index < cast.size()
                && cast.get(member.index) == member;
    }
}
