package chatlab.harness.arbiter;

import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What threads called and what their subscribers got, after all calls have ended.
///
/// Subscribers, calls and messages have numbers from 0. There are at most 64 subscribers and 64
/// calls, so that a `long` holds a set of them, one bit for each.
///
/// A history knows only some of the order in which things happened. It answers true only if it
/// knows: a stress test knows each thread's own order, a stepper knows every instant.
public interface History {
    /// How many subscribers there are.
    int subscribers();

    /// The number of a subscriber that `subscribers()` has returned; -1 if it is none of these.
    int numberOf(@Nullable Object subscriber);

    /// The set of those that are members at first.
    long membersAtFirst();

    /// All calls. The calls of one thread are in its order.
    List<Call> calls();

    /// The set of calls that returned before this one began.
    long before(int call);

    /// The call of `subscribers()` after all threads have ended.
    int list();

    /// The broadcast after that; -1 if there was none. It shows which members are reached.
    int last();

    /// How often a subscriber got a message.
    int copies(int subscriber, int message);

    /// The place of a message among those that a subscriber got; -1 if it did not get it.
    int place(int subscriber, int message);

    /// Whether a subscriber had got a message before a call began.
    boolean hasGot(int subscriber, int message, int call);

    /// Whether a delivery to a subscriber began after its `leave` returned and before each of these
    /// joins began.
    boolean deliversBetween(int subscriber, int leave, long joins);

    /// Whether a delivery of a broadcast's message began after the broadcast returned.
    boolean deliversAfter(int broadcast);

    /// Whether deliveries may still be on their way, so that a missing one may only be late.
    boolean mayStillDeliver();

    /// Whether the subscribers call back, throw or wait. Then the receivers of a message show
    /// neither a count nor a snapshot.
    default boolean isHostile() {
        return false;
    }

    /// The set of subscribers that may leave by themselves, without a call in this history.
    default long selfLeavers() {
        return 0;
    }

    /// The guarantee that is broken, whatever goes wrong, because a subscriber has called back or
    /// thrown before a call returned; null if none has.
    ///
    /// @param call -1 for all calls
    default @Nullable Guarantee disturbedBefore(int call) {
        return null;
    }

    /// The name of a subscriber, for sentences.
    default String name(int subscriber) {
        return "subscriber " + subscriber;
    }

    /// A call in words, such as `ann's join(carol)`.
    default String words(int call) {
        return "call " + call;
    }

    /// The text of a message.
    default String text(int message) {
        return "message " + message;
    }
}
