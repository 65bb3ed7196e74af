package chatlab.coursework.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import chatlab.browser.Browser;
import chatlab.coursework.TestLabMain;
import chatlab.coursework.rubric.Marks;
import chatlab.coursework.rubric.Rubric;
import chatlab.coursework.score.Grade;
import chatlab.evidence.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Timeout(120)
class ReviewTest {
    private static final String RUBRIC =
            """
            schema: chatlab/rubric/1
            lab: "02"
            title: Words
            total: 30
            criteria:
              - {id: form, points: 5, kind: report, requires: [readable]}
              - id: mechanism
                points: 15
                kind: human
                look_at: Mechanism
                levels:
                  - {points: 0, text: It is named.}
                  - {points: 15, text: The order of reads & writes.}
              - {id: style, points: 10, kind: human}
            """;

    private static final String REPORT =
            """
            ---
            schema: chatlab/report/1
            lab: "02"
            students:
              - {id: s1, name: Ann <b>Example</b>, share: 100}
            commit: none
            strategies: [unsafe]
            ai_use: none
            sources: []
            ---
            # The report of NAME

            <script>document.title = 'owned'</script>

            ## Results

            ```claim
            id: C1
            kind: race-observed
            subject: unsafe
            guarantee: MEMBERSHIP
            evidence: evidence/"><img src=x>/race.json
            ```
            """;

    @TempDir private Path folder;
    private final HttpClient browser = HttpClient.newHttpClient();
    private Path grades;
    private Path rubric;
    private ReviewServer server;

    /// Grades two reports without code, and a bad archive.
    @BeforeEach
    void serve() throws Exception {
        grades = folder.resolve("grades");
        rubric = Files.writeString(folder.resolve("rubric.yaml"), RUBRIC);
        for (var name : new String[] {"ann_example", "bob"}) {
            var place = Files.createDirectories(folder.resolve("submissions").resolve(name));
            Files.writeString(place.resolve("report.md"), REPORT.replace("NAME", name));
        }
        Files.writeString(folder.resolve("submissions/eve.zip"), "no zip");
        assertThat(grade()).isEqualTo(1);
        server = ReviewServer.start(Review.of(grades, rubric), 0);
    }

    @AfterEach
    void stop() {
        server.close();
        browser.close();
    }

    private int grade() {
        return lab(
                new StringWriter(),
                "grade",
                "--rubric",
                rubric.toString(),
                folder.resolve("submissions").toString(),
                "--out",
                grades.toString(),
                "--sandbox",
                "process");
    }

    private static int lab(StringWriter errors, String... arguments) {
        var lab = TestLabMain.commandLine();
        lab.setOut(new PrintWriter(new StringWriter()));
        lab.setErr(new PrintWriter(errors));
        return lab.execute(arguments);
    }

    @Test
    void onlyTheFullAddressGivesAccess() throws Exception {
        var address = URI.create(server.address());
        var withoutToken = address.resolve("/");
        var withAnother = address.resolve("/" + "0".repeat(32) + "/bob");

        assertThat(InetAddress.ofLiteral(address.getHost()).isLoopbackAddress()).isTrue();
        assertThat(get(withoutToken).statusCode()).isEqualTo(404);
        assertThat(get(withAnother).statusCode()).isEqualTo(404);
        assertThat(get(withAnother).body()).doesNotContain("Words");
        assertThat(statusFor("127.0.0.1:" + address.getPort())).isEqualTo("200");
        assertThat(statusFor("rebound.example:" + address.getPort())).isEqualTo("403");
        assertThat(statusFor("127.0.0.1")).isEqualTo("403");
    }

    @Test
    void aStrangerCannotMark() throws Exception {
        var address = URI.create(server.address());
        var form = Map.of("version", version("bob"), "points.style", "10");

        assertThat(post(address.resolve("/bob"), form).statusCode()).isEqualTo(404);
        assertThat(post(server.address() + "nobody", form).statusCode()).isEqualTo(404);
        assertThat(post(server.address() + "..%2Fbob", form).statusCode()).isEqualTo(404);
        var foreign = request(URI.create(server.address() + "bob"), form);
        foreign.header("Origin", "https://elsewhere.example");
        assertThat(send(foreign).statusCode()).isEqualTo(403);
        assertThat(grades.resolve("marks")).doesNotExist();

        var own = request(URI.create(server.address() + "bob"), form);
        own.header("Origin", "http://" + address.getAuthority());
        assertThat(send(own).statusCode()).isEqualTo(303);
        assertThat(grades.resolve("marks/bob.yaml")).exists();
    }

    @Test
    void thePagesShowASubmissionsHtmlAsText() throws Exception {
        var list = get("");
        var page = get("ann_example");

        assertThat(list.body()).contains("Ann &lt;b&gt;Example&lt;/b&gt;");
        assertThat(page.body())
                .contains("The report of ann_example", "C1", "The order of reads &amp; writes.")
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "<img", "<b>Example");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");
    }

    @Test
    void marksAreWrittenAsTheGraderReadsThem() throws Exception {
        var note = "Which write was lost?\n\"Mine\": {x} # \uD83D\uDE00\u0007";

        var answer =
                mark(
                        "bob",
                        Map.of(
                                "points.mechanism", "15",
                                "note.mechanism", note,
                                "points.style", "7.5",
                                "by", "Terry"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(get("bob").body())
                .contains("27.5 of 30 points.")
                .contains("value=\"15\" checked", "value=\"7.5\"", "value=\"Terry\"");
        grade();
        var grade = Grade.read(grades.resolve("bob/grade.json"));
        assertThat(grade.score()).isEqualTo(27.5);
        assertThat(grade.needsHuman()).isEmpty();
        var marks = Marks.read(grades, "bob", Rubric.read(rubric)).byCriterion();
        assertThat(marks)
                .containsEntry("mechanism", new Marks.Mark(15, note.replace("\u0007", ""), "Terry"))
                .containsEntry("style", new Marks.Mark(7.5, null, "Terry"));
    }

    @Test
    void theRestOfTheMarksFileStaysAsItWasTyped() throws Exception {
        var typed =
                """
                # Checked twice.
                form: {points: 4, note: "overruled"} # ask Ann
                mechanism: # \uD83D\uDE00
                  points: 0
                  note: |
                    Two
                    lines.
                # The end.
                """;
        Files.createDirectories(grades.resolve("marks"));
        Files.writeString(grades.resolve("marks/bob.yaml"), typed);

        mark("bob", Map.of("points.mechanism", "15", "by", "Terry"));
        mark("bob", Map.of("points.style", "3", "note.style", "", "by", "Terry"));

        assertThat(grades.resolve("marks/bob.yaml"))
                .hasContent(
                        """
                        # Checked twice.
                        form: {points: 4, note: "overruled"} # ask Ann
                        mechanism: {points: 15, by: "Terry"}
                        # The end.
                        style: {points: 3, by: "Terry"}
                        """);
        mark("bob", Map.of("points.mechanism", "", "points.style", ""));
        assertThat(grades.resolve("marks/bob.yaml"))
                .hasContent(
                        """
                        # Checked twice.
                        form: {points: 4, note: "overruled"} # ask Ann
                        # The end.
                        """);
    }

    @Test
    void aFileThatIsOneLineKeepsItsMarks() throws Exception {
        Files.createDirectories(grades.resolve("marks"));
        Files.writeString(
                grades.resolve("marks/bob.yaml"), "{style: {points: 2}, form: {points: 4}}\n");

        mark("bob", Map.of("points.style", "3", "by", ""));

        assertThat(grades.resolve("marks/bob.yaml"))
                .hasContent("{style: {points: 3}, form: {points: 4}}\n");
        mark("bob", Map.of("points.style", "", "by", ""));
        assertThat(grades.resolve("marks/bob.yaml")).hasContent("form: {points: 4}\n");
    }

    @Test
    void openingThePageDecidesNothing() throws Exception {
        mark("bob", Map.of("points.style", "3", "note.style", "Short.", "by", "Ann"));
        var before = Files.readString(grades.resolve("marks/bob.yaml"));

        mark(
                "bob",
                Map.of(
                        "points.style", "3",
                        "note.style", "Short.",
                        "points.mechanism", "",
                        "by", "Terry"));

        assertThat(grades.resolve("marks/bob.yaml")).hasContent(before);
    }

    @Test
    void twoMarkersDoNotLoseEachOthersMarks() throws Exception {
        var seen = version("bob");
        mark("bob", Map.of("points.style", "3", "by", "Ann"));
        var before = Files.readString(grades.resolve("marks/bob.yaml"));

        var late =
                post(
                        server.address() + "bob",
                        Map.of("version", seen, "points.style", "9", "by", "Terry"));

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("changed meanwhile");
        assertThat(grades.resolve("marks/bob.yaml")).hasContent(before);
    }

    @Test
    void marksThatDoNotFitAreRefusedInASentence() throws Exception {
        var tooMany = mark("bob", Map.of("points.style", "11"));
        var noNumber = mark("bob", Map.of("points.style", "NaN"));
        var noLevel = mark("bob", Map.of("points.mechanism", "", "note.mechanism", "Why?"));
        var notOurs = mark("bob", Map.of("points.form", "0"));

        assertThat(tooMany.statusCode()).isEqualTo(422);
        assertThat(tooMany.body()).contains("Style: points go from 0 to 10.");
        assertThat(noNumber.statusCode()).isEqualTo(422);
        assertThat(noLevel.body()).contains("a note needs a level beside it.");
        assertThat(notOurs.statusCode()).isEqualTo(303);
        assertThat(grades.resolve("marks")).doesNotExist();
    }

    /// "Next open" leads through all open marks, and the progress bar counts them.
    @Test
    void nothingIsMissed() throws Exception {
        assertThat(get("").body())
                .contains("0 of 4 marks given", "2 of 2", "mechanism</a> (2 open)", "eve")
                .contains("href=\"" + path("ann_example") + "\">Next open</a>");

        var first = mark("ann_example", Map.of("points.mechanism", "0", "next", "1"));
        assertThat(first.headers().firstValue("Location")).hasValue(path("bob"));
        assertThat(get("").body()).contains("1 of 4 marks given", "1 of 2", "2 of 2");

        var second = mark("bob?only=mechanism", Map.of("points.mechanism", "15", "next", "1"));
        assertThat(second.headers().firstValue("Location")).hasValue(path(""));
        assertThat(get("bob?only=mechanism").body())
                .contains("2 of 4 marks given", "Nothing is open in this criterion.")
                .contains("name=\"points.mechanism\"")
                .doesNotContain("name=\"points.style\"");

        var third = mark("bob", Map.of("points.style", "1", "next", "1"));
        assertThat(third.headers().firstValue("Location")).hasValue(path("ann_example"));
        mark("ann_example", Map.of("points.style", "1", "next", "1"));
        assertThat(get("").body())
                .contains("4 of 4 marks given", "Nothing is open: run lab grade again")
                .doesNotContain("Next open");
        assertThat(get("eve").body()).contains("Nothing here is left to a marker.", "refused");
    }

    @Test
    void wrongFoldersAndRubricsGiveASentence() throws Exception {
        var errors = new StringWriter();
        Files.createDirectory(folder.resolve("empty"));

        for (var wrong : new String[] {"nowhere", "empty"}) {
            assertThat(lab(errors, "grade", "review", folder.resolve(wrong).toString()))
                    .isEqualTo(2);
        }
        assertThat(lab(errors, "grade", "review", grades.toString())).isEqualTo(2);

        assertThat(errors.toString())
                .contains("nowhere holds no grades; give the folder that lab grade --out wrote.")
                .contains("empty holds no grades")
                .contains("was graded by another rubric than this");
    }

    @Test
    void aBrowserShowsTheReportAndRunsNothingOfIt() throws Exception {
        assumeFalse(Browser.isMissing(), "chromium is not installed");
        mark("bob", Map.of("points.mechanism", "15", "by", "Terry"));
        String dom;

        try (var real = Browser.start(folder.resolve("profile"))) {
            real.open(server.address() + "bob");
            dom = real.html();
        }

        assertThat(dom)
                .contains("<title>bob: Lab 02, Words: review</title>")
                .contains("The report of bob", "1 of 4 marks given", "20 of 30 points so far")
                .contains("value=\"15\" checked")
                .doesNotContain("<script", "<img");
    }

    // --- A browser's part ---

    private String path(String id) {
        return URI.create(server.address()).getRawPath() + id;
    }

    private String version(String id) throws IOException {
        var file = grades.resolve("marks").resolve(id + ".yaml");
        return Sha256.of(Files.exists(file) ? Files.readString(file) : "");
    }

    private HttpResponse<String> get(String page) throws IOException, InterruptedException {
        return get(URI.create(server.address() + page));
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri));
    }

    /// Sends the form of the page as it is now.
    private HttpResponse<String> mark(String page, Map<String, String> fields)
            throws IOException, InterruptedException {
        var shown = get(page).body();
        var version = shown.replaceFirst("(?s).*name=\"version\" value=\"(\\w+)\".*", "$1");
        var form =
                Stream.concat(
                                fields.entrySet().stream(),
                                Map.of("version", version).entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return post(server.address() + page, form);
    }

    private HttpResponse<String> post(Object uri, Map<String, String> form)
            throws IOException, InterruptedException {
        return send(request(URI.create(uri.toString()), form));
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> form) {
        var body =
                form.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// The status of the list for a request that names this host.
    private String statusFor(String host) throws IOException {
        var address = URI.create(server.address());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            var request =
                    "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(address.getPath(), host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.split(" ", 3)[1];
        }
    }
}
