package chatlab.races.question;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.SENDER_ORDER;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// One sends a series while others join and leave: does it arrive in the order sent?
///
/// The next message can overtake one that waits in a mailbox or is handed to another thread.
///
/// `lab race --strategy unsafe-mailbox --guarantee SENDER_ORDER --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("One sends a series while others join and leave: does it arrive in the order sent?")
@Asks(
        value = SENDER_ORDER,
        also = {DELIVERY, MEMBERSHIP})
@State
public class Series {
    private final Scene scene = new Scene(2 + Scene.chance(3));
    private final Member leaver = scene.anyone();
    private final Member joiner = scene.newcomer();

    @Actor
    public void annSendsThree() {
        scene.ann().broadcast(1).broadcast(2).broadcast(3);
    }

    @Actor
    public void bobJoinsAndLeaves() {
        scene.bob().join(joiner).leave(leaver).leave(joiner);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
