package chatlab.races.question;

import chatlab.harness.arbiter.Call;

import java.util.ArrayList;
import java.util.List;

/// One of the two threads that call a channel, and the result of each call.
///
/// Confined to one actor's thread until the arbiter judges the scene. It catches what a call
/// throws, because an exception is an outcome like any other.
final class Caller {
    /// A sender that is no member.
    static final Member STRANGER = new Member(-1, 0);

    /// How many times it looks for the message that it is to answer.
    private static final int PATIENCE = 2_000;

    private final Scene scene;
    private final CallCount count;

    /// By how many nanoseconds, roughly, it starts late; half of the time 0.
    final int delay = Scene.chance(2) == 0 ? 0 : Scene.chance(Scene.chance(8) == 0 ? 2_000 : 200);

    final List<Call> calls = new ArrayList<>(10);

    /// The message that it has answered, and with which of its calls; -1 if it has not.
    private int question = -1;

    private int answer = -1;

    Caller(Scene scene, CallCount count) {
        this.scene = scene;
        this.count = count;
    }

    Caller join(Member member) {
        member.gone(null);
        count.begin();
        try {
            calls.add(Call.join(member.index, scene.channel.join(member)));
        } catch (Throwable e) {
            calls.add(Call.threw(Call.Kind.JOIN, member.index, 0, e));
        }
        return this;
    }

    Caller leave(Member member) {
        count.begin();
        try {
            var call = Call.leave(member.index, scene.channel.leave(member));
            if (call.result() == 1) member.gone(call);
            calls.add(call);
        } catch (Throwable e) {
            calls.add(Call.threw(Call.Kind.LEAVE, member.index, 0, e));
        }
        return this;
    }

    /// Makes some of them join and leave.
    ///
    /// @param moves a random number for each call; it selects the member, and a join or a leave
    Caller move(Member[] members, int[] moves) {
        for (int move : moves) {
            var member = members[(move >>> 1) % members.length];
            if ((move & 1) == 0) join(member);
            else leave(member);
        }
        return this;
    }

    /// Makes three join and leave in turn, so that mostly two of them are members.
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
    /// @param message from 1 to 14, different from all others of the scene
    Caller broadcast(int message) {
        return broadcast(message, STRANGER);
    }

    Caller broadcast(int message, Member sender) {
        count.begin();
        try {
            int taken = scene.channel.broadcast(new NumberedMessage(message), sender);
            calls.add(Call.broadcast(message, sender.index, taken));
        } catch (Throwable e) {
            calls.add(Call.threw(Call.Kind.BROADCAST, sender.index, message, e));
        }
        return this;
    }

    /// Sends a message as soon as its sender has got another one. If that takes too long, it sends
    /// the message anyway, and the sample shows nothing about answers.
    Caller answer(int question, int message, Member sender) {
        boolean hasGot = sender.copies(question) > 0;
        for (int i = 0; i < PATIENCE && !hasGot; i++) {
            Thread.onSpinWait();
            hasGot = sender.copies(question) > 0;
        }
        if (hasGot) {
            this.question = question;
            this.answer = calls.size();
        }
        return broadcast(message, sender);
    }

    /// Whether one of its calls was sent after its sender had got a message.
    boolean answered(int message, int call) {
        return message == question && call == answer;
    }

    /// Asks for the list of subscribers.
    Caller list() {
        count.begin();
        try {
            calls.add(Call.list(scene.channel.subscribers()));
        } catch (Throwable e) {
            calls.add(Call.threw(Call.Kind.LIST, -1, 0, e));
        }
        return this;
    }
}
