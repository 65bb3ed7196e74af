package chatlab.races.question;

import chatlab.strategies.SynchronizedBroadcast;
import chatlab.strategies.UnsafeBroadcast;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/// Shows that a run can see a bug: every run tests a planted bug and its correct twin, too.
///
/// Both ask the question of [TwoJoins]. If the run does not catch the planted bug, or sees the twin
/// broken, none of its verdicts counts.
public final class Canary {
    /// The class that jcstress generates for the planted bug.
    public static final String PLANTED = "chatlab.races.question.Canary_Planted_jcstress";

    /// The class that it generates for the twin.
    public static final String REPAIRED = "chatlab.races.question.Canary_Repaired_jcstress";

    private Canary() {}

    /// Two newcomers join `unsafe` at once: is one of them lost?
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @Description("Two newcomers join a plain list at once: is one of them lost, as it must be?")
    @State
    public static class Planted {
        private final Scene scene = new Scene(new UnsafeBroadcast<>(), Scene.anySize());
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

    /// Two newcomers join `synchronized` at once: are both in?
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @Description("Two newcomers join a locked list at once: are both in, as they must be?")
    @State
    public static class Repaired {
        private final Scene scene = new Scene(new SynchronizedBroadcast<>(), Scene.anySize());
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
}
