package chatlab.web;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.browser.Browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// axe-core, which finds what keeps people from using a page.
public final class Axe {
    private static final String SCRIPT = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private Axe() {}

    /// Checks the page as it is now: nothing of the impact serious or critical. While a color
    /// changes to another one, both may be too close to the text's.
    public static void findsNothing(Browser browser) throws IOException, InterruptedException {
        browser.await("!document.getAnimations().some(each => each instanceof CSSTransition)");
        try (var stream = Axe.class.getResourceAsStream(SCRIPT)) {
            if (stream == null) throw new IOException("axe-core is not on the class path");
            browser.eval(new String(stream.readAllBytes(), StandardCharsets.UTF_8) + "; undefined");
        }
        var found =
                browser.eval(
                        """
                        axe.run().then(result => result.violations
                          .filter(each => ["serious", "critical"].includes(each.impact))
                          .map(each => each.id + ": " + each.nodes.map(node => node.html).join(" | ")))
                        """);
        List<String> violations = new ArrayList<>();
        found.forEach(each -> violations.add(each.asText()));
        assertThat(violations).isEmpty();
    }
}
