package chatlab.coursework.learn;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.TestLabMain;
import chatlab.coursework.command.LearnCommand;
import chatlab.coursework.lab.LabFolder;
import chatlab.coursework.lab.LabsTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// `lab learn` as a learner uses it, with the real engine.
class LearnTest {
    @TempDir private Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @Test
    void everyLabGivesExercisesAndEachIsOfItsOwn() throws IOException {
        var ids = Ladder.exercises().stream().map(Exercise::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        for (var lab : LabFolder.all()) {
            assertThat(ids).anyMatch(id -> id.startsWith(lab.number() + "-"));
        }
        assertThat(ids).containsSubsequence("01-fix", "02-predict", "02-step", "02-fix", "07-fix");
    }

    @Test
    void aStepNamesAScenarioOfItsHandoutAndAFixTheGuaranteesOfItsRubric() throws IOException {
        var exercises = Ladder.of(LabFolder.find("02"));

        assertThat(exercises)
                .anySatisfy(each ->
                        assertThat(each)
                                .isInstanceOfSatisfying(
                                        Exercise.Step.class,
                                        step -> assertThat(step.scenario()).isEqualTo("join-join")))
                .anySatisfy(each ->
                        assertThat(each)
                                .isInstanceOfSatisfying(
                                        Exercise.Fix.class,
                                        fix ->
                                                assertThat(fix.guarantees())
                                                        .contains("DELIVERY", "MEMBERSHIP")));
    }

    /// Predict, step and fix of lab 02; the starter is not passed, the solution is.
    @Test
    void theLostUpdateIsLearnedFromThePredictionToTheFix() throws Exception {
        begun("01-fix");
        assertThat(learn()).isZero();
        assertThat(said()).contains("The lost update: predict").contains("lab learn predict");

        assertThat(learn("check")).isEqualTo(1);
        assertThat(learn("predict", "MEMBERSHOP")).isEqualTo(1);
        assertThat(said()).contains("There is no guarantee 'MEMBERSHOP'", "MEMBERSHIP");
        assertThat(learn("predict", "membership", "DELIVERY")).isZero();
        assertThat(said())
                .contains("right  MEMBERSHIP           broken")
                .contains("Done: 02-predict.")
                .contains("lab step --strategy unsafe --scenario join-join");

        assertThat(learn("check")).isEqualTo(1);
        assertThat(said()).contains("no schedule of unsafe yet that breaks MEMBERSHIP");
        var own = folder.resolve("02-the-lost-update");
        lab(
                "step",
                "--strategy",
                "unsafe",
                "--scenario",
                "join-join",
                "--search",
                "--guarantee",
                "MEMBERSHIP",
                "--save",
                own.resolve("mine.json").toString());
        assertThat(learn("check")).isZero();
        assertThat(said()).contains("Done: 02-step.").contains("FixedBroadcast.java");

        assertThat(learn("check")).isEqualTo(1);
        assertThat(said()).contains("MEMBERSHIP           broken").contains("see it: lab step");
        Files.write(
                own.resolve("src/FixedBroadcast.java"),
                Files.readAllBytes(
                        LabsTest.solution(LabFolder.find("02"))
                                .resolve("src/FixedBroadcast.java")));
        assertThat(learn("check")).isZero();
        assertThat(said()).contains("Done: 02-fix.").contains("Iteration: predict");
        assertThat(learn("list")).isZero();
        assertThat(said()).contains("done 02-fix").contains("     03-predict");
    }

    /// Watched, a source that does not compile is saved first, then the solution.
    @Test
    void whatIsSavedIsJudgedAtOnceAndTheCompilerIsHeard() throws Exception {
        begun();
        learn();
        var source = folder.resolve("01-a-first-chat/src/FirstBroadcast.java");
        Files.writeString(source, "class {");
        var solution = LabsTest.solution(LabFolder.find("01")).resolve("src/FirstBroadcast.java");
        var saves = new AtomicInteger();
        LearnCommand.Pause learner =
                () -> {
                    if (saves.getAndIncrement() > 0) throw new IOException("enough");
                    assertThat(said()).contains("does not compile").contains("Not yet.");
                    Files.writeString(source, Files.readString(solution));
                };

        int exitCode = watched(learner);

        assertThat(exitCode).isEqualTo(1);
        assertThat(said())
                .contains("Done: 01-fix.")
                .contains("The lost update: predict")
                .contains("enough");
    }

    /// Such as a folder in which somebody steps.
    @Test
    void theProgressIsFoundFromTheFolderOfALab() throws Exception {
        begun("01-fix", "02-predict");
        learn();
        var top = folder;
        folder = top.resolve("02-the-lost-update");

        learn();

        assertThat(said()).contains("The lost update: step");
        assertThat(folder.resolve(LearnFolder.FILE)).doesNotExist();
        folder = top;
    }

    @Test
    void hintsGoFromANudgeToNearlyTheAnswerAndAreCounted() throws Exception {
        begun("01-fix");

        learn("hint");
        assertThat(said()).contains("(hint 1 of 3)");
        for (int i = 0; i < 4; i++) learn("hint");
        assertThat(said()).contains("(hint 3 of 3)");
    }

    @Test
    void atTheEndItSaysWhatIsNext() throws Exception {
        begun(Ladder.exercises().stream().map(Exercise::id).toArray(String[]::new));

        assertThat(learn()).isZero();

        assertThat(said()).contains("All exercises are done");
    }

    @Test
    void aFileOfSomethingElseIsNamed() throws Exception {
        Files.writeString(folder.resolve(LearnFolder.FILE), "{");

        assertThat(learn()).isEqualTo(1);

        assertThat(err.toString()).contains("is not the progress of lab learn");
    }

    private void begun(String... done) throws IOException {
        var ids = new ArrayList<String>();
        for (var id : done) ids.add("\"" + id + "\"");
        Files.writeString(
                folder.resolve(LearnFolder.FILE),
                "{\"schema\": \"chatlab/learn/1\", \"done\": %s, \"hints\": {}}".formatted(ids));
    }

    private int learn(String... words) {
        out = new StringWriter();
        err = new StringWriter();
        var all = new ArrayList<>(List.of("learn"));
        all.addAll(List.of(words));
        all.addAll(List.of("--dir", folder.toString()));
        return lab(all.toArray(String[]::new));
    }

    private int watched(LearnCommand.Pause learner) {
        out = new StringWriter();
        err = new StringWriter();
        var lab = TestLabMain.commandLine();
        lab.getCommandSpec().removeSubcommand("learn");
        return lab.addSubcommand("learn", new LearnCommand(learner))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("learn", "watch", "--dir", folder.toString());
    }

    private int lab(String... words) {
        return TestLabMain.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    private String said() {
        return out.toString() + err;
    }
}
