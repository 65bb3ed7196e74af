package chatlab.races.question;

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

/// Two send a series each: does each message arrive once and in the order sent?
///
/// The two series may mix in any way. None of the six messages may be lost, arrive twice, or arrive
/// before an earlier one of the same sender.
///
/// `lab step --witness unsafe-mailbox-broadcast-broadcast --draw`:
///
/// ```
/// ann                                              bob
/// calls broadcast(one)
/// reads AtomicReference = null
///                                                  calls broadcast(two)
///                                                  reads AtomicReference = null
///                                                  writes AtomicReference := a Request
/// writes AtomicReference := a Request
/// updates AtomicReference from a Request to a R…
/// … 8 more steps
/// delivers 'one' to carol
/// … 5 more steps
/// delivers 'one' to dave
/// … 9 more steps
///                                                  updates AtomicReference from null to a Request
///                                                  updates AtomicReference from a Request to null
///                                                  … 2 more steps
/// => carol was in for the whole broadcast and did not get 'two'
/// => dave was in for the whole broadcast and did not get 'two'
/// ```
///
/// `lab race --strategy unsafe-mailbox --guarantee SENDER_ORDER --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("Two send a series each: does each message arrive once and in the order sent?")
@Asks(
        value = SENDER_ORDER,
        also = {DELIVERY, TOTAL_ORDER})
@State
public class TwoSeries {
    private final Scene scene = new Scene(4 + Scene.chance(13));
    private final Member ann = scene.sender();
    private final Member bob = scene.sender();

    @Actor
    public void annSendsThree() {
        scene.ann().broadcast(1, ann).broadcast(2, ann).broadcast(3, ann);
    }

    @Actor
    public void bobSendsThree() {
        scene.bob().broadcast(4, bob).broadcast(5, bob).broadcast(6, bob);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
