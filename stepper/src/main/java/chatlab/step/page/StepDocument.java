package chatlab.step.page;

import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.code.Place;
import chatlab.engine.execution.LaneView;
import chatlab.engine.execution.LockView;
import chatlab.engine.execution.Step;
import chatlab.harness.exploration.Snapshot.Row;
import chatlab.harness.scenario.Scenario;
import chatlab.step.run.Choice;
import chatlab.step.run.Lesson;
import chatlab.step.run.Moment;
import chatlab.step.run.OutcomeText;
import chatlab.step.run.SourceLines;
import chatlab.step.run.SteppedRun;
import chatlab.step.witness.Witness;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The states of a run, for a page: `chatlab/step/1`.
///
/// @param kind `states`, to tell it from the other messages of [StepSession]
/// @param title what is stepped; null if these states continue what the page has
/// @param after how many steps the page must keep before these states; 0 with a title
/// @param states the state after each step, with a title also the one before the first
/// @param code the lines of source to show: class, number, text; without those sent before
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepDocument(
        String schema,
        String kind,
        @Nullable Title title,
        int after,
        List<State> states,
        Map<String, Map<Integer, String>> code) {
    static final String SCHEMA = "chatlab/step/1";

    private static final Comparator<Step.Kind> TELLING =
            Comparator.comparingInt(
                    List.of(
                                    Step.Kind.STALE_READ,
                                    Step.Kind.WRITE,
                                    Step.Kind.SYNCHRONIZATION,
                                    Step.Kind.PROGRAM,
                                    Step.Kind.READ,
                                    Step.Kind.OUTSIDE)
                            ::indexOf);

    StepDocument(
            @Nullable Title title,
            int after,
            List<State> states,
            Map<String, Map<Integer, String>> code) {
        this(SCHEMA, "states", title, after, states, code);
    }

    public StepDocument {
        states = List.copyOf(states);
        code = Map.copyOf(code);
    }

    /// What is stepped.
    ///
    /// @param strategy what `--strategy` must be
    /// @param name as the strategy calls itself
    /// @param memory `jmm` or `sc`
    /// @param question what the scenario asks
    /// @param guarantee that it is made for
    /// @param isDeclared whether the strategy declares that guarantee
    /// @param calls what the threads do, such as `ann: join(ann)`
    /// @param hint a first one
    /// @param way the schedule of a bundled witness; empty if there is none
    public record Title(
            String strategy,
            String name,
            String scenario,
            String memory,
            String question,
            String guarantee,
            boolean isDeclared,
            List<String> calls,
            String hint,
            String way) {
        static Title of(SteppedRun run, MemoryModel memory, String asName, String way) {
            Scenario scenario = run.scenario();
            return new Title(
                    asName,
                    run.entry().name(),
                    scenario.title(),
                    memory == MemoryModel.JMM ? "jmm" : "sc",
                    scenario.question(),
                    scenario.guarantee().name(),
                    run.entry().guarantees().contains(scenario.guarantee()),
                    scenario.roles().stream()
                            .map(role -> role.thread() + ": " + role.text())
                            .toList(),
                    Lesson.idea(run.entry()),
                    way);
        }
    }

    /// A state.
    ///
    /// @param word the step that led to it, as a word of a schedule; null at the beginning
    /// @param thread that took the step; null at the beginning
    /// @param kind of what it did, the most telling if it did several things; null at the beginning
    /// @param did the step in words
    /// @param notes what is worth a look in it
    /// @param end how the run has ended; null while a thread can go on
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record State(
            @Nullable String word,
            @Nullable String thread,
            Step.@Nullable Kind kind,
            String did,
            List<String> notes,
            List<Lane> threads,
            List<Row> shared,
            List<LockView> locks,
            @Nullable End end) {}

    /// Where a thread stands.
    ///
    /// @param next what it does next
    /// @param choices the values that its next read may return, if there are several
    /// @param places the lines to show, the strategy's own first
    public record Lane(
            String thread,
            LaneView.State state,
            String next,
            List<Choice> choices,
            List<CodeLine> places) {
        static Lane of(LaneView lane, SourceLines source) {
            return new Lane(
                    lane.thread(),
                    lane.state(),
                    lane.next(),
                    Choice.of(lane),
                    source.places(lane).stream().map(CodeLine::of).toList());
        }
    }

    /// A line of source.
    ///
    /// @param type its key in `code`
    /// @param name for people, such as `ArrayList.add`
    /// @param line 0 if it is not known
    public record CodeLine(String type, String name, int line) {
        static CodeLine of(Place place) {
            var name = place.toString();
            int colon = name.lastIndexOf(':');
            return new CodeLine(
                    SourceLines.outermost(place.className()),
                    colon < 0 ? name : name.substring(0, colon),
                    place.line());
        }
    }

    /// How a run ended.
    ///
    /// @param why where a thread was stopped that could have gone on, and which reads missed a
    ///   write
    /// @param lesson the bug and its fix; empty for a strategy without a bug card
    /// @param witness the file to keep; null if nothing is broken
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record End(
            String outcome,
            boolean isWhole,
            List<Broken> broken,
            List<String> why,
            String lesson,
            @Nullable Witness witness) {
        static @Nullable End of(SteppedRun run, MemoryModel memory, String asName) {
            var outcome = run.outcome();
            if (outcome == null) return null;
            var entry = run.entry();
            return new End(
                    outcome.sentence(),
                    outcome.isWhole(),
                    outcome.broken().stream()
                            .map(one ->
                                    new Broken(one.promise(), one.meaning(), one.isOwedBy(entry)))
                            .distinct()
                            .toList(),
                    outcome.isWhole() ? List.of() : OutcomeText.reasons(run.moments()),
                    outcome.isWhole() ? "" : Lesson.of(entry).orElse(""),
                    outcome.isWhole()
                            ? null
                            : Witness.of(
                                    asName,
                                    entry,
                                    run.scenario(),
                                    memory,
                                    run.schedule(),
                                    outcome.broken().getFirst()));
        }
    }

    /// A promise that is broken.
    public record Broken(String promise, String meaning, boolean isDeclared) {}

    /// A state that is not the last one has no end.
    static State state(
            Moment moment, @Nullable String word, SourceLines source, @Nullable End end) {
        return new State(
                word,
                moment.moved(),
                kind(moment),
                word == null ? "" : moment.words(),
                moment.did().stream().map(Step::note).filter(Objects::nonNull).toList(),
                moment.threads().stream().map(lane -> Lane.of(lane, source)).toList(),
                moment.now().state(),
                moment.now().locks(),
                end);
    }

    private static Step.@Nullable Kind kind(Moment moment) {
        return moment.did().stream().map(Step::kind).min(TELLING).orElse(null);
    }

    /// All lines that are shown.
    static Stream<CodeLine> places(List<State> states) {
        return states.stream()
                .flatMap(state -> state.threads().stream())
                .flatMap(lane -> lane.places().stream());
    }
}
