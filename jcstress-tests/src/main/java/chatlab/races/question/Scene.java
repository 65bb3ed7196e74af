package chatlab.races.question;

import chatlab.harness.arbiter.Anomaly;
import chatlab.harness.arbiter.Arbiter;
import chatlab.harness.arbiter.Call;
import chatlab.harness.arbiter.History;
import chatlab.harness.child.Subject;
import chatlab.strategies.BroadcastStrategy;

import org.jspecify.annotations.Nullable;

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

/// One sample of a race test: a fresh channel with some members, and two callers, ann and bob.
///
/// A race test says who the members are and what ann and bob do. The scene makes both start at the
/// same time, and the [Arbiter] judges the result. One thread builds a scene, two use it, and one
/// judges it; jcstress publishes it safely between them.
///
/// For each scene, chance decides the position of a member, how long a delivery takes, and which
/// caller starts a little later. So the calls overlap at all their steps, not always at the same
/// one.
public final class Scene implements History {
    /// Numbers of members. At many of them, a list or table of a usual first size grows with the
    /// next join.
    private static final int[] SIZES = {0, 0, 0, 1, 2, 3, 4, 7, 8, 10, 12, 15, 16};

    /// The message of the last broadcast, after both callers.
    private static final int LAST = 15;

    /// The outcomes of all scenes of this JVM. They are the result of a race test that never ends
    /// by itself.
    private static final Map<String, LongAdder> JUDGED = new ConcurrentHashMap<>();

    private static final VarHandle ARRIVED =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "arrived", VarHandle.class, Scene.class, int.class);

    /// How many times one caller looks for the other at the start: much longer than a call takes,
    /// and much shorter than the operating system pauses a thread.
    private static final int PATIENCE = 1_000;

    final BroadcastStrategy<NumberedMessage> channel;

    /// All members and newcomers. Complete before the callers start.
    final List<Member> cast = new ArrayList<>();

    /// Those who were members, have left, and have no part in the race yet.
    private final List<Member> departed = new ArrayList<>(3);

    /// Those who are members when the race begins.
    private long initially;

    /// The calls before the race that let others leave, then those of the callers, then the last
    /// two. Complete when the arbiter reads it.
    private final List<Call> calls = new ArrayList<>();

    private int past;

    /// The outcome of a failure before the race; empty if there was none.
    private String unfit = "";

    final Caller ann = new Caller(this, CallCount.ANN);
    final Caller bob = new Caller(this, CallCount.BOB);

    /// How many callers are ready. Accessed through `ARRIVED`. It does not order the strategy's
    /// accesses, which begin later.
    @SuppressWarnings("unused")
    private int arrived;

    /// A channel of the strategy under test with `crowd` members. Sometimes others have left it
    /// before.
    Scene(int crowd) {
        this(Subject.empty(), crowd, chance(3) == 0 ? 1 + chance(3) : 0);
    }

    Scene(BroadcastStrategy<NumberedMessage> channel, int crowd) {
        this(channel, crowd, 0);
    }

    /// A channel that some have left. They leave traces, such as a free slot or a mark, which a
    /// wrong strategy uses wrongly.
    private Scene(BroadcastStrategy<NumberedMessage> channel, int crowd, int departures) {
        this.channel = channel;
        for (int i = 0; i < departures; i++) departed.add(stranger());
        for (int i = 0; i < crowd + departures; i++) {
            if (i < crowd) member();
            if (i < departures) let(departed.get(i), true);
        }
        for (var member : departed) let(member, false);
    }

    /// A channel of the strategy under test with `crowd` members; `departures` others have left it.
    static Scene leftBy(int departures, int crowd) {
        return new Scene(Subject.empty(), crowd, departures);
    }

    /// A number of members, often one at which a join makes a list grow.
    static int anySize() {
        return SIZES[chance(SIZES.length)];
    }

    /// A number from 0 to `below` - 1.
    static int chance(int below) {
        return ThreadLocalRandom.current().nextInt(below);
    }

    /// `count` random moves for [Caller#move].
    static int[] moves(int count) {
        var moves = new int[count];
        for (int i = 0; i < count; i++) moves[i] = ThreadLocalRandom.current().nextInt();
        return moves;
    }

    /// Adds a member.
    private void member() {
        var member = stranger();
        initially |= 1L << member.index;
        let(member, true);
    }

    /// Makes one join, or leave again, before the race.
    private void let(Member member, boolean in) {
        CallCount.LAB.begin();
        try {
            boolean done = in ? channel.join(member) : channel.leave(member);
            if (!done) unfit = Anomaly.CONTRADICTION.name();
            if (in) return;
            var leave = Call.leave(member.index, true);
            member.gone(leave);
            calls.add(leave);
        } catch (Throwable e) {
            unfit = Outcomes.id(Anomaly.JOIN_THREW, e);
        }
    }

    /// Another subscriber that is not in; sometimes it was in before.
    Member newcomer() {
        return departed.isEmpty() || chance(2) == 0 ? stranger() : departed.removeLast();
    }

    /// Another subscriber that never was in.
    private Member stranger() {
        int pace = chance(4) == 0 ? chance(300) : chance(40);
        var member = new Member(cast.size(), pace);
        cast.add(member);
        return member;
    }

    /// A random member.
    Member anyone() {
        Member member;
        do {
            member = cast.get(chance(cast.size()));
        } while (!isInAtFirst(member));
        return member;
    }

    /// A random member, in whose name a caller will answer.
    Member answerer() {
        var member = anyone();
        member.answers();
        return member;
    }

    /// A sender: a random member, or a stranger.
    Member sender() {
        return chance(2) == 0 ? Caller.STRANGER : anyone();
    }

    /// Ann, as soon as bob is ready, too.
    Caller ann() {
        start(ann);
        return ann;
    }

    /// Bob, as soon as ann is ready, too.
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

    /// The outcome's id, after both have finished; [Outcomes] explains it.
    String seen() {
        var seen = unfit.isEmpty() ? judge() : unfit;
        if (seen.equals(Outcomes.FINE)) Subject.takeBack(channel);
        JUDGED.computeIfAbsent(seen, _ -> new LongAdder()).increment();
        return seen;
    }

    private String judge() {
        past = calls.size();
        calls.addAll(ann.calls);
        calls.addAll(bob.calls);
        var lab = new Caller(this, CallCount.LAB);
        calls.addAll(lab.list().broadcast(LAST).calls);
        return Outcomes.id(Arbiter.judge(this));
    }

    /// Returns how often each outcome was seen in all scenes, and forgets it.
    public static Map<String, Long> judged() {
        Map<String, Long> counts = new TreeMap<>();
        JUDGED.forEach((seen, count) -> counts.put(seen, count.sum()));
        JUDGED.clear();
        return counts;
    }

    private boolean isInAtFirst(Member member) {
        return (initially & (1L << member.index)) != 0;
    }

    // --- The history ---

    @Override
    public int subscribers() {
        return cast.size();
    }

    @Override
    public int numberOf(@Nullable Object subscriber) {
        if (!(subscriber instanceof Member member) || member == Caller.STRANGER) return -1;
        boolean isOfTheCast = member.index < cast.size() && cast.get(member.index) == member;
        return isOfTheCast ? member.index : -1;
    }

    @Override
    public long membersAtFirst() {
        long members = initially;
        for (int i = 0; i < past; i++) members |= 1L << calls.get(i).about();
        return members;
    }

    @Override
    public List<Call> calls() {
        return calls;
    }

    /// Only each caller's own order is known.
    @Override
    public long before(int call) {
        long before = (1L << call) - 1;
        int bobs = past + ann.calls.size();
        boolean isBobs = call >= bobs && call < list();
        return isBobs ? before & ~((1L << bobs) - (1L << past)) : before;
    }

    @Override
    public int list() {
        return calls.size() - 2;
    }

    @Override
    public int last() {
        return calls.size() - 1;
    }

    @Override
    public int copies(int subscriber, int message) {
        return cast.get(subscriber).copies(message);
    }

    @Override
    public int place(int subscriber, int message) {
        return cast.get(subscriber).place(message);
    }

    @Override
    public boolean hasGot(int subscriber, int message, int call) {
        int bobs = past + ann.calls.size();
        return call < bobs
                ? ann.answered(message, call - past)
                : bob.answered(message, call - bobs);
    }

    /// Another caller may have begun its join before the `leave`, so then nothing is known.
    @Override
    public boolean deliversBetween(int subscriber, int leave, long joins) {
        if (cast.get(subscriber).late() != calls.get(leave)) return false;
        for (long rest = joins; rest != 0; rest &= rest - 1) {
            int join = Long.numberOfTrailingZeros(rest);
            if ((before(join) & (1L << leave)) == 0) return false;
        }
        return true;
    }

    /// The race does not measure when a delivery begins.
    @Override
    public boolean deliversAfter(int broadcast) {
        return false;
    }

    @Override
    public boolean mayStillDeliver() {
        return true;
    }
}
