package chatlab.races.question;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.harness.arbiter.Anomaly;
import chatlab.harness.arbiter.Violation;

import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Outcome;

import java.util.List;
import java.util.stream.Stream;

class OutcomesTest {
    private static final List<Outcome> ANNOTATIONS =
            List.of(Outcomes.class.getAnnotationsByType(Outcome.class));

    private static Violation violation(Anomaly anomaly) {
        return new Violation(anomaly, anomaly.breaks(), null, () -> "");
    }

    @Test
    void jcstressKnowsEachAnomalyByItsSentence() {
        assertThat(ANNOTATIONS).hasSize(Anomaly.values().length + 1);
        for (var anomaly : Anomaly.values()) {
            for (var id :
                    List.of(
                            anomaly.name(),
                            Outcomes.id(anomaly, new Exception()),
                            anomaly + "+LATE")) {
                boolean isException = id.endsWith("Exception");
                if (isException && !anomaly.name().endsWith("THREW")) continue;
                assertThat(ANNOTATIONS)
                        .filteredOn(outcome -> Stream.of(outcome.id()).anyMatch(id::matches))
                        .as(id)
                        .extracting(Outcome::desc)
                        .containsExactly(anomaly.sentence());
            }
        }
    }

    @Test
    void theIdNamesTheWorstAnomalyOfEachGuarantee() {
        var violations =
                Stream.of(Anomaly.LATE, Anomaly.ECHO, Anomaly.MISSED, Anomaly.NEVER_TOGETHER)
                        .map(OutcomesTest::violation)
                        .toList();

        assertThat(Outcomes.id(violations)).isEqualTo("MISSED+LATE");
        assertThat(Outcomes.anomalies("MISSED+LATE")).containsExactly(Anomaly.MISSED, Anomaly.LATE);
    }

    @Test
    void aBrokenMembershipHidesTheRest() {
        var violations = List.of(violation(Anomaly.MISSED), violation(Anomaly.LOST));

        assertThat(Outcomes.id(violations)).isEqualTo("LOST");
    }

    @Test
    void withoutAViolationAllIsFine() {
        assertThat(Outcomes.id(List.of())).isEqualTo("FINE");
        assertThat(Outcomes.anomalies("FINE")).isEmpty();
    }
}
