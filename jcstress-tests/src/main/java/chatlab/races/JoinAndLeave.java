package chatlab.races;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// One joins while one leaves: is the one in and the other out?
///
/// Whoever copies, changes and puts back undoes what came between: the one who left is back, or the
/// one who joined is lost. Often it is the same subscriber; then the order decides, and what the
/// calls return must fit it.
///
/// `lab race --strategy unsafe --guarantee MEMBERSHIP --verbose`
@JCStressTest
@JCStressMeta(Seen.class)
@Description("One joins while one leaves: is the one in and the other out?")
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
    public void bobLetsOneGo() {
        scene.bob().leave(leaver);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
