package chatlab.races;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// One of the two threads that call a channel, and what came of each call.
///
/// Nothing that a call throws goes further: an exception is an outcome like others. Confined to one
/// actor's thread until the scene is judged.
final class Caller {
    /// Nobody: a sender who is not in.
    static final Member STRANGER = new Member(-1, 0);

    private final Scene scene;
    private final CallCount count;

    /// About nanoseconds by which it starts late; mostly none.
    final int delay = Scene.chance(2) == 0 ? 0 : Scene.chance(Scene.chance(8) == 0 ? 2_000 : 200);

    final List<Call> calls = new ArrayList<>(10);

    Caller(Scene scene, CallCount count) {
        this.scene = scene;
        this.count = count;
    }

    Caller join(Member member) {
        member.gone(false);
        count.begin();
        try {
            record(Call.Kind.JOIN, member, scene.channel.join(member));
        } catch (Throwable e) {
            record(Call.Kind.JOIN, member, e);
        }
        return this;
    }

    Caller leave(Member member) {
        count.begin();
        try {
            boolean left = scene.channel.leave(member);
            if (left) member.gone(true);
            record(Call.Kind.LEAVE, member, left);
        } catch (Throwable e) {
            record(Call.Kind.LEAVE, member, e);
        }
        return this;
    }

    /// Lets some of them in and out.
    ///
    /// @param moves for each call any number: it says who, and whether in or out
    Caller move(Member[] members, int[] moves) {
        for (int move : moves) {
            var member = members[(move >>> 1) % members.length];
            if ((move & 1) == 0) join(member);
            else leave(member);
        }
        return this;
    }

    /// Lets three in and out in turn: two in, then for each step one out or one in, so that mostly
    /// two of them are in.
    Caller rotate(Member[] three, int steps) {
        join(three[0]);
        for (int step = 0; step < steps; step++) {
            if (step % 2 == 0) join(three[(step / 2 + 1) % 3]);
            else leave(three[step / 2 % 3]);
        }
        return this;
    }

    /// Sends a message, as a stranger.
    ///
    /// @param message from 1 to 14, told apart from all others of the scene
    Caller broadcast(int message) {
        return broadcast(message, STRANGER);
    }

    Caller broadcast(int message, Member sender) {
        count.begin();
        try {
            int taken = scene.channel.broadcast(message, sender);
            calls.add(new Call(Call.Kind.BROADCAST, sender.index, message, taken, null, null));
        } catch (Throwable e) {
            calls.add(new Call(Call.Kind.BROADCAST, sender.index, message, 0, null, e));
        }
        return this;
    }

    /// Looks who is in.
    Caller list() {
        count.begin();
        try {
            var listed = scene.channel.subscribers();
            calls.add(new Call(Call.Kind.LIST, -1, 0, 0, listed, null));
        } catch (Throwable e) {
            calls.add(new Call(Call.Kind.LIST, -1, 0, 0, null, e));
        }
        return this;
    }

    private void record(Call.Kind kind, Member member, boolean result) {
        calls.add(new Call(kind, member.index, 0, result ? 1 : 0, null, null));
    }

    private void record(Call.Kind kind, Member member, @Nullable Throwable thrown) {
        calls.add(new Call(kind, member.index, 0, 0, null, thrown));
    }

    /// Does any of its joins and leaves concern this member?
    boolean concerns(Member member) {
        for (int i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            if (call.changesMembership() && call.about() == member.index) return true;
        }
        return false;
    }
}
