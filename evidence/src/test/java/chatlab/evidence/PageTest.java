package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class PageTest {

    private static final String NASTY = "<script>alert(\"'&\")</script>";

    @Test
    void everyTextIsEscaped() {
        String html =
                new Page(NASTY)
                        .heading(NASTY)
                        .paragraph(NASTY)
                        .table(NASTY, List.of(NASTY), List.of(List.of(NASTY, NASTY)))
                        .html();

        assertThat(html)
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(&quot;&#39;&amp;&quot;)&lt;/script&gt;");
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
}
