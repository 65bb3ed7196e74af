package chatlab.coursework.learn;

import chatlab.coursework.files.InputException;
import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.learn.Exercise.Fix;
import chatlab.coursework.learn.Exercise.Predict;
import chatlab.coursework.learn.Exercise.Step;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Rubric;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The exercises of all labs in their order, made from the labs' rubrics and handouts.
public final class Ladder {
    /// Kinds of claims that say what a strategy of the lab was seen to do.
    private static final Set<String> SEEN = Set.of("race-observed", "deadlock");

    private static final String OWN = "own";

    private Ladder() {}

    public static List<Exercise> exercises() throws IOException {
        var exercises = new ArrayList<Exercise>();
        for (var lab : LabFolder.all()) exercises.addAll(of(lab));
        return List.copyOf(exercises);
    }

    static List<Exercise> of(LabFolder lab) throws IOException {
        try {
            return of(lab, Rubric.read(lab.rubric()));
        } catch (InputException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<Exercise> of(LabFolder lab, Rubric rubric) throws IOException {
        var exercises = new ArrayList<Exercise>();
        var handout = Files.readString(lab.handout());
        for (var criterion : rubric.criteria()) {
            if (criterion instanceof Criterion.Claim claim) {
                var subject = String.valueOf(claim.claim().get("subject"));
                boolean isSeen = SEEN.contains(String.valueOf(claim.claim().get("kind")));
                if (isSeen && !subject.equals(OWN)) exercises.add(new Predict(lab, subject));
            }
        }
        for (var criterion : rubric.criteria()) {
            if (criterion instanceof Criterion.Witness witness
                    && witness.subject() != null
                    && witness.guarantee() != null) {
                exercises.add(
                        new Step(
                                lab,
                                witness.subject(),
                                witness.guarantee(),
                                scenario(handout, witness.subject())));
            }
        }
        if (rubric.strategy() != null) {
            var guarantees = new TreeSet<>(rubric.declares());
            guarantees.addAll(rubric.raced());
            exercises.add(new Fix(lab, rubric.strategy(), rubric.tool(), List.copyOf(guarantees)));
        }
        return exercises;
    }

    /// The scenario in which the handout steps a strategy; empty if it does not.
    private static String scenario(String handout, String strategy) {
        var command = "lab step --strategy " + Pattern.quote(strategy) + " --scenario (\\S+)";
        var match = Pattern.compile(command).matcher(handout);
        return match.find() ? match.group(1) : "";
    }
}
