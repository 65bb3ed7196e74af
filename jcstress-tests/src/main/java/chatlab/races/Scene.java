package chatlab.races;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.Subscriber;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

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

    private static final VarHandle ARRIVED = field(Scene.class, "arrived");
    private static final VarHandle STARTED = startedHandle();

    /// How long one waits for the other at the line: far longer than any call takes, and far
    /// shorter than the operating system leaves a thread aside.
    private static final int PATIENCE = 1_000;

    /// Counts the scenes that ann has started. Opaque: only her thread writes it, and [HangWatch]
    /// looks whether it moves.
    @SuppressWarnings("unused")
    private static int started;

    final BroadcastStrategy<Integer> channel;

    /// Everybody, in or out. Complete before the callers start.
    final List<Member> cast = new ArrayList<>();

    private long initially;

    /// What went wrong before the race began, if something did.
    private String unfit = "";

    final Caller ann = new Caller(this);
    final Caller bob = new Caller(this);

    /// How many callers have come to the line. Only through `ARRIVED`; it orders nothing that the
    /// strategy does, for that begins later.
    @SuppressWarnings("unused")
    private int arrived;

    /// A channel of the strategy under test with so many members.
    Scene(int crowd) {
        this(Subject.empty(), crowd);
    }

    Scene(BroadcastStrategy<Integer> channel, int crowd) {
        this.channel = channel;
        for (int i = 0; i < crowd; i++) member();
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

    static int started() {
        return (int) STARTED.getOpaque();
    }

    /// One more who is in already.
    Member member() {
        var member = newcomer();
        initially |= 1L << member.index;
        try {
            if (!channel.join(member)) unfit = Seen.CONTRADICTION.name();
        } catch (Throwable e) {
            unfit = Seen.JOIN_THREW.because(e);
        }
        return member;
    }

    /// One more who is not in yet.
    Member newcomer() {
        int pace = chance(4) == 0 ? chance(300) : chance(40);
        var member = new Member(cast.size(), pace);
        cast.add(member);
        return member;
    }

    /// Somebody of the crowd, anywhere in it.
    Member anyone() {
        return cast.get(chance(cast.size()));
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
        if (caller == ann) STARTED.setOpaque((int) STARTED.getOpaque() + 1);
        ARRIVED.getAndAdd(this, 1);
        for (int i = 0; i < PATIENCE && (int) ARRIVED.getOpaque(this) < 2; i++) {
            if (i > 200) Thread.onSpinWait();
        }
        Pause.burn(caller.delay);
    }

    /// What was seen, once both are through: the name of one of [Seen].
    String seen() {
        if (!unfit.isEmpty()) return unfit;
        var seen = new Referee(this).seen();
        if (seen.equals(Seen.FINE.name())) Subject.takeBack(channel);
        return seen;
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

    private static VarHandle field(Class<?> owner, String name) {
        try {
            return MethodHandles.lookup().findVarHandle(owner, name, int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static VarHandle startedHandle() {
        try {
            return MethodHandles.lookup().findStaticVarHandle(Scene.class, "started", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
