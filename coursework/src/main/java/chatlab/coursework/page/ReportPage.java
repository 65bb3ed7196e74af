package chatlab.coursework.page;

import static chatlab.evidence.page.Page.escape;

import chatlab.coursework.check.EvidenceFolder;
import chatlab.coursework.check.Guarantees;
import chatlab.coursework.check.RaceRuns;
import chatlab.coursework.check.RefusedException;
import chatlab.coursework.check.TimingClaims;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.ClaimKind;
import chatlab.coursework.report.Nodes;
import chatlab.coursework.report.Report;
import chatlab.coursework.report.ReportReader;
import chatlab.coursework.report.Subject;
import chatlab.coursework.report.Texts;
import chatlab.evidence.JmhResult;
import chatlab.evidence.race.RaceOutcome;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A checked report as one HTML page: no network, no script, light and dark, fit to be printed.
///
/// Whatever the report holds is text here: its HTML is shown and not obeyed, its links lead to the
/// web or mail only, its pictures are left out, and plots are drawn anew from the evidence. A
/// policy in the page forbids the browser the rest.
public final class ReportPage {

    /// The style of what [#body] makes.
    public static final String STYLE =
            """
            :root { color-scheme: light dark; --line: #8884; --soft: #8881; --good: #1a7f37; --bad: #c62828; --open: #9a6700; --mark: #0969da; }
            @media (prefers-color-scheme: dark) { :root { --good: #4cc26a; --bad: #ff7b72; --open: #d9a520; --mark: #79b8ff; } }
            body { font: 16px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
            h1, h2, h3 { line-height: 1.25; }
            h2 { margin-top: 2rem; border-bottom: 1px solid var(--line); }
            .by { opacity: .75; }
            table { border-collapse: collapse; font-variant-numeric: tabular-nums; display: block; overflow-x: auto; margin: 1rem 0; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .8rem; border-bottom: 1px solid var(--line); }
            pre { overflow-x: auto; background: var(--soft); padding: .7rem 1rem; border-radius: 6px; }
            code { font-size: .92em; }
            blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); }
            .claim { border: 1px solid var(--line); border-left: 5px solid var(--open); border-radius: 6px; padding: .6rem 1rem; margin: 1rem 0; break-inside: avoid; }
            .claim.good { border-left-color: var(--good); }
            .claim.bad { border-left-color: var(--bad); }
            .claim p { margin: .35rem 0; }
            .verdict { font-weight: 700; color: var(--open); }
            .good .verdict { color: var(--good); }
            .bad .verdict { color: var(--bad); }
            .what { font-size: .9rem; opacity: .85; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .4rem 0; font-size: .92rem; }
            dt { opacity: .7; }
            dd { margin: 0; min-width: 0; }
            .findings { border: 1px solid var(--line); border-radius: 6px; padding: .4rem 1rem; margin: 1rem 0; }
            .findings h2 { border: 0; margin: .3rem 0; font-size: 1.05rem; }
            figure { margin: .6rem 0; }
            figcaption { font-size: .85rem; opacity: .8; }
            svg { width: 100%; height: auto; font: 12px system-ui, sans-serif; }
            svg text { fill: currentColor; }
            svg .end { text-anchor: end; }
            svg .tick { text-anchor: middle; opacity: .7; }
            svg .grid { stroke: currentColor; stroke-opacity: .15; }
            svg .interval { stroke: var(--mark); stroke-width: 6; stroke-opacity: .35; }
            svg .dot { fill: var(--mark); }
            svg .bar { fill: var(--mark); fill-opacity: .65; }
            @media print { body { max-width: none; font-size: 11pt; margin: 0; } a { color: inherit; } }
            """;

    private final CheckedReport checked;
    private final Report report;
    private final Map<Integer, CheckedClaim> claims = new HashMap<>();
    private final EvidenceFolder evidence;

    private ReportPage(CheckedReport checked, Report report) {
        this.checked = checked;
        this.report = report;
        this.evidence = new EvidenceFolder(checked.submission());
        checked.claims().forEach(claim -> claims.put(claim.line(), claim));
    }

    /// The whole page.
    ///
    /// @throws IOException if the submission can no longer be read
    public static String html(CheckedReport checked) throws IOException {
        String title = title(checked);
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="referrer" content="no-referrer">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
                .formatted(escape(title), STYLE, body(checked));
    }

    /// The report alone, as a part of other pages, which bring the [#STYLE] and a policy as strict.
    public static String body(CheckedReport checked) throws IOException {
        var read = new ReportReader(_ -> {}).read(checked.submission());
        if (read.isEmpty()) {
            return "<p>The report cannot be read.</p>\n" + findings(checked.findings());
        }
        return new ReportPage(checked, read.get()).body();
    }

    private static String title(CheckedReport checked) throws IOException {
        return new ReportReader(_ -> {})
                .read(checked.submission())
                .map(Report::title)
                .filter(title -> !title.isEmpty())
                .orElse("Lab report");
    }

    private String body() {
        var html = new StringBuilder();
        var plain =
                HtmlRenderer.builder()
                        .extensions(List.of(TablesExtension.create()))
                        .escapeHtml(true)
                        .sanitizeUrls(true)
                        .nodeRendererFactory(OwnBlocks::new)
                        .build();
        boolean isTitled = false;
        for (Node node = report.document().getFirstChild(); node != null; node = node.getNext()) {
            html.append(plain.render(node));
            if (!isTitled) {
                html.append(students()).append(findings(checked.findings()));
                isTitled = true;
            }
        }
        return html.toString();
    }

    private String students() {
        if (checked.students().isEmpty()) return "";
        var text = new StringBuilder("<p class=\"by\">");
        if (!checked.lab().isEmpty())
            text.append("Lab ").append(escape(checked.lab())).append(" · ");
        List<String> names =
                checked.students().stream()
                        .map(s ->
                                escape(
                                        "%s (%s%s)"
                                                .formatted(
                                                        s.name(),
                                                        s.id(),
                                                        checked.students().size() == 1
                                                                ? ""
                                                                : ", "
                                                                        + Texts.digits(s.share())
                                                                        + " %")))
                        .toList();
        return text.append(String.join(" · ", names)).append("</p>\n").toString();
    }

    private static String findings(List<Finding> findings) {
        if (findings.isEmpty()) return "";
        var html = new StringBuilder("<section class=\"findings\"><h2>Findings</h2><ul>\n");
        for (Finding finding : findings) {
            html.append("<li>")
                    .append(finding.line() == 0 ? "" : "line " + finding.line() + ": ")
                    .append(escape(finding.what()))
                    .append("</li>\n");
        }
        return html.append("</ul></section>\n").toString();
    }

    // --- Claims ---

    private String card(CheckedClaim claim) {
        String mood =
                claim.earned() && !claim.overclaim()
                        ? "good"
                        : switch (claim.verdict()) {
                            case CONTRADICTED, INADMISSIBLE -> "bad";
                            case SUPPORTED, EQUIVALENT, INCONCLUSIVE, NOT_RUN -> "open";
                        };
        var html = new StringBuilder();
        html.append("<div class=\"claim ")
                .append(mood)
                .append("\" id=\"claim-")
                .append(escape(claim.id()))
                .append("\">\n<p><strong>")
                .append(escape(claim.id()))
                .append("</strong> <span class=\"verdict\">")
                .append(claim.verdict().word())
                .append(claim.overclaim() ? ", overclaim" : "")
                .append("</span> <span class=\"what\">")
                .append(escape(Texts.cut(claim.kind())))
                .append("</span></p>\n<p>")
                .append(escape(claim.rationale()))
                .append("</p>\n<dl>");
        values(claim)
                .forEach((key, value) ->
                        html.append("<dt>")
                                .append(escape(Texts.cut(key)))
                                .append("</dt><dd>")
                                .append(escape(Texts.cut(value, 300)))
                                .append("</dd>"));
        html.append("</dl>\n");
        if (claim.help() != null) {
            html.append("<p class=\"what\">").append(escape(claim.help())).append("</p>\n");
        }
        return html.append(plot(claim)).append("</div>\n").toString();
    }

    private static Map<String, String> values(CheckedClaim claim) {
        Map<String, String> values = new LinkedHashMap<>();
        claim.values()
                .forEach((key, value) -> {
                    if (Set.of("id", "kind").contains(key)) return;
                    String text = String.valueOf(value);
                    values.put(key, text.replaceAll("^[{\\[]|[}\\]]$", "").replace("=", ": "));
                });
        return values;
    }

    /// What the evidence shows, as a picture; nothing where it may not be used.
    private String plot(CheckedClaim claim) {
        ClaimBlock block =
                report.claims().stream()
                        .filter(each -> each.line() == claim.line())
                        .findFirst()
                        .orElseThrow();
        var kind = ClaimKind.named(claim.kind());
        if (kind.isEmpty()) return "";
        try {
            return switch (kind.get()) {
                case FASTER, EQUIVALENT, ORDERING -> {
                    List<JmhResult> results = new TimingClaims(evidence).results(block);
                    yield Plot.intervals(results);
                }
                case RACE_OBSERVED -> outcomes(block);
                case RACE_NOT_OBSERVED, DEADLOCK, WITNESS, GUARANTEE_TABLE -> "";
            };
        } catch (RefusedException | IOException _) {
            return ""; // its verdict says why
        }
    }

    private String outcomes(ClaimBlock block) throws IOException, RefusedException {
        Subject subject = evidence.subject(block, "subject");
        var row =
                RaceRuns.read(evidence, block.text("evidence"), subject).row(Guarantees.of(block));
        Map<String, Long> kinds = new TreeMap<>();
        for (RaceOutcome outcome : row.outcomes()) {
            String kind = outcome.id().replaceFirst("^[^.]*\\.", "");
            if (!kind.equals("FINE")) kinds.merge(kind, outcome.count(), Long::sum);
        }
        Map<String, Long> sorted = new LinkedHashMap<>();
        kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(12)
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return Plot.outcomes(
                sorted, "Other outcomes, in %s samples".formatted(Texts.number(row.samples())));
    }

    /// Claims become cards. Pictures become their text, since a stranger decides what they show.
    private final class OwnBlocks implements NodeRenderer {
        private final HtmlNodeRendererContext context;

        OwnBlocks(HtmlNodeRendererContext context) {
            this.context = context;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class, Image.class);
        }

        @Override
        public void render(Node node) {
            var out = context.getWriter();
            if (node instanceof Image) {
                out.tag("em");
                out.text("[picture: " + Nodes.text(node) + "]");
                out.tag("/em");
                return;
            }
            CheckedClaim claim = claims.get(Nodes.line(node));
            out.line();
            if (ReportReader.isClaim(node) && claim != null) {
                out.raw(card(claim));
            } else {
                out.tag("pre");
                out.tag("code");
                out.text(((FencedCodeBlock) node).getLiteral());
                out.tag("/code");
                out.tag("/pre");
            }
            out.line();
        }
    }
}
