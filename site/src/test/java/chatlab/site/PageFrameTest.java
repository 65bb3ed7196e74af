package chatlab.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class PageFrameTest {
    private static final List<PageFrame.Link> LINKS =
            List.of(new PageFrame.Link("/a", "A <b>"), new PageFrame.Link("/b", "B"));

    private static String page(boolean large) {
        var files = new PageFrame.Files(List.of("/static/b/b.css"), List.of("/static/b/b.js"));
        return new PageFrame("The <lab>", LINKS, large).html("/b", "B & C", files, "<h1>B</h1>");
    }

    @Test
    void theNavigationMarksThisPage() {
        assertThat(page(false))
                .contains("<a href=\"/b\" aria-current=\"page\">B</a>")
                .contains("<a href=\"/a\">A &lt;b&gt;</a>")
                .contains("<title>B &amp; C · The &lt;lab&gt;</title>");
    }

    @Test
    void noScriptOrStyleIsInThePageItself() {
        assertThat(page(true))
                .containsPattern("<script type=\"module\" src=\"/static/b/b.js\"></script>")
                .contains("<link rel=\"stylesheet\" href=\"/static/b/b.css\">")
                .doesNotContain("<style", " style=", " onclick", "http")
                .contains("<html lang=\"en\" class=\"large\">");
        assertThat(page(false)).contains("<html lang=\"en\">");
    }
}
