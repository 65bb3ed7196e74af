package chatlab.step.screen;

import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;

import chatlab.engine.code.Place;
import chatlab.evidence.Json;
import chatlab.evidence.page.Page;
import chatlab.harness.exploration.BrokenPromise;
import chatlab.step.run.Moment;
import chatlab.step.run.OutcomeText;
import chatlab.step.run.SteppedRun;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A run as one HTML file with a lane for each thread and a slider through the steps, which opens
/// from disk and needs no network.
public final class TracePage {
    private static final int CONTEXT = 4;

    private final SourceLines source;

    public TracePage(SourceLines source) {
        this.source = source;
    }

    public String html(SteppedRun run) {
        var outcome = run.outcome();
        var title =
                "%s, %s: %s"
                        .formatted(
                                run.entry().name(),
                                run.scenario(),
                                outcome == null ? "no end yet" : outcome.sentence());
        var heading = run.entry().name() + " · " + run.scenario().title();
        var data = Json.line(data(run)).replace("<", "\\u003c");
        return new Page(title, heading)
                .style(Page.resource(TracePage.class, "trace.css"))
                .add(rawHtml(Page.resource(TracePage.class, "trace.html")))
                .add(script(rawHtml(data)).withType("application/json").withId("data"))
                .script(Page.resource(TracePage.class, "trace.js"))
                .html();
    }

    private Map<String, Object> data(SteppedRun run) {
        var outcome = run.outcome();
        var broken = outcome == null ? List.<BrokenPromise>of() : outcome.broken();
        var data = new LinkedHashMap<String, Object>();
        data.put("question", run.scenario().question());
        data.put("schedule", run.schedule());
        data.put("isOver", outcome != null);
        data.put("outcome", outcome == null ? "" : outcome.sentence());
        data.put(
                "broken",
                broken.stream()
                        .map(promise -> promise.promise() + ": " + promise.meaning())
                        .distinct()
                        .toList());
        data.put("why", broken.isEmpty() ? List.of() : OutcomeText.reasons(run.moments()));
        data.put("moments", run.moments().stream().map(TracePage::moment).toList());
        data.put("source", excerpts(run.moments()));
        return data;
    }

    private static Map<String, Object> moment(Moment moment) {
        var data = new LinkedHashMap<String, Object>();
        data.put("moved", moment.moved());
        data.put("words", moment.words());
        data.put(
                "notes",
                moment.did().stream().flatMap(step -> Stream.ofNullable(step.note())).toList());
        data.put("lanes", moment.threads());
        data.put("state", moment.now().state());
        return data;
    }

    /// By class the lines around every place that a thread was at, by number.
    private Map<String, Map<Integer, String>> excerpts(List<Moment> moments) {
        var excerpts = new TreeMap<String, Map<Integer, String>>();
        for (var moment : moments) {
            for (var thread : moment.threads()) {
                for (var frame : thread.frames()) excerpt(frame, excerpts);
            }
        }
        return excerpts;
    }

    private void excerpt(Place place, Map<String, Map<Integer, String>> excerpts) {
        var lines = source.lines(place);
        var excerpt = excerpts.computeIfAbsent(SourceLines.file(place), _ -> new TreeMap<>());
        int first = Math.max(1, place.line() - CONTEXT);
        int last = Math.min(lines.size(), place.line() + CONTEXT);
        for (int number = first; number <= last; number++) {
            excerpt.put(number, lines.get(number - 1));
        }
    }
}
