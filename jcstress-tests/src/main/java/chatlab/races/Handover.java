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

/// One joins before another leaves: does a broadcast meanwhile reach at least one of them?
@JCStressTest
@JCStressMeta(Seen.class)
@Description(
        "One joins before another leaves: does a broadcast meanwhile reach at least one of them?")
@Asks(
        value = SNAPSHOT,
        also = {MEMBERSHIP, DELIVERY, QUIET_LEAVE})
@State
public class Handover {
    private final Scene scene = new Scene(1 + Scene.chance(5));
    private final Member relieved = scene.anyone();
    private final Member relief = scene.newcomer();

    @Actor
    public void annBroadcasts() {
        scene.ann().broadcast(1);
    }

    @Actor
    public void bobHandsOver() {
        scene.bob().join(relief).leave(relieved);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
