package chatlab.races;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Two newcomers join at once: are both in?
///
/// At sizes at which lists make room, as well as into an empty channel.
@JCStressTest
@JCStressMeta(Seen.class)
@Description("Two newcomers join at once: are both in?")
@Asks(MEMBERSHIP)
@State
public class TwoJoins {
    private final Scene scene = new Scene(Scene.anySize());
    private final Member one = scene.newcomer();
    private final Member other = scene.newcomer();

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
