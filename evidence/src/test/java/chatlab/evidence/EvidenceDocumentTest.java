package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.race.CanaryResult;
import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.EngineRace;
import chatlab.evidence.race.EngineVerdict;
import chatlab.evidence.race.EngineWitness;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceOutcome;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;
import chatlab.evidence.race.VolatileTrial;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// docs/evidence.md describes the files as this module writes them.
class EvidenceDocumentTest {
    private final String document;

    EvidenceDocumentTest() throws IOException {
        document = Files.readString(Path.of("../docs/evidence.md"));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Environment.class,
                Cpu.class,
                Cgroup.class,
                Os.class,
                Jvm.class,
                Git.class,
                Manifest.class,
                Manifest.File.class,
                RaceReport.class,
                RacedStrategy.class,
                CanaryResult.class,
                RaceRow.class,
                RaceOutcome.class,
                EngineAnswer.class,
                EngineWitness.class,
                VolatileTrial.class,
                EngineRace.class,
                EngineRace.Side.class
            })
    void everyFieldIsDescribed(Class<?> record) {
        assertThat(record.getRecordComponents())
                .extracting(RecordComponent::getName)
                .allSatisfy(
                        field -> assertThat(document).containsPattern("[`.]" + field + "[`.\\[]"));
    }

    @Test
    void everyVerdictAndCauseIsDescribed() {
        assertThat(
                        Stream.of(
                                        RaceVerdict.values(),
                                        RaceCause.values(),
                                        ClaimVerdict.values(),
                                        EngineVerdict.values(),
                                        EngineRace.Kind.values(),
                                        VolatileTrial.Outcome.values())
                                .flatMap(Stream::of)
                                .map(Object::toString)
                                .filter(word -> !word.equals("NOT_RUN")))
                .allSatisfy(word -> assertThat(document).contains("`" + word + "`"));
    }

    @Test
    void everySchemaIsNamed() {
        assertThat(document).contains(Environment.SCHEMA, Manifest.SCHEMA, RaceReport.SCHEMA);
    }
}
