package chatlab.races.question;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// One joins while another leaves: is the first a member and the second not?
///
/// A strategy that copies the list, changes the copy and writes it back undoes the changes between:
/// a subscriber that left is back, or one that joined is lost. Often both calls concern the same
/// subscriber. Then the order decides, and the results of the calls must fit it.
///
/// `lab step --witness unsafe-two-locks --draw`:
///
/// ```
/// ann                                bob
/// calls join(ann)
/// locks an UnsafeTwoLocksBroadcast
/// reads modCount = 2
///                                    calls leave(carol)
///                                    … 10 more steps
///                                    writes Object[0] := dave
///                                    … 3 more steps
///                                    writes size := 1
///                                    writes Object[1] := null
/// reads size = 1
/// reads modCount = 3
/// => ann's join(ann) threw ConcurrentModificationException
/// ```
///
/// `lab race --strategy unsafe --guarantee MEMBERSHIP --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("One joins while another leaves: is the first a member and the second not?")
@Asks(MEMBERSHIP)
@State
public class JoinAndLeave {
    private final Scene scene = new Scene(1 + Scene.anySize());
    private final Member leaver = scene.anyone();
    private final Member joiner = Scene.chance(2) == 0 ? leaver : scene.newcomer();

    @Actor
    public void annJoins() {
        scene.ann().join(joiner);
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
