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

/// One member replaces another during a broadcast: were the receivers members at one instant?
///
/// If the second joins before the first leaves, one of them is a member at every moment, and at
/// least one must get the message. If it joins afterwards, at most one may get it. A broadcast that
/// reads the members piece by piece sees a set that never existed.
///
/// `lab step --witness concurrent-set-snapshot --draw`:
///
/// ```
/// ann                                              bob
/// calls broadcast(hello)
/// reads AtomicLong = 1
/// reads table = [null, null, null, null, null, …
///                                                  calls join(dave)
///                                                  … 9 more steps
///                                                  calls leave(carol)
///                                                  … 10 more steps
///                                                  calls join(erin)
///                                                  … 9 more steps
///                                                  calls leave(dave)
///                                                  … 10 more steps
/// reads Node[0] = null
/// … 17 more steps
/// => those who got 'hello' (nobody) were at no instant the members
/// ```
///
/// `lab race --strategy concurrent-set --guarantee SNAPSHOT --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description(
        "One member replaces another during a broadcast: were the receivers members at one"
                + " instant?")
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
    public void bobReplacesOne() {
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
