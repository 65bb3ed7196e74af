package chatlab.races.question;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Two join at once: are both in, and the same subscriber only once?
///
/// The classic lost update: both read the size, and both write the same slot. If both calls check
/// first and add afterwards, the same subscriber gets in twice. The sizes include those at which
/// lists grow.
///
/// `lab step --witness unsafe --draw`:
///
/// ```
/// ann                                     bob
/// calls join(ann)
/// … 5 more steps
/// reads size = 0
///                                         calls join(bob)
///                                         … 9 more steps
///                                         writes elementData := [null ×10]
///                                         writes Object[0] := bob
///                                         writes size := 1
/// reads size = 1
/// … 12 more steps
/// writes elementData := [bob, null ×14]
/// writes Object[0] := ann
/// writes size := 1
/// => bob must be in and is not: a join was lost
/// ```
///
/// `lab race --strategy unsafe --guarantee MEMBERSHIP --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("Two join at once: are both in, and the same subscriber only once?")
@Asks(MEMBERSHIP)
@State
public class TwoJoins {
    private final Scene scene = new Scene(Scene.anySize());
    private final Member one = scene.newcomer();
    private final Member other = Scene.chance(3) == 0 ? one : scene.newcomer();

    @Actor
    public void annJoins() {
        scene.ann().join(one);
    }

    @Actor
    public void bobJoins() {
        scene.bob().join(other);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
