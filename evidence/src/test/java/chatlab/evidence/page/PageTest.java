package chatlab.evidence.page;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.evidence.Environment;
import chatlab.evidence.race.RaceVerdict;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class PageTest {

    private static final String NASTY = "<script>alert(\"'&\")</script>";

    @Test
    void everyTextIsEscaped() {
        String html =
                new Page(NASTY)
                        .heading(NASTY)
                        .paragraph(NASTY)
                        .table(NASTY, List.of(NASTY, NASTY), List.of(List.of(NASTY, NASTY)))
                        .html();

        assertThat(html)
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(&quot;&#x27;&amp;&quot;)&lt;/script&gt;");
    }

    @Test
    void thePageAsksTheNetworkForNothing() {
        String html = new Page("Demo").environment(Environment.capture()).html();

        assertThat(html)
                .contains("default-src 'none'")
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("src=")
                .doesNotContain("href=");
    }

    @Test
    void columnsOfNumbersStandRight() {
        String html =
                new Page("Demo")
                        .table(
                                "Runs",
                                List.of("strategy", "lost", "note"),
                                List.of(
                                        List.of("cow", "0", "ok"),
                                        List.of("unsafe", "1,234", "3 gone")))
                        .html();

        assertThat(html)
                .contains("<th scope=\"col\" class=\"n\">lost</th><th scope=\"col\">note</th>")
                .contains("<td class=\"n\">1,234</td><td>3 gone</td>");
    }

    @Test
    void aBadgeIsReadWithoutColor() {
        var table = new Table("Verdicts", List.of("guarantee", "verdict"));
        table.row(List.of(Cell.of("DELIVERY"), Badge.of(RaceVerdict.BROKEN, true)));
        table.row(List.of(Cell.of("SNAPSHOT"), Badge.of(RaceVerdict.NOT_RUN, true).withoutText()));

        assertThat(new Page("Races").table(table).html())
                .contains("<td><span class=\"badge bad\">✗ BROKEN</span></td>")
                .contains("<td><span class=\"badge open\">?</span></td>");
    }

    @Test
    void everyVerdictHasItsOwnSymbol() {
        var races =
                Stream.of(RaceVerdict.values())
                        .flatMap(v -> Stream.of(Badge.of(v, true), Badge.of(v, false)));

        assertThat(races.map(Badge::symbol).distinct()).hasSize(5); // NOT RUN is open in any case
    }

    @Test
    void aRowIsStruckOutExceptForItsNameAndTheReason() {
        var table = new Table("Scores", List.of("strategy", "score", "verdict"));
        table.struckOut(Cell.row(List.of("unsafe", "12", "breaks DELIVERY")));

        assertThat(new Page("Bench").table(table).html())
                .contains("<tr class=\"struck\"><th scope=\"row\">unsafe</th>");
    }

    @Test
    void aLinkIsEscaped() {
        var table = new Table("Submissions", List.of("submission"));
        table.row(List.of(new Cell.Link("<b>", "\"x\"/feedback.html")));

        assertThat(new Page("Cohort").table(table).html())
                .contains("<a href=\"&quot;x&quot;/feedback.html\">&lt;b&gt;</a>");
    }

    @Test
    void onlyAPageWithAScriptMayRunOne() {
        assertThat(new Page("Plain").html()).doesNotContain("script");
        assertThat(new Page("Trace").script("go();").html())
                .contains("script-src 'unsafe-inline'", "<script>\ngo();</script>");
    }
}
