package chatlab.races.question;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Places are free, taken, and free again: does nobody get a place that is taken?
///
/// One thread finds a free place and reads which place is free next. Meanwhile another thread takes
/// both places and frees the first one again. The first place looks untouched, but the next one is
/// no longer free (ABA). So some members have left before, and each thread makes its own three
/// subscribers join and leave in turn.
///
/// `lab step --witness unsafe-free-slots --draw`:
///
/// ```
/// ann                                             bob
/// calls join(ann)
/// reads Object[7] = an Object
/// locks an Object
/// … 4 more steps
/// reads next = a Slot
///                                                 calls join(bob)
///                                                 … 10 more steps
///                                                 calls join(eve)
///                                                 … 10 more steps
///                                                 calls leave(bob)
///                                                 … 8 more steps
///                                                 updates AtomicReference from null to a Slot
/// updates AtomicLong from 4 to 5
/// updates AtomicReference from a Slot to a Slot
/// writes member := a Member
/// calls join(carol)
/// … 9 more steps
/// writes member := a Member
/// => eve must be in and is not: a join was lost
/// ```
///
/// `lab race --strategy unsafe-free-slots --guarantee MEMBERSHIP --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("Places are free, taken, and free again: does nobody get a place that is taken?")
@Asks(MEMBERSHIP)
@State
public class FreePlaces {
    private final Scene scene = Scene.leftBy(2 + Scene.chance(2), Scene.chance(3));
    private final Member[] anns = {scene.newcomer(), scene.newcomer(), scene.newcomer()};
    private final Member[] bobs = {scene.newcomer(), scene.newcomer(), scene.newcomer()};
    private final int annsSteps = 2 + Scene.chance(5);
    private final int bobsSteps = 4 + Scene.chance(5);

    @Actor
    public void annRotatesHers() {
        scene.ann().rotate(anns, annsSteps);
    }

    @Actor
    public void bobRotatesHis() {
        scene.bob().rotate(bobs, bobsSteps);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
