package chatlab.web;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Measures the page Live for docs/web.md: the time to the first named loss, the processor time of
/// `lab web` itself, and the frames a second in the browser. It judges nothing, because all of that
/// depends on the machine.
@EnabledIfSystemProperty(
        named = "docs.measure",
        matches = "true",
        disabledReason = "measures the page Live only with -Ddocs.measure=true")
class LiveFiguresTest {
    private static final double SECOND = 1e9;
    private static final int MEASURED_SECONDS = 20;

    private static final String FRAMES =
            """
            new Promise(done => {
              let frames = 0;
              const end = performance.now() + %d * 1000;
              const next = now => { frames++; now < end ? requestAnimationFrame(next) : done(frames); };
              requestAnimationFrame(next);
            })
            """
                    .formatted(MEASURED_SECONDS);

    @Test
    void measures(@TempDir Path folder) throws Exception {
        assumeFalse(Browser.isMissing(), "chromium is not installed");
        try (var lab = ChildCommand.of(List.of("../lab", "web")).start();
                var browser = Browser.start(folder.resolve("profile"))) {
            var address = address(lab);
            browser.resize(1300, 980);
            browser.open(address.replace("/#", "/live#"));
            for (var rate : List.of("1000", "10000", "0")) measure(lab, browser, rate);
        }
    }

    private static String address(ChildProcess lab) throws Exception {
        var output = lab.outputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            int start = line.indexOf("http://");
            if (start >= 0) return line.substring(start).strip();
        }
        throw new IllegalStateException("lab web printed no address: " + lab.errors());
    }

    private static void measure(ChildProcess lab, Browser browser, String rate) throws Exception {
        browser.await("!document.getElementById('start').disabled");
        browser.select("select[name=rate]", rate);
        long clicked = System.nanoTime();
        browser.click("#start");
        browser.await("document.querySelectorAll('.side:first-child .missed li').length > 0");
        double named = (System.nanoTime() - clicked) / SECOND;
        var before = lab.processorTime();
        int frames = browser.eval(FRAMES).asInt();
        var used = lab.processorTime().minus(before);
        System.out.printf(
                Locale.ROOT,
                "rate %s: first named loss after %.1f s; %s and %s deliveries/s; lab web %.1f %% of"
                        + " a core; browser %.0f frames/s; resident %s%n",
                rate.equals("0") ? "as fast as possible" : rate,
                named,
                browser.text(".side:nth-child(1) .rate"),
                browser.text(".side:nth-child(2) .rate"),
                100.0 * used.toNanos() / Duration.ofSeconds(MEASURED_SECONDS).toNanos(),
                (double) frames / MEASURED_SECONDS,
                resident(lab.pid()));
        browser.click("#stop");
        browser.await("document.querySelectorAll('.side').length === 0");
    }

    private static String resident(long pid) throws Exception {
        try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .findFirst()
                    .map(line -> line.replaceAll("\\s+", " "))
                    .orElse("unknown");
        }
    }
}
