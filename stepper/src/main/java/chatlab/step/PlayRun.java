package chatlab.step;

import chatlab.catalogue.CatalogueEntry;
import chatlab.evidence.Json;
import chatlab.step.execution.Recorder;
import chatlab.step.execution.RunException;
import chatlab.step.execution.Runner;
import chatlab.step.outcome.Outcome;
import chatlab.step.schedule.Schedule;
import chatlab.step.schedule.ScheduleException;
import chatlab.step.screen.SourceLines;
import chatlab.step.screen.TracePage;
import chatlab.step.screen.TraceText;
import chatlab.step.setup.RunSetup;
import chatlab.step.trace.Trace;
import chatlab.step.witness.Replays;
import chatlab.step.witness.Witness;
import chatlab.step.witness.Witness.Verdict;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `lab step --play`: plays one schedule, shows it, and, if it comes from a witness file, says
/// whether the same came out.
public final class PlayRun {
    private static final int WIDTH = 110;

    private final CatalogueEntry entry;
    private final Console console;
    private final Duration limit;

    /// @param limit how long one step may take
    PlayRun(CatalogueEntry entry, Console console, Duration limit) {
        this.entry = entry;
        this.console = console;
        this.limit = limit;
    }

    /// Replays a witness.
    ///
    /// @param times how often; the first is shown
    /// @return the exit code
    int replay(Witness witness, int times, boolean json, @Nullable Path html)
            throws IOException, InterruptedException, RunException {
        if (!witness.sha256().equals(entry.sha256())) {
            var sentence =
                    "The source of %s has changed since this witness was recorded (sha256 %s… then, %s… now); look for a new one: lab step --strategy %s --scenario %s --search"
                            .formatted(
                                    entry.name(),
                                    start(witness.sha256()),
                                    start(entry.sha256()),
                                    witness.strategy(),
                                    witness.scenario());
            return report(witness, Verdict.SOURCE_DIFFERS, sentence, null, 0, json);
        }
        Trace trace = null;
        String misfit = "";
        try {
            trace = trace(witness.theSetup(), witness.theSchedule());
        } catch (ScheduleException e) {
            misfit = e.sentence();
        }
        var verdict = witness.verdict(trace == null ? null : trace.result().outcome());
        if (trace != null && !json) show(trace);
        if (trace != null) write(trace, html);
        var seen =
                trace == null
                        ? misfit
                        : trace.result().isOver()
                                ? trace.result().outcome().sentence()
                                : "the threads have not ended";
        int reproduced = verdict == Verdict.REPRODUCED ? 1 : 0;
        if (reproduced == 1 && times > 1) {
            reproduced = Replays.reproduced(witness, entry, times, limit);
            if (reproduced < times) verdict = Verdict.OUTCOME_DIFFERS;
        }
        var sentence = sentence(witness, verdict, seen);
        if (times > 1) sentence += " %d of %d times.".formatted(reproduced, times);
        return report(witness, verdict, sentence, trace, reproduced, json);
    }

    private static String start(String sha256) {
        return sha256.substring(0, Math.min(8, sha256.length()));
    }

    private static String sentence(Witness witness, Verdict verdict, String seen) {
        return switch (verdict) {
            case REPRODUCED -> "Reproduced: " + seen + ".";
            case JDK_DIFFERS ->
                    "Not reproduced: %s. It was recorded on JDK %s, and this is %s, whose lines may differ; look for a new one with --search."
                            .formatted(seen, witness.jdk(), Runtime.version());
            case OUTCOME_DIFFERS, SOURCE_DIFFERS, STRATEGY_MISSING ->
                    "Not reproduced: expected '%s', but %s.".formatted(witness.outcome(), seen);
        };
    }

    private int report(
            Witness witness,
            Verdict verdict,
            String sentence,
            @Nullable Trace trace,
            int reproduced,
            boolean json) {
        if (json) {
            var report = replayJson(witness, verdict, sentence);
            report.put("reproduced", reproduced);
            report.put("declared", witness.theFinding().isOwedBy(entry));
            report.put("sha256", entry.sha256());
            if (trace != null) {
                var result = trace.result();
                report.put("steps", result.steps());
                report.put("outcome", result.outcome().sentence());
                report.put("findings", findings(result.outcome()));
            }
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

    private List<Map<String, Object>> findings(Outcome outcome) {
        return outcome.findings().stream()
                .map(finding ->
                        Map.<String, Object>of(
                                "guarantee", finding.promise(),
                                "sentence", finding.sentence(),
                                "declared", finding.isOwedBy(entry)))
                .toList();
    }

    /// Plays a schedule and shows it.
    ///
    /// @return the exit code
    int play(RunSetup setup, Schedule schedule, boolean json, @Nullable Path html)
            throws IOException, InterruptedException, RunException, ScheduleException {
        var trace = trace(setup, schedule);
        write(trace, html);
        if (json) {
            var result = trace.result();
            var report = new LinkedHashMap<String, Object>();
            report.put("schema", "chatlab/play/1");
            report.put("strategy", trace.strategy());
            report.put("sha256", entry.sha256());
            report.put("scenario", setup.scenario().title());
            report.put("schedule", result.played().toString());
            report.put("steps", result.steps());
            report.put("canGoOn", result.canGoOn());
            report.put("outcome", result.outcome().sentence());
            report.put("findings", findings(result.outcome()));
            console.out().println(Json.line(report));
        } else {
            show(trace);
        }
        return trace.result().outcome().against(entry.guarantees()).isPresent() ? 1 : 0;
    }

    private Trace trace(RunSetup setup, Schedule schedule)
            throws IOException, InterruptedException, RunException, ScheduleException {
        var recorder = new Recorder();
        try (var runner = new Runner(entry, setup, limit)) {
            var result = runner.play(schedule, false, recorder);
            return new Trace(entry.name(), setup, recorder.moments(), result);
        }
    }

    private void show(Trace trace) {
        var out = console.out();
        var scenario = trace.setup().scenario();
        var result = trace.result();
        out.printf("%s · %s: %s%n", entry.name(), scenario, scenario.question());
        out.printf("%s%n%n", Runner.threadsInWords(scenario));
        if (!trace.moments().isEmpty()) {
            new TraceText(SourceLines.of(entry), WIDTH).lines(trace).forEach(out::println);
        }
        out.println();
        out.printf("schedule  %s%n", result.played());
        result.lines(entry).forEach(out::println);
    }

    private void write(Trace trace, @Nullable Path html) throws IOException {
        if (html == null) return;
        if (trace.moments().isEmpty()) {
            console.err().println("No page is written: it ended before the first step.");
            return;
        }
        Files.writeString(html, new TracePage(SourceLines.of(entry)).html(trace));
    }
}
