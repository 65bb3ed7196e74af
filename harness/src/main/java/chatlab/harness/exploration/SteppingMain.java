package chatlab.harness.exploration;

import chatlab.engine.Engine;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.Replay;
import chatlab.engine.Uncontrolled;
import chatlab.engine.classes.Experiment;
import chatlab.engine.execution.Schedule;
import chatlab.engine.execution.ScheduleException;
import chatlab.engine.execution.UncontrolledException;
import chatlab.evidence.Json;
import chatlab.harness.child.Answers;
import chatlab.harness.scenario.Scenario;
import chatlab.harness.scenario.ScenarioRun;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// The program of a child JVM that runs schedules.
///
/// To each question, which is the strategy's class, the memory model, the scenario's title and the
/// schedule, it answers `SNAPSHOT json`, `MISFIT why`, `UNCONTROLLED what`, or `FAILED why` if the
/// strategy cannot be made.
final class SteppingMain {
    private final Engine engine;
    private final ScenarioProgram program;

    private SteppingMain(List<String> subject) {
        engine = new Engine(MemoryModel.valueOf(subject.get(1)), true);
        program =
                new ScenarioProgram(
                        new InstrumentedStrategy(subject.get(0), Experiment.NONE),
                        Scenario.titled(subject.get(2)).orElseThrow());
    }

    public static void main(String[] arguments) throws IOException {
        var answers = Answers.open(System.out);
        var subjects = new HashMap<List<String>, SteppingMain>();
        for (var question = answers.next(); question != null; question = answers.next()) {
            var main = subjects.computeIfAbsent(question.subList(0, 3), SteppingMain::new);
            answers.say(main.answer(question.get(3)));
        }
        Runtime.getRuntime().halt(0);
    }

    private String[] answer(String schedule) {
        try {
            var replay = engine.pause(program, Schedule.parse(schedule));
            return new String[] {"SNAPSHOT", Json.line(snapshot(replay, program.latest()))};
        } catch (ScheduleException e) {
            return new String[] {"MISFIT", String.valueOf(e.getMessage())};
        } catch (UncontrolledException e) {
            return new String[] {"UNCONTROLLED", new Uncontrolled(e.what(), e.place()).toString()};
        } catch (IllegalStateException | LinkageError e) {
            return new String[] {"FAILED", String.valueOf(e.getMessage())};
        }
    }

    private static Snapshot snapshot(Replay replay, @Nullable ScenarioRun latest) {
        var state = new ArrayList<Snapshot.Row>();
        if (latest != null) {
            state.addAll(StrategyState.rows(latest.strategy()));
            latest.inboxes()
                    .forEach((name, got) ->
                            state.add(new Snapshot.Row(name + " got", got, "", List.of())));
        }
        return new Snapshot(
                replay.steps(),
                replay.lanes(),
                state,
                replay.locks(),
                (ScenarioOutcome) replay.outcome());
    }
}
