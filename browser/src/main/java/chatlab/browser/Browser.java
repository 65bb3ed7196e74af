package chatlab.browser;

import chatlab.process.ChildCommand;
import chatlab.process.ChildProcess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A headless Chromium with one page, in a child process that ends with [#close].
///
/// A method that waits fails after a minute: it waits for what a page does, never for a time. Use
/// it from one thread.
public final class Browser implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int LOOK_MILLIS = 20;

    private final ChildProcess process;
    private final DevTools tools;
    private final List<String> problems = new CopyOnWriteArrayList<>();

    private Browser(ChildProcess process, Path profile) throws IOException, InterruptedException {
        this.process = process;
        var http = HttpClient.newHttpClient();
        tools = new DevTools(http, page(http, port(profile)), this::noticed);
        for (var domain : List.of("Runtime", "Log", "Page")) call(domain + ".enable", Map.of());
    }

    /// Whether tests that need a browser must be skipped. Never in CI, where one must be installed.
    public static boolean isMissing() {
        return System.getenv("CI") == null && find().isEmpty();
    }

    private static Optional<String> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(bin ->
                        Stream.of("chromium", "chromium-browser", "google-chrome")
                                .map(name -> Path.of(bin, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /// Starts one.
    ///
    /// @param profile a folder that is empty or does not exist
    public static Browser start(Path profile) throws IOException, InterruptedException {
        var program = find().orElseThrow(() -> new IOException("no chromium is on the PATH"));
        var words = new ArrayList<>(List.of(program, "--headless", "--no-sandbox"));
        words.addAll(List.of("--disable-gpu", "--no-first-run", "--hide-scrollbars"));
        words.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile));
        words.add("about:blank");
        var process = ChildCommand.of(words).startSilently();
        try {
            return new Browser(process, profile);
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /// Chromium writes it when it is ready.
    private String port(Path profile) throws IOException, InterruptedException {
        var file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end && !process.waitFor(Duration.ofMillis(LOOK_MILLIS))) {
            if (Files.exists(file)) {
                var lines = Files.readAllLines(file);
                if (lines.size() > 1) return lines.getFirst();
            }
        }
        throw new IOException("chromium did not start");
    }

    private static URI page(HttpClient http, String port) throws IOException, InterruptedException {
        var ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"));
        var list = http.send(ask.build(), HttpResponse.BodyHandlers.ofString()).body();
        for (var target : JSON.readTree(list)) {
            if (target.get("type").asText().equals("page")) {
                return URI.create(target.get("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("chromium has no page");
    }

    private void noticed(JsonNode event) {
        var details = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                    problems.add(details.at("/exceptionDetails/exception/description").asText());
            case "Log.entryAdded" -> {
                if (details.at("/entry/level").asText().equals("error")) {
                    problems.add(details.at("/entry/text").asText());
                }
            }
            case "Runtime.consoleAPICalled" -> {
                if (details.path("type").asText().matches("error|assert")) {
                    problems.add(details.path("args").toString());
                }
            }
            default -> {}
        }
    }

    /// Uncaught exceptions, errors on the console, blocked or missing files, violations of the
    /// content security policy: all since the start.
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /// Forgets the problems that a test expects.
    public void forgetProblems() {
        problems.clear();
    }

    /// Loads a page. An address that differs in its fragment only loads nothing.
    public void open(String address) throws IOException, InterruptedException {
        call("Page.navigate", Map.of("url", address));
        await("document.readyState === 'complete'");
    }

    /// Loads the page again, as the browser's button does.
    public void reload() throws IOException, InterruptedException {
        eval("window.isOld = true");
        call("Page.reload", Map.of());
        await("!window.isOld && document.readyState === 'complete'");
    }

    /// Evaluates JavaScript, and waits for it if it is a promise.
    ///
    /// @return its value as JSON; missing if it is undefined
    public JsonNode eval(String script) throws IOException, InterruptedException {
        var result =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", script,
                                "returnByValue", true,
                                "awaitPromise", true,
                                "userGesture", true));
        if (result.has("exceptionDetails")) {
            throw new IOException(
                    script + ": " + result.at("/exceptionDetails/exception/description").asText());
        }
        return result.at("/result/value");
    }

    /// The text that a reader sees in the first element of this selector.
    public String text(String selector) throws IOException, InterruptedException {
        return eval("document.querySelector(%s)?.innerText ?? ''".formatted(quoted(selector)))
                .asText();
    }

    /// The document as the browser has it now, as HTML.
    public String html() throws IOException, InterruptedException {
        return eval("document.documentElement.outerHTML").asText();
    }

    /// Waits until this JavaScript is true.
    public void await(String condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!isTrue(condition)) {
            if (System.nanoTime() > end) {
                throw new IOException(
                        "never true: %s; problems %s; the page says: %s"
                                .formatted(condition, problems, text("body")));
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private boolean isTrue(String condition) throws IOException, InterruptedException {
        try {
            return eval("!!(" + condition + ")").asBoolean();
        } catch (IOException e) {
            // The question came while the browser went from one page to the next.
            if (String.valueOf(e.getMessage()).contains("Inspected target navigated")) return false;
            throw e;
        }
    }

    /// Waits for an enabled element, and clicks on it.
    public void click(String selector) throws IOException, InterruptedException {
        await(
                "document.querySelector(%s)?.matches(':enabled, a, summary, [tabindex]')"
                        .formatted(quoted(selector)));
        clickInto(selector);
    }

    /// Scrolls to an element of any kind, and clicks in its middle with the mouse.
    public void clickInto(String selector) throws IOException, InterruptedException {
        drag(selector, selector);
    }

    /// Presses the mouse in the middle of one element, moves it to the middle of another, and
    /// releases it there.
    public void drag(String from, String to) throws IOException, InterruptedException {
        mouse("mousePressed", from);
        if (!to.equals(from)) mouse("mouseMoved", to);
        mouse("mouseReleased", to);
    }

    private void mouse(String type, String selector) throws IOException, InterruptedException {
        var middle =
                eval(
                        """
                        (() => {
                          const element = document.querySelector(%s);
                          element.scrollIntoView({ block: "center", behavior: "instant" });
                          const box = element.getBoundingClientRect();
                          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
                        })()
                        """
                                .formatted(quoted(selector)));
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        middle.get("x").asDouble(),
                        "y",
                        middle.get("y").asDouble(),
                        "button",
                        "left",
                        "clickCount",
                        1));
    }

    /// Chooses a value of a `select`, as a user does.
    public void select(String selector, String value) throws IOException, InterruptedException {
        eval(
                """
                (() => {
                  const list = document.querySelector(%s);
                  list.value = %s;
                  if (list.value !== %s) throw new Error("no such choice");
                  list.dispatchEvent(new Event("input", { bubbles: true }));
                  list.dispatchEvent(new Event("change", { bubbles: true }));
                })()
                """
                        .formatted(quoted(selector), quoted(value), quoted(value)));
    }

    /// Types text where the focus is.
    public void type(String text) throws IOException, InterruptedException {
        call("Input.insertText", Map.of("text", text));
    }

    /// Presses a key, such as `Enter`, `Tab` or `a`.
    public void press(String key) throws IOException, InterruptedException {
        var text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
        call(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type",
                        text.isEmpty() ? "rawKeyDown" : "keyDown",
                        "key",
                        key,
                        "code",
                        code(key),
                        "windowsVirtualKeyCode",
                        virtualKey(key),
                        "text",
                        text));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", code(key)));
    }

    private static String code(String key) {
        if (key.length() != 1) return key;
        return (Character.isDigit(key.charAt(0)) ? "Digit" : "Key")
                + Character.toUpperCase(key.charAt(0));
    }

    private static int virtualKey(String key) {
        return switch (key) {
            case "Enter" -> 13;
            case "Tab" -> 9;
            case "Escape" -> 27;
            case "ArrowLeft" -> 37;
            case "ArrowUp" -> 38;
            case "ArrowRight" -> 39;
            case "ArrowDown" -> 40;
            default -> Character.toUpperCase(key.charAt(0));
        };
    }

    /// Sets the size of the window, in CSS pixels.
    public void resize(int width, int height) throws IOException, InterruptedException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// Pretends that the user prefers something.
    ///
    /// @param feature such as `prefers-color-scheme`
    /// @param value such as `dark`
    public void prefer(String feature, String value) throws IOException, InterruptedException {
        var features = List.of(Map.of("name", feature, "value", value));
        call("Emulation.setEmulatedMedia", Map.of("features", features));
    }

    /// Takes a picture of the whole page, as PNG.
    public void picture(Path file) throws IOException, InterruptedException {
        var result =
                call(
                        "Page.captureScreenshot",
                        Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(result.get("data").asText()));
    }

    /// Calls any method of the developer tools.
    public JsonNode call(String method, Map<String, ?> parameters)
            throws IOException, InterruptedException {
        return tools.call(method, parameters);
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }

    @Override
    public void close() {
        tools.close();
        process.close();
    }
}
