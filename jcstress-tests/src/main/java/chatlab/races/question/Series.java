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
/// `lab step --witness unsafe-mailbox-two-messages --draw`:
///
/// ```
/// ann                                              bob
/// calls broadcast(first)
/// reads AtomicReference = null
///                                                  calls join(bob)
///                                                  reads AtomicReference = null
///                                                  writes AtomicReference := a Request
/// writes AtomicReference := a Request
///                                                  updates AtomicReference from a Request to a R…
///                                                  writes newer := null
///                                                  … 6 more steps
///                                                  reads Object[0] = carol
/// updates AtomicReference from a Request to a R…
/// updates AtomicReference from a Request to null
/// … 2 more steps
/// calls broadcast(second)
/// … 11 more steps
/// delivers 'second' to carol
/// … 9 more steps
///                                                  delivers 'first' to carol
///                                                  reads size = 1
///                                                  writes answer := 1
///                                                  … 5 more steps
///                                                  updates AtomicReference from null to a Request
///                                                  updates AtomicReference from a Request to null
///                                                  … 2 more steps
/// => bob must be in and is not: a join was lost
/// => ann's broadcast(first) returned before its deliveries were done
/// => ann's broadcast(first) returned 0 and was taken by 1
/// => carol got 'second' before 'first', which was sent earlier
/// ```
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
