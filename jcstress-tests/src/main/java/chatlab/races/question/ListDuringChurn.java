package chatlab.races.question;

import static chatlab.strategies.Guarantee.MEMBERSHIP;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// One lists the subscribers while others join and leave: does the list have all who stay?
///
/// The list may or may not have those who join or leave meanwhile. It must have everybody else
/// exactly once, and no null.
///
/// `lab step --witness unsafe-list-leave --draw`:
///
/// ```
/// ann                                              bob
/// calls subscribers()
/// reads elementData = [carol, dave, erin, null …
/// reads size = 3
///                                                  calls leave(carol)
///                                                  … 12 more steps
///                                                  writes Object[1] := erin
///                                                  … 3 more steps
///                                                  writes size := 2
///                                                  writes Object[2] := null
/// reads Object[0] = dave
/// … 2 more steps
/// => the list of subscribers holds null
/// ```
///
/// `lab race --strategy unsafe --guarantee MEMBERSHIP --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description(
        "One lists the subscribers while others join and leave: does the list have all who stay?")
@Asks(MEMBERSHIP)
@State
public class ListDuringChurn {
    private final Scene scene = new Scene(2 + Scene.anySize());
    private final Member leaver = scene.anyone();
    private final Member joiner = scene.newcomer();

    @Actor
    public void annListsTwice() {
        scene.ann().list().list();
    }

    @Actor
    public void bobJoinsAndLeaves() {
        scene.bob().leave(leaver).join(joiner).leave(joiner);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
