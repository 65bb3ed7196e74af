package chatlab.races;

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
/// Whoever walks through a copy of the list delivers to some who have left since; and to ask \"has
/// it left?\" just before the delivery is too early by a moment.
///
/// `lab race --strategy cow --guarantee QUIET_LEAVE --verbose`
@JCStressTest
@JCStressMeta(Seen.class)
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
    public void bobLetsAllGo() {
        var bob = scene.bob();
        for (var member : scene.cast) bob.leave(member);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
