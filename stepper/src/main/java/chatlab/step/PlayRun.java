package chatlab.step;

import chatlab.catalogue.CatalogueEntry;
import chatlab.engine.Engine.MemoryModel;
import chatlab.engine.execution.Schedule;
import chatlab.evidence.Json;
import chatlab.harness.exploration.ScenarioOutcome;
import chatlab.harness.exploration.Stepping.SteppingException;
import chatlab.harness.exploration.Stepping.SteppingException.Kind;
import chatlab.harness.scenario.Scenario;
import chatlab.step.page.StepFile;
import chatlab.step.run.OutcomeText;
import chatlab.step.run.SteppedRun;
import chatlab.step.screen.Drawing;
import chatlab.step.screen.TraceText;
import chatlab.step.witness.Replayer;
import chatlab.step.witness.Witness;
import chatlab.step.witness.Witness.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `lab step --play`: plays one schedule, shows it, and, if it comes from a witness file, says
/// whether the same came out.
public final class PlayRun {
    private static final int WIDTH = 130;

    private final CatalogueEntry entry;
    private final Console console;
    private final boolean draws;

    /// @param draws whether to show a small drawing rather than every step
    PlayRun(CatalogueEntry entry, Console console, boolean draws) {
        this.entry = entry;
        this.console = console;
        this.draws = draws;
    }

    /// Replays a witness.
    ///
    /// @param times how often; the first is shown
    /// @return the exit code
    /// @throws SteppingException if the strategy cannot be run under a schedule
    int replay(Witness witness, int times, boolean json, @Nullable Path html)
            throws IOException, InterruptedException, SteppingException {
        if (!witness.sha256().equals(entry.sha256())) {
            var sentence =
                    "The source of %s has changed since this witness was recorded (sha256 %s… then, %s… now); look for a new one: lab step --strategy %s --scenario '%s' --search"
                            .formatted(
                                    entry.name(),
                                    start(witness.sha256()),
                                    start(entry.sha256()),
                                    witness.strategy(),
                                    witness.scenario());
            return report(witness, Verdict.SOURCE_DIFFERS, sentence, null, 0, json);
        }
        try (var run = new SteppedRun(entry, witness.theScenario(), witness.theMemory())) {
            var misfit = "";
            try {
                run.play(witness.theSchedule());
            } catch (SteppingException e) {
                if (e.kind() != Kind.MISFIT) throw e;
                misfit = e.sentence();
            }
            var verdict = witness.verdict(run.outcome());
            if (misfit.isEmpty() && !json) show(run);
            write(run, witness.theMemory(), witness.strategy(), html);
            int reproduced = verdict == Verdict.REPRODUCED ? 1 : 0;
            if (reproduced == 1 && times > 1) {
                try (var replayer = new Replayer()) {
                    reproduced += replayer.reproduced(witness, entry, times - 1);
                }
                if (reproduced < times) verdict = Verdict.OUTCOME_DIFFERS;
            }
            var outcome = run.outcome();
            var seen =
                    !misfit.isEmpty()
                            ? misfit
                            : outcome == null ? "the threads have not ended" : outcome.sentence();
            var sentence = sentence(witness, verdict, seen);
            if (times > 1) sentence += " %d of %d times.".formatted(reproduced, times);
            return report(witness, verdict, sentence, run, reproduced, json);
        }
    }

    private static String start(String sha256) {
        return sha256.substring(0, Math.min(8, sha256.length()));
    }

    private static String sentence(Witness witness, Verdict verdict, String seen) {
        return switch (verdict) {
            case REPRODUCED -> "Reproduced: " + seen + ".";
            case JDK_DIFFERS ->
                    "Not reproduced: %s. It was recorded on JDK %s, and this is %s, whose collections may take other steps; look for a new one with --search."
                            .formatted(seen, witness.jdk(), Runtime.version());
            case OUTCOME_DIFFERS, SOURCE_DIFFERS, STRATEGY_MISSING ->
                    "Not reproduced: expected '%s', but %s.".formatted(witness.outcome(), seen);
        };
    }

    private int report(
            Witness witness,
            Verdict verdict,
            String sentence,
            @Nullable SteppedRun run,
            int reproduced,
            boolean json) {
        if (json) {
            var report = replayJson(witness, verdict, sentence);
            report.put("reproduced", reproduced);
            report.put("declared", witness.theFinding().isOwedBy(entry));
            report.put("sha256", entry.sha256());
            if (run != null) putOutcome(report, run);
            console.out().println(Json.line(report));
        } else if (verdict == Verdict.REPRODUCED) {
            console.out().println(sentence);
        } else {
            console.err().println(sentence);
        }
        return verdict.exitCode();
    }

    /// What every replay reports, even that of a strategy which is not there.
    static Map<String, Object> replayJson(Witness witness, Verdict verdict, String sentence) {
        var report = new LinkedHashMap<String, Object>();
        report.put("schema", "chatlab/replay/1");
        report.put("verdict", verdict);
        report.put("sentence", sentence);
        report.put("reproduced", 0);
        report.put("witness", witness);
        return report;
    }

    private void putOutcome(Map<String, Object> report, SteppedRun run) {
        var outcome = run.outcome();
        report.put("steps", run.steps());
        report.put("outcome", outcome == null ? "" : outcome.sentence());
        report.put("findings", outcome == null ? List.of() : findings(outcome));
    }

    private List<Map<String, Object>> findings(ScenarioOutcome outcome) {
        return outcome.broken().stream()
                .map(broken ->
                        Map.<String, Object>of(
                                "guarantee", broken.promise(),
                                "sentence", broken.sentence(),
                                "declared", broken.isOwedBy(entry)))
                .toList();
    }

    /// Plays a schedule and shows it.
    ///
    /// @param asName how the user named the strategy
    /// @return the exit code
    /// @throws SteppingException if the schedule does not fit
    int play(
            Scenario scenario,
            MemoryModel memory,
            Schedule schedule,
            String asName,
            boolean json,
            @Nullable Path html)
            throws IOException, InterruptedException, SteppingException {
        try (var run = new SteppedRun(entry, scenario, memory)) {
            run.play(schedule);
            write(run, memory, asName, html);
            if (json) {
                var report = new LinkedHashMap<String, Object>();
                report.put("schema", "chatlab/play/1");
                report.put("strategy", entry.name());
                report.put("sha256", entry.sha256());
                report.put("scenario", scenario.title());
                report.put("schedule", run.schedule());
                report.put("canGoOn", run.canGoOn());
                putOutcome(report, run);
                console.out().println(Json.line(report));
            } else {
                show(run);
            }
            var outcome = run.outcome();
            return outcome != null && outcome.against(entry.guarantees()).isPresent() ? 1 : 0;
        }
    }

    private void show(SteppedRun run) {
        var out = console.out();
        var scenario = run.scenario();
        out.printf("%s · %s: %s%n", entry.name(), scenario, scenario.question());
        out.printf("%s%n%n", threads(scenario));
        var lines = draws ? Drawing.lines(run) : new TraceText(WIDTH).lines(run.moments());
        lines.forEach(out::println);
        out.println();
        out.printf("schedule  %s%n", run.schedule());
        OutcomeText.lines(run).forEach(out::println);
    }

    /// Such as `ann: join(ann) · bob: join(bob)`.
    private static String threads(Scenario scenario) {
        return scenario.roles().stream()
                .map(role -> role.thread() + ": " + role.text())
                .collect(Collectors.joining(" · "));
    }

    private static void write(
            SteppedRun run, MemoryModel memory, String asName, @Nullable Path html)
            throws IOException {
        if (html != null) Files.writeString(html, StepFile.html(run, memory, asName));
    }
}
