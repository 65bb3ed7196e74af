package chatlab.step.screen;

import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;

import chatlab.evidence.Json;
import chatlab.evidence.page.Page;
import chatlab.step.trace.Moment.Spot;
import chatlab.step.trace.Trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A trace as one HTML file with a lane per thread and a slider through the steps, which opens from
/// disk and needs no network.
public final class TracePage {
    private static final int CONTEXT = 4;

    private final SourceLines source;

    public TracePage(SourceLines source) {
        this.source = source;
    }

    public String html(Trace trace) {
        var title =
                "%s, %s: %s"
                        .formatted(
                                trace.strategy(),
                                trace.setup().scenario(),
                                trace.result().outcome().sentence());
        var heading = trace.strategy() + " · " + trace.setup().scenario().title();
        var data = Json.line(data(trace)).replace("<", "\\u003c");
        return new Page(title, heading)
                .style(Page.resource(TracePage.class, "trace.css"))
                .add(rawHtml(Page.resource(TracePage.class, "trace.html")))
                .add(script(rawHtml(data)).withType("application/json").withId("data"))
                .script(Page.resource(TracePage.class, "trace.js"))
                .html();
    }

    private Map<String, Object> data(Trace trace) {
        var outcome = trace.result().outcome();
        var data = new LinkedHashMap<String, Object>();
        data.put("question", trace.setup().scenario().question());
        data.put("schedule", trace.result().played().toString());
        data.put("isOver", trace.result().isOver());
        data.put("outcome", outcome.sentence());
        data.put(
                "broken",
                outcome.findings().stream()
                        .map(finding -> finding.promise() + ": " + finding.meaning())
                        .distinct()
                        .toList());
        data.put("moments", trace.moments());
        data.put("source", excerpts(trace));
        return data;
    }

    /// By file the lines around every place that a thread was at, by number.
    private Map<String, Map<Integer, String>> excerpts(Trace trace) {
        var excerpts = new TreeMap<String, Map<Integer, String>>();
        for (var moment : trace.moments()) {
            for (var lane : moment.lanes()) {
                for (var spot : lane.spots()) excerpt(spot, excerpts);
            }
        }
        return excerpts;
    }

    private void excerpt(Spot spot, Map<String, Map<Integer, String>> excerpts) {
        List<String> lines = source.lines(spot);
        var excerpt = excerpts.computeIfAbsent(spot.simpleName(), _ -> new TreeMap<>());
        int first = Math.max(1, spot.line() - CONTEXT);
        int last = Math.min(lines.size(), spot.line() + CONTEXT);
        for (int number = first; number <= last; number++) {
            excerpt.put(number, lines.get(number - 1));
        }
    }
}
