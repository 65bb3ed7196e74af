package chatlab.coursework.page;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.ul;

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
import chatlab.evidence.page.Badge;
import chatlab.evidence.page.Badge.Tone;
import chatlab.evidence.page.Page;
import chatlab.evidence.race.RaceOutcome;

import j2html.TagCreator;
import j2html.tags.DomContent;

import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A checked report as one HTML page: no network, no script, light and dark, fit to be printed.
///
/// Whatever the report holds is text here: its HTML is shown and not obeyed, its links lead to the
/// web or mail only, its pictures are left out, and plots are drawn anew from the evidence. The
/// policy of every [Page] forbids the browser the rest.
public final class ReportPage {

    /// Rules for an [#article], added to those of every page.
    public static final String STYLE = Page.resource(ReportPage.class, "report.css");

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
        var title =
                read(checked)
                        .map(Report::title)
                        .filter(text -> !text.isEmpty())
                        .orElse("Lab report");
        return new Page(title, "").style(STYLE).add(article(checked)).html();
    }

    /// The report alone, with its own heading. A page that holds it adds the [#STYLE].
    public static DomContent article(CheckedReport checked) throws IOException {
        var report = read(checked);
        var article = TagCreator.article().withClass("report");
        return report.isPresent()
                ? article.with(rawHtml(new ReportPage(checked, report.get()).body()))
                : article.with(p("The report cannot be read."), findings(checked.findings()));
    }

    private static Optional<Report> read(CheckedReport checked) throws IOException {
        return new ReportReader(_ -> {}).read(checked.submission());
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
                html.append(students().render()).append(findings(checked.findings()).render());
                isTitled = true;
            }
        }
        return html.toString();
    }

    private DomContent students() {
        var facts = new ArrayList<String>();
        if (!checked.lab().isEmpty()) facts.add("Lab " + checked.lab());
        boolean isAlone = checked.students().size() == 1;
        for (var student : checked.students()) {
            var share = isAlone ? "" : ", " + Texts.digits(student.share()) + " %";
            facts.add("%s (%s%s)".formatted(student.name(), student.id(), share));
        }
        return checked.students().isEmpty()
                ? TagCreator.text("")
                : p(String.join(" · ", facts)).withClass("by");
    }

    private static DomContent findings(List<Finding> findings) {
        if (findings.isEmpty()) return TagCreator.text("");
        var list =
                each(
                        findings,
                        finding ->
                                li(
                                        (finding.line() == 0 ? "" : "line " + finding.line() + ": ")
                                                + finding.what()));
        return section(h2("Findings"), ul(list)).withClass("findings");
    }

    // --- Claims ---

    private DomContent card(CheckedClaim claim) {
        var badge = badge(claim);
        var values = dl();
        values(claim)
                .forEach(
                        (key, value) -> values.with(dt(Texts.cut(key)), dd(Texts.cut(value, 300))));
        var head =
                p(
                        strong(claim.id()),
                        TagCreator.text(" "),
                        badge.html(),
                        TagCreator.text(" "),
                        span(Texts.cut(claim.kind())).withClass("what"));
        var card =
                div(head, p(claim.rationale()), values)
                        .withClass("claim " + badge.tone().name().toLowerCase(Locale.ROOT))
                        .withId("claim-" + claim.id());
        if (claim.help() != null) card.with(p(claim.help()).withClass("what"));
        return card.with(rawHtml(plot(claim)));
    }

    private static Badge badge(CheckedClaim claim) {
        var word = claim.verdict().word();
        if (claim.overclaim()) return new Badge(Tone.OPEN, "!", word + ", overclaim");
        return claim.earned() ? new Badge(Tone.GOOD, "✓", word) : Badge.of(claim.verdict(), word);
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

    /// A plot of the evidence; empty if the evidence must not be used.
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
                case RACE_NOT_OBSERVED,
                        DEADLOCK,
                        WITNESS,
                        GUARANTEE_TABLE,
                        NET_OBSERVED,
                        NET_NOT_OBSERVED ->
                        "";
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

    /// Renders claims as cards, and pictures as their text: a stranger decides what a picture
    /// shows.
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
                out.raw(card(claim).render());
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
