package chatlab.races;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// One looks who is in while others come and go: are all there who stay?
///
/// A list taken meanwhile may or may not have those who come or go. It must have everybody else,
/// once, and no null.
///
/// `lab race --strategy unsafe --guarantee MEMBERSHIP --verbose`
@JCStressTest
@JCStressMeta(Seen.class)
@Description("One looks who is in while others come and go: are all there who stay?")
@Asks(MEMBERSHIP)
@State
public class ListDuringChurn {
    private final Scene scene = new Scene(2 + Scene.anySize());
    private final Member leaver = scene.anyone();
    private final Member joiner = scene.newcomer();

    @Actor
    public void annLooksTwice() {
        scene.ann().list().list();
    }

    @Actor
    public void bobComesAndGoes() {
        scene.bob().leave(leaver).join(joiner).leave(joiner);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
