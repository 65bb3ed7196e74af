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

/// Two join, send one message and leave: does everybody get what they must, and no echo?
///
/// This is what a chat session does. Whether the two get each other's message is chance. Members
/// that stay must get both.
///
/// `lab step --witness unsafe-publication --draw`:
///
/// ```
/// ann                                 bob
/// calls join(ann)
/// reads snapshot = []
/// updates snapshot from [] to [ann]
///                                     calls join(bob)
///                                     … 2 more steps
///                                     reads Subscriber[0] = null
///                                     updates snapshot from [ann] to [null, bob]
/// => afterwards, a broadcast threw NullPointerException
/// => the list of subscribers holds null
/// => ann must be in and is not: a join was lost
/// ```
///
/// `lab race --strategy unsafe --guarantee DELIVERY --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description(
        "Two join, send one message and leave: does everybody get what they must, and no echo?")
@Asks(
        value = DELIVERY,
        also = {MEMBERSHIP, SNAPSHOT, QUIET_LEAVE})
@State
public class TwoVisits {
    private final Scene scene = new Scene(1 + Scene.anySize());
    private final Member ann = scene.newcomer();
    private final Member bob = scene.newcomer();

    @Actor
    public void annVisits() {
        scene.ann().join(ann).broadcast(1, ann).leave(ann);
    }

    @Actor
    public void bobVisits() {
        scene.bob().join(bob).broadcast(2, bob).leave(bob);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
