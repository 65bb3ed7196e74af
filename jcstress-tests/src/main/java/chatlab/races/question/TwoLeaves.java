package chatlab.races.question;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Two leave at once: are both out, and nobody else?
///
/// A strategy that first finds an index and then removes by it may remove a neighbor. If both
/// remove the same subscriber, one call must return false.
///
/// `lab step --witness unsafe-leave-leave --draw`:
///
/// ```
/// ann                        bob
/// calls leave(carol)
/// reads size = 3
///                            calls leave(dave)
///                            … 10 more steps
///                            writes Object[1] := erin
///                            … 3 more steps
///                            writes size := 2
///                            writes Object[2] := null
/// reads modCount = 4
/// … 8 more steps
/// writes Object[0] := erin
/// reads Object[2] = null
/// writes Object[1] := null
/// reads size = 2
/// => ann's leave(carol) threw ArrayIndexOutOfBoundsException
/// => afterwards, a broadcast threw NullPointerException
/// ```
///
/// `lab race --strategy unsafe --guarantee MEMBERSHIP --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("Two leave at once: are both out, and nobody else?")
@Asks(MEMBERSHIP)
@State
public class TwoLeaves {
    private final Scene scene = new Scene(2 + Scene.anySize());
    private final Member one = scene.anyone();
    private final Member other = scene.anyone();

    @Actor
    public void annRemovesOne() {
        scene.ann().leave(one);
    }

    @Actor
    public void bobRemovesOne() {
        scene.bob().leave(other);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
