package chatlab.races.question;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.TOTAL_ORDER;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Two broadcast at once: do all get both messages in the same order?
///
/// Two loops over the same list can overtake each other at any place. A lock for each subscriber
/// does not help: the broadcast that is first at one subscriber may be second at the next.
///
/// `lab step --witness cow-total-order --draw`:
///
/// ```
/// ann                       bob
/// calls broadcast(one)
/// … 2 more steps
/// delivers 'one' to carol
/// reads Object[1] = dave
///                           calls broadcast(two)
///                           … 2 more steps
///                           delivers 'two' to carol
///                           reads Object[1] = dave
///                           delivers 'two' to dave
/// delivers 'one' to dave
/// => carol and dave got the same two messages in different orders
/// ```
///
/// `lab race --strategy cow --guarantee TOTAL_ORDER --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("Two broadcast at once: do all get both messages in the same order?")
@Asks(
        value = TOTAL_ORDER,
        also = {DELIVERY})
@State
public class TwoBroadcasts {
    private final Scene scene = new Scene(2 + Scene.chance(6));
    private final Member ann = scene.sender();
    private final Member bob = scene.sender();

    @Actor
    public void annBroadcasts() {
        scene.ann().broadcast(1, ann);
    }

    @Actor
    public void bobBroadcasts() {
        scene.bob().broadcast(2, bob);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
