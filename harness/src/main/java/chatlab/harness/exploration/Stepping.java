package chatlab.harness.exploration;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Engine.MemoryModel;
import chatlab.evidence.Json;
import chatlab.harness.child.Conversation;
import chatlab.harness.scenario.Scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs a strategy by schedules, in a child JVM that is kept for the next schedule, and for other
/// strategies with the same class path. Confined to one thread.
public final class Stepping implements AutoCloseable {
    /// For one schedule. It is reached only if the child no longer answers.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Conversation child;
    private final List<Path> classpath;

    /// The class, the memory model and the scenario's title.
    private List<String> subject;

    /// Why a schedule has no snapshot.
    public static final class SteppingException extends Exception {
        private static final long serialVersionUID = 1L;

        /// What was wrong.
        public enum Kind {
            /// The schedule does not fit.
            MISFIT,
            /// The code does what the engine cannot control.
            UNCONTROLLED,
            /// The strategy cannot be made, or ended its JVM.
            FAILED
        }

        private final Kind kind;

        SteppingException(Kind kind, String sentence) {
            super(sentence);
            this.kind = kind;
        }

        public Kind kind() {
            return kind;
        }

        /// Why, without a full stop.
        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /// @throws IOException if no child JVM can be started
    public Stepping(CatalogueEntry entry, Scenario scenario, MemoryModel memory)
            throws IOException {
        classpath = entry.classpath();
        subject = subject(entry, scenario, memory);
        child = new Conversation(entry, ExplorationTask.JVM, SteppingMain.class, List.of(), LIMIT);
    }

    private static List<String> subject(
            CatalogueEntry entry, Scenario scenario, MemoryModel memory) {
        return List.of(entry.className(), memory.name(), scenario.title());
    }

    /// Runs another strategy, or in another scenario, from now on.
    ///
    /// @return false if the strategy has another class path and so needs another child; then
    ///   nothing has changed
    public boolean turnTo(CatalogueEntry entry, Scenario scenario, MemoryModel memory) {
        if (!entry.classpath().equals(classpath)) return false;
        subject = subject(entry, scenario, memory);
        return true;
    }

    /// Runs a schedule and stops where it ends.
    ///
    /// @param schedule in the words of [chatlab.engine.execution.Schedule]
    /// @throws IOException if the child cannot be reached
    public Snapshot pause(String schedule)
            throws IOException, InterruptedException, SteppingException {
        var question = new ArrayList<>(subject);
        question.add(schedule);
        var answer = child.ask(question);
        if (answer.isEmpty()) {
            throw new SteppingException(
                    SteppingException.Kind.FAILED, "the strategy ended its JVM: " + child.end());
        }
        if (answer.getFirst().equals("SNAPSHOT")) {
            return Json.mapper().readValue(answer.get(1), Snapshot.class);
        }
        throw new SteppingException(
                SteppingException.Kind.valueOf(answer.getFirst()), answer.get(1));
    }

    @Override
    public void close() {
        child.close();
    }
}
