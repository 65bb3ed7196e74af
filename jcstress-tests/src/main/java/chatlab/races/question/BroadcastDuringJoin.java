package chatlab.races.question;

import static chatlab.strategies.Guarantee.DELIVERY;
import static chatlab.strategies.Guarantee.MEMBERSHIP;
import static chatlab.strategies.Guarantee.SNAPSHOT;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// One broadcasts while somebody joins: do all earlier members get the message?
///
/// The newcomer may get it or not. If the list grows meanwhile, or its count changes before its
/// slots, others can miss the message.
///
/// `lab step --witness unsafe-iteration-broadcast-join --draw`:
///
/// ```
/// ann                      bob
/// calls broadcast(hello)
/// reads modCount = 2
///                          calls join(bob)
///                          locks a SynchronizedRandomAccessList
///                          … 16 more steps
///                          writes Object[2] := bob
///                          writes size := 3
/// reads size = 3
/// reads modCount = 3
/// => ann's broadcast(hello) threw ConcurrentModificationException
/// => carol was in for the whole broadcast and did not get 'hello'
/// => dave was in for the whole broadcast and did not get 'hello'
/// ```
///
/// `lab race --strategy unsafe --guarantee DELIVERY --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("One broadcasts while somebody joins: do all earlier members get the message?")
@Asks(
        value = DELIVERY,
        also = {MEMBERSHIP, SNAPSHOT})
@State
public class BroadcastDuringJoin {
    private final Scene scene = new Scene(2 + Scene.anySize());
    private final Member one = scene.newcomer();
    private final Member other = scene.newcomer();

    @Actor
    public void annBroadcasts() {
        scene.ann().broadcast(1).broadcast(2);
    }

    @Actor
    public void bobAddsTwo() {
        scene.bob().join(one).join(other);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
