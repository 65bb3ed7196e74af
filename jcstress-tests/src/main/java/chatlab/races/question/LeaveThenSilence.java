package chatlab.races.question;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;
import static chatlab.strategies.Guarantee.SNAPSHOT;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Receivers leave during broadcasts: is there silence after each leave?
///
/// A loop over a copy of the list delivers to members that have left since. A check just before the
/// delivery does not help: the leave may return between the two.
///
/// `lab step --witness cow-quiet-leave --draw`:
///
/// ```
/// ann                           bob
/// calls broadcast(hello)
/// reads array = [carol, dave]
/// reads Object[0] = carol
///                               calls leave(carol)
///                               locks an Object
///                               … 7 more steps
///                               writes array := [dave]
/// delivers 'hello' to carol
/// reads Object[1] = dave
/// delivers 'hello' to dave
/// => a delivery to carol began after leave had returned
/// ```
///
/// `lab race --strategy cow --guarantee QUIET_LEAVE --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("Receivers leave during broadcasts: is there silence after each leave?")
@Asks(
        value = QUIET_LEAVE,
        also = {MEMBERSHIP, DELIVERY, SNAPSHOT})
@State
public class LeaveThenSilence {
    private final Scene scene = new Scene(2 + Scene.chance(4));

    @Actor
    public void annBroadcasts() {
        scene.ann().broadcast(1).broadcast(2);
    }

    @Actor
    public void bobRemovesAll() {
        var bob = scene.bob();
        for (var member : scene.cast) bob.leave(member);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
