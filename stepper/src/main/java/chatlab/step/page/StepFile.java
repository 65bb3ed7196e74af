package chatlab.step.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.engine.Engine.MemoryModel;
import chatlab.evidence.Json;
import chatlab.evidence.page.Page;
import chatlab.site.PageFrame;
import chatlab.step.run.SteppedRun;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// A run as one HTML file, which opens from disk and needs no network: the same view as in `lab
/// web`, with all states in it. Its policy allows these scripts and styles, and no others.
public final class StepFile {
    /// The style sheet and the script of the view, as resources beside this class.
    public static final String STYLE = "step.css";

    public static final String VIEW = "view.js";

    private StepFile() {}

    /// The whole document.
    ///
    /// @param asName what `--strategy` was
    public static String html(SteppedRun run, MemoryModel memory, String asName) {
        var outcome = run.outcome();
        var title =
                "%s, %s: %s"
                        .formatted(
                                run.entry().name(),
                                run.scenario(),
                                outcome == null ? "no end yet" : outcome.sentence());
        var style =
                Page.resource(Page.class, Page.PALETTE)
                        + Page.resource(PageFrame.class, "static/site.css")
                        + Page.resource(StepFile.class, STYLE);
        var scripts =
                List.of(
                        Page.resource(StepFile.class, VIEW),
                        Page.resource(StepFile.class, "recorded.js"));
        var states = Json.line(new Recorder(run.entry(), memory, asName).whole(run, ""));
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'">
        <meta name="referrer" content="no-referrer">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <main>
        <h1 class="unseen">%s</h1>
        <step-view></step-view>
        <noscript><p>This page shows one step at a time and needs JavaScript for it.</p></noscript>
        </main>
        <script type="application/json" id="states">%s</script>
        %s
        </body>
        </html>
        """
                .formatted(
                        hash(style),
                        scripts.stream().map(StepFile::hash).collect(Collectors.joining(" ")),
                        Page.escape(title),
                        style,
                        Page.escape(title),
                        states.replace("<", "\\u003c"),
                        scripts.stream()
                                .map("<script type=\"module\">%s</script>"::formatted)
                                .collect(Collectors.joining("\n")));
    }

    private static String hash(String inline) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
