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

/// One broadcasts while somebody leaves: do all who stay get the message?
///
/// The leaving subscriber may get it or not. The list closes the gap, and a loop by index then
/// skips a neighbor who stays.
///
/// `lab step --witness unsafe-index-loop --draw`:
///
/// ```
/// ann                         bob
/// calls broadcast(hello)
/// … 2 more steps
/// reads Object[0] = carol
///                             calls leave(carol)
///                             locks an Object
///                             … 7 more steps
///                             writes array := [dave]
/// delivers 'hello' to carol
/// reads array = [dave]
/// => dave was in for the whole broadcast and did not get 'hello'
/// => a delivery to carol began after leave had returned
/// ```
///
/// `lab race --strategy unsafe --guarantee DELIVERY --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("One broadcasts while somebody leaves: do all who stay get the message?")
@Asks(
        value = DELIVERY,
        also = {MEMBERSHIP, SNAPSHOT, QUIET_LEAVE})
@State
public class BroadcastDuringLeave {
    private final Scene scene = new Scene(3 + Scene.chance(6));
    private final Member leaver = scene.anyone();

    @Actor
    public void annBroadcasts() {
        scene.ann().broadcast(1);
    }

    @Actor
    public void bobRemovesOne() {
        scene.bob().leave(leaver);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
