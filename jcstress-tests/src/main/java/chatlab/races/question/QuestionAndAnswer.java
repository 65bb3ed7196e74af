package chatlab.races.question;

import static chatlab.strategies.Guarantee.CAUSAL_ORDER;
import static chatlab.strategies.Guarantee.DELIVERY;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// One asks, and another answers when the question has reached them: do all get the question first?
///
/// The loop that delivers the question has just left the one who answers, and has the others before
/// it. The loop that delivers the answer may overtake it. Those others are only subscribers, so two
/// threads are enough for three parties.
///
/// `lab step --witness cow-causal-order --draw`:
///
/// ```
/// ann                            bob
/// calls broadcast(question)
/// … 2 more steps
/// delivers 'question' to bob
/// reads Object[1] = carol
///                                calls broadcast(answer)
///                                … 3 more steps
///                                delivers 'answer' to carol
/// delivers 'question' to carol
/// => carol got 'answer' before 'question', which its sender had got before
/// ```
///
/// `lab race --strategy cow --guarantee CAUSAL_ORDER --verbose`
@JCStressTest
@JCStressMeta(Outcomes.class)
@Description("One asks, another answers: do all get the question before the answer?")
@Asks(
        value = CAUSAL_ORDER,
        also = {DELIVERY})
@State
public class QuestionAndAnswer {
    private final Scene scene = new Scene(2 + Scene.chance(9));
    private final Member bob = scene.answerer();

    @Actor
    public void annAsks() {
        scene.ann().broadcast(1);
    }

    @Actor
    public void bobAnswers() {
        scene.bob().answer(1, 2, bob);
    }

    @Arbiter
    public void whatWasSeen(L_Result result) {
        result.r1 = scene.seen();
    }
}
