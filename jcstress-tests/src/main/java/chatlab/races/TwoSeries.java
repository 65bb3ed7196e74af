package chatlab.races;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.SENDER_ORDER;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Two send a series each: does each arrive once and in the order sent?
///
/// The two may mix in any way. None of the six messages may be lost, doubled, or ahead of an
/// earlier one of the same sender.
///
/// `lab race --strategy unsafe-mailbox --question TwoSeries`
@JCStressTest
@JCStressMeta(Seen.class)
@Description("Two send a series each: does each arrive once and in the order sent?")
@Asks(
        value = SENDER_ORDER,
        also = {DELIVERY, TOTAL_ORDER})
@State
public class TwoSeries {
    private final Scene scene = new Scene(2 + Scene.chance(3));

    @Actor
    public void annSendsThree() {
        scene.ann().broadcast(1).broadcast(2).broadcast(3);
    }

    @Actor
    public void bobSendsThree() {
        scene.bob().broadcast(4).broadcast(5).broadcast(6);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
