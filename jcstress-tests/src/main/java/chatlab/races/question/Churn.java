package chatlab.races.question;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Two threads join and leave several times: does some order explain all results?
///
/// Several calls in a row find bugs that two calls cannot: a slot that is free again and looks
/// untouched (ABA), or a second join that revives an old entry. Half of the time both threads move
/// the same few subscribers, and half of the time each has its own.
///
/// `lab step --witness unsafe-check-then-act --draw`:
///
/// ```
/// ann                              bob
/// calls join(carol)
/// reads array = []
///                                  calls join(carol)
///                                  reads array = []
///                                  locks an Object
///                                  reads array = []
///                                  writes array := [carol]
/// locks an Object
/// … 2 more steps
/// writes array := [carol, carol]
/// => carol is in twice
/// ```
///
/// `lab race --strategy unsafe --guarantee MEMBERSHIP --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("Two threads join and leave several times: does some order explain all results?")
@Asks(MEMBERSHIP)
@State
public class Churn {
    private final Scene scene = new Scene(2 + Scene.anySize());
    private final Member[] anns = {scene.anyone(), scene.newcomer(), scene.newcomer()};
    private final Member[] bobs =
            Scene.chance(2) == 0
                    ? anns
                    : new Member[] {scene.newcomer(), scene.newcomer(), scene.newcomer()};
    private final int[] annsMoves = Scene.moves(2 + Scene.chance(3));
    private final int[] bobsMoves = Scene.moves(3 + Scene.chance(4));

    @Actor
    public void annJoinsAndLeaves() {
        scene.ann().move(anns, annsMoves);
    }

    @Actor
    public void bobJoinsAndLeaves() {
        scene.bob().move(bobs, bobsMoves);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
