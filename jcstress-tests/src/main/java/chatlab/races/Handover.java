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

/// Watch is handed over during a broadcast: is the message for members of one instant?
///
/// If the relief joins before the other leaves, somebody is on watch at every moment, and at least
/// one of them must get the message; if it joins after, at most one may. Whoever reads the members
/// piece by piece sees a set that never was.
///
/// `lab race --strategy concurrent-set --guarantee SNAPSHOT --verbose`
@JCStressTest
@JCStressMeta(Seen.class)
@Description("Watch is handed over during a broadcast: is the message for members of one instant?")
@Asks(
        value = SNAPSHOT,
        also = {MEMBERSHIP, DELIVERY, QUIET_LEAVE})
@State
public class Handover {
    private final Scene scene = new Scene(1 + Scene.chance(6));
    private final Member first = scene.anyone();
    private final Member second = scene.newcomer();
    private final Member third = scene.newcomer();
    private final int way = Scene.chance(3);

    @Actor
    public void annBroadcasts() {
        scene.ann().broadcast(1);
    }

    @Actor
    public void bobHandsOver() {
        var bob = scene.bob();
        switch (way) {
            case 0 -> bob.join(second).leave(first);
            case 1 -> bob.leave(first).join(second);
            default -> bob.join(second).leave(first).join(third).leave(second);
        }
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
