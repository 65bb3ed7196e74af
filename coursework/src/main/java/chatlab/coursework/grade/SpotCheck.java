package chatlab.coursework.grade;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.evidence.Claim;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Terms;

import com.fasterxml.jackson.core.JsonProcessingException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Measures a claim that something is faster again, for a short time, and checks its direction
/// only.
///
/// The result depends on the machine, so it is a note for staff and costs no points.
final class SpotCheck {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final Terms SHARED_MACHINE = new Terms(0.95, 0.1, false);

    private SpotCheck() {}

    /// Measures.
    ///
    /// @param directory the submission
    /// @return a sentence if the direction is clearly the other one here, or could not be seen
    static Optional<String> of(CheckedClaim claim, Path directory, LabTools tools)
            throws IOException, InterruptedException {
        var subject = String.valueOf(claim.values().get("subject"));
        var than = String.valueOf(claim.values().get("than"));
        var arguments =
                new ArrayList<>(List.of("bench", "--time", "2m", "--json", "--question", "churn"));
        arguments.addAll(List.of("--strategy", subject + "," + than));
        if (claim.values().get("where") instanceof Map<?, ?> where) {
            for (var key : List.of("members", "threads", "churn")) {
                var value = where.get(key);
                if (value != null) arguments.addAll(List.of("--" + key, String.valueOf(value)));
            }
        }
        List<JmhResult> results = results(tools.run(arguments, directory, LIMIT).output());
        if (results.size() != 2) {
            return Optional.of(claim.id() + ": its spot check could not be run");
        }
        var judgement = Claim.faster(results.getFirst(), results.getLast()).judge(SHARED_MACHINE);
        return judgement.verdict() == ClaimVerdict.CONTRADICTED
                ? Optional.of(
                        "%s: here, in a short measurement, %s"
                                .formatted(claim.id(), judgement.sentence()))
                : Optional.empty();
    }

    /// What `lab bench --json` printed; empty if it is something else.
    private static List<JmhResult> results(String output) {
        try {
            return JmhResult.parse(output);
        } catch (JsonProcessingException _) {
            return List.of();
        }
    }
}
