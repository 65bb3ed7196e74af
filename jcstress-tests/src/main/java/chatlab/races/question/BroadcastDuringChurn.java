package chatlab.races.question;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.QUIET_LEAVE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// One broadcasts while several join and leave: do all who stay get each message once?
///
/// When a gap in the list closes and fills again, those who stay change their places. A loop over
/// the list may then meet one of them twice, or not at all.
///
/// `lab step --witness unsafe-count --draw`:
///
/// ```
/// ann                                    bob
/// calls broadcast(hello)
/// reads AtomicInteger = 2
///                                        calls leave(carol)
///                                        … 10 more steps
///                                        writes Object[0] := dave
///                                        … 3 more steps
///                                        writes size := 1
///                                        writes Object[1] := null
///                                        updates AtomicInteger from 2 to 1
/// locks a SynchronizedRandomAccessList
/// … 3 more steps
/// delivers 'hello' to dave
/// reads size = 1
/// => ann's broadcast(hello) threw IndexOutOfBoundsException
/// ```
///
/// `lab race --strategy unsafe --guarantee DELIVERY --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("One broadcasts while several join and leave: do all who stay get each message once?")
@Asks(
        value = DELIVERY,
        also = {MEMBERSHIP, QUIET_LEAVE})
@State
public class BroadcastDuringChurn {
    private final Scene scene = new Scene(4 + Scene.chance(8));
    private final Member[] moving = {scene.anyone(), scene.newcomer(), scene.newcomer()};
    private final int[] moves = Scene.moves(3 + Scene.chance(3));

    @Actor
    public void annBroadcasts() {
        scene.ann().broadcast(1).broadcast(2);
    }

    @Actor
    public void bobJoinsAndLeaves() {
        scene.bob().move(moving, moves);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
