package chatlab.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/// Who gets in, and how much they may send.
@Timeout(120)
class SiteTest {
    private static final int BODY = 100;
    private static final int MOST_SOCKETS = 3;
    private static final SocketLimits LIMITS = new SocketLimits(64, 1, 5);

    private final Token token = Token.random();
    private final BlockingQueue<SiteSocket> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Site site;

    @BeforeEach
    void serve() throws IOException {
        var frame = new PageFrame("Test", List.of(new PageFrame.Link("/", "Start")), false);
        var routes =
                frame.addTo(new Routes())
                        .page("/", () -> "<p>page")
                        .read(
                                "/state",
                                request -> SiteAnswer.json("{\"q\":\"" + request.query() + "\"}"))
                        .change("/change", BODY, request -> SiteAnswer.json(request.body()))
                        .socket("/echo", LIMITS, List.of(), this::echo)
                        .socket("/chat", LIMITS, List.of("b.example", "a.example"), this::echo);
        site = Site.start(0, routes, Guards.ofPages(token), MOST_SOCKETS);
    }

    private SiteSocket.Listener echo(SiteSocket socket) {
        opened.add(socket);
        return heard::add;
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        site.close();
    }

    // --- Forged requests ---

    private RawHttp.Response get(String path, String... headers) throws IOException {
        return send("", "GET " + path, headers);
    }

    private RawHttp.Response post(String body, String... headers) throws IOException {
        var all = new String[headers.length + 1];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Length: " + body.length();
        return send(body, "POST /change", all);
    }

    private RawHttp.Response send(String body, String request, String... headers)
            throws IOException {
        var head = new String[headers.length + 1];
        head[0] = request + " HTTP/1.1";
        System.arraycopy(headers, 0, head, 1, headers.length);
        return RawHttp.send(site.port(), body, head);
    }

    private String host() {
        return "Host: 127.0.0.1:" + site.port();
    }

    private String origin() {
        return "Origin: http://127.0.0.1:" + site.port();
    }

    private String key() {
        return "X-Lab-Token: " + token;
    }

    private String[] upgrade(String... headers) {
        var all = new String[headers.length + 4];
        all[0] = "Connection: Upgrade";
        all[1] = "Upgrade: websocket";
        all[2] = "Sec-WebSocket-Version: 13";
        all[3] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        System.arraycopy(headers, 0, all, 4, headers.length);
        return all;
    }

    @Test
    void aPageIsForEverybodyOnThisMachine() throws IOException {
        var page = get("/", host());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("<p>page");
        assertThat(get("/static/site/site.css", host()).header("Content-Type"))
                .startsWith("text/css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/static/site/site.css", "/state", "/echo", "/nothing"})
    void aForeignHostIsRefusedEverywhere(String path) throws IOException {
        for (var host : List.of("rebound.example:" + site.port(), "127.0.0.1", "127.0.0.1:1")) {
            var response = get(path, "Host: " + host, key(), origin());

            assertThat(response.status()).as(host).isEqualTo(421);
            assertThat(response.body()).contains("its own address only");
        }
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws IOException {
        assertThat(get("/").status()).isEqualTo(400);
        assertThat(RawHttp.send(site.port(), "", "GET / HTTP/1.0").status()).isEqualTo(421);
    }

    @Test
    void onlyThisSitesPagesMayChangeAnything() throws IOException {
        assertThat(post("{}", host(), key(), origin()).status()).isEqualTo(200);

        assertThat(post("{}", host(), key()).status()).isEqualTo(403);
        assertThat(post("{}", host(), key(), "Origin: null").status()).isEqualTo(403);
        assertThat(post("{}", host(), key(), "Origin: http://evil.example").status())
                .isEqualTo(403);
        assertThat(post("{}", host(), key(), "Origin: http://127.0.0.1:1").status()).isEqualTo(403);
        assertThat(post("{}", host(), key(), origin(), "Origin: http://evil.example").status())
                .isEqualTo(403);
        assertThat(get("/", host(), "Origin: http://evil.example").status()).isEqualTo(403);
    }

    @Test
    void nothingIsReadOrChangedWithoutTheKey() throws IOException {
        assertThat(get("/state?q=1", host(), key()).body()).contains("q=1");

        assertThat(get("/state?q=1", host()).status()).isEqualTo(403);
        assertThat(get("/state?t=" + token, host()).status()).isEqualTo(403);
        assertThat(get("/state", host(), "Cookie: t=" + token).status()).isEqualTo(403);
        assertThat(get("/state", host(), "X-Lab-Token: " + Token.random()).status()).isEqualTo(403);
        assertThat(get("/hello", host()).status()).isEqualTo(403);
        assertThat(post("{}", host(), origin()).status()).isEqualTo(403);
    }

    @Test
    void aSocketNeedsHostOriginAndKey() throws IOException {
        assertThat(get("/echo?t=" + token, upgrade(host(), origin())).status()).isEqualTo(101);

        assertThat(get("/echo?t=" + token, upgrade(host())).status()).isEqualTo(403);
        assertThat(get("/echo?t=" + token, upgrade(host(), "Origin: http://evil.example")).status())
                .isEqualTo(403);
        assertThat(get("/echo", upgrade(host(), origin())).status()).isEqualTo(403);
        assertThat(get("/echo?t=x", upgrade(host(), origin(), key())).status()).isEqualTo(403);
        assertThat(
                        get(
                                        "/echo?t=" + token,
                                        upgrade("Host: evil.example:" + site.port(), origin()))
                                .status())
                .isEqualTo(421);
        assertThat(get("/echo?t=" + token, host(), origin()).status()).isEqualTo(426);
        assertThat(get("/?t=" + token, upgrade(host(), origin())).status()).isEqualTo(200);
    }

    @Test
    void everyAnswerForbidsScriptsOfOthers() throws IOException {
        for (var path : List.of("/", "/nothing", "/state", "/static/site/site.css")) {
            var response = get(path, host());

            assertThat(response.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(response.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(response.header("Server")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/site/../Site.class",
                "/static/site/../../site/Site.class",
                "/static/site/%2e%2e/Site.class",
                "/static/site/..%2fSite.class",
                "/static/site/..%5cSite.class",
                "/static/site/%252e%252e%252fSite.class",
                "/static/site/./../static/../Site.class",
                "/static/site//site.css",
                "/static/site/site.css;x=/../..",
                "/static/site/site.css%00.css",
                "/static/site/.site.css",
                "/static/site/",
                "/static/",
                "/static/../../../../etc/passwd",
                "//etc/passwd",
                "/META-INF/MANIFEST.MF",
                "http://evil.example/static/site/nothing"
            })
    void noPathLeadsOutOfTheFilesThatWereNamed(String path) throws IOException {
        var response = get(path, host());

        assertThat(response.status()).isIn(400, 404, 421);
        assertThat(response.body()).doesNotContain("root:", "chatlab");
    }

    @Test
    void theSiteListensOnTheLoopbackOnly() throws IOException {
        assertThat(site.address("/")).startsWith("http://127.0.0.1:");
        for (var address :
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                        .toList()) {
            assertThatThrownBy(() -> new Socket(address, site.port()).close())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void otherMethodsAreNotAllowed() throws IOException {
        assertThat(send("", "PUT /change", host(), key(), origin()).status()).isEqualTo(405);
        assertThat(send("", "POST /", host(), key(), origin(), "Content-Length: 0").status())
                .isEqualTo(405);
        assertThat(send("", "OPTIONS /change", host(), key(), origin()).status()).isEqualTo(405);
    }

    // --- How much ---

    @Test
    void aLargeBodyIsRefused() throws IOException {
        assertThat(post("x".repeat(BODY), host(), key(), origin()).status()).isEqualTo(200);

        var tooLarge = post("x".repeat(BODY + 1), host(), key(), origin());
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.body()).contains("more than 100 bytes");
        var chunked =
                send(
                        "65\r\n" + "x".repeat(BODY + 1) + "\r\n0\r\n\r\n",
                        "POST /change",
                        host(),
                        key(),
                        origin(),
                        "Transfer-Encoding: chunked");
        assertThat(chunked.status()).isEqualTo(413);
    }

    /// What a viewer sees of its socket.
    private static final class Viewer implements WebSocket.Listener {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence text, boolean last) {
            events.add(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            events.add(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            events.add("error " + error);
        }
    }

    private WebSocket connect(Viewer viewer, String path, String... protocols) {
        var builder =
                client.newWebSocketBuilder().header("Origin", "http://127.0.0.1:" + site.port());
        if (protocols.length > 0) {
            var others = List.of(protocols).subList(1, protocols.length).toArray(String[]::new);
            builder.subprotocols(protocols[0], others);
        }
        var address = "ws://127.0.0.1:" + site.port() + path + "?t=" + token;
        return builder.buildAsync(URI.create(address), viewer).join();
    }

    @Test
    void messagesGoBothWays() throws Exception {
        var viewer = new Viewer();
        var socket = connect(viewer, "/echo");

        socket.sendText("to the server", true).join();
        assertThat(heard.take()).isEqualTo("to the server");
        var here = opened.take();
        here.send("to the viewer");
        assertThat(viewer.events.take()).isEqualTo("to the viewer");
        here.show("a state");
        assertThat(viewer.events.take()).isEqualTo("a state");
        here.close(1000, "done");
        assertThat(viewer.events.take()).isEqualTo("1000 done");
        assertThatThrownBy(() -> here.send("too late")).isInstanceOf(IOException.class);
        here.show("too late, but nobody minds");
    }

    @Test
    void theFirstSubprotocolOfTheViewerThatTheServerHasIsTaken() throws Exception {
        var socket = connect(new Viewer(), "/chat", "c.example", "a.example", "b.example");

        assertThat(socket.getSubprotocol()).isEqualTo("a.example");
        assertThat(opened.take().subprotocol()).isEqualTo("a.example");
        assertThatThrownBy(() -> connect(new Viewer(), "/chat", "c.example"))
                .isInstanceOf(CompletionException.class);
    }

    @Test
    void aLargeMessageEndsTheSocket() throws Exception {
        var viewer = new Viewer();

        connect(viewer, "/echo").sendText("x".repeat(65), true).join();

        assertThat(viewer.events.take()).startsWith("1009");
        assertThat(heard).isEmpty();
    }

    @Test
    void tooManyMessagesEndTheSocket() throws Exception {
        var viewer = new Viewer();
        var socket = connect(viewer, "/echo");

        for (int i = 0; i < 20 && !socket.isOutputClosed(); i++) {
            socket.sendText("again", true).exceptionally(_ -> socket).join();
        }

        // A viewer that is still sending may see the end of its connection before the reason.
        assertThat(viewer.events.take()).matches("1008 Too many messages\\.|error .*");
        assertThat(heard).hasSizeLessThan(20);
    }

    @Test
    void aBinaryMessageEndsASocketForText() throws Exception {
        var viewer = new Viewer();

        connect(viewer, "/echo").sendBinary(ByteBuffer.allocate(3), true).join();

        assertThat(viewer.events.take()).startsWith("1003");
    }

    @Test
    void thereIsALimitOfSockets() throws Exception {
        var first = connect(new Viewer(), "/echo");
        for (int i = 1; i < MOST_SOCKETS; i++) connect(new Viewer(), "/echo");
        for (int i = 0; i < MOST_SOCKETS; i++) opened.take();

        var refused = get("/echo?t=" + token, upgrade(host(), origin()));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).contains("Too many pages are connected");

        first.abort();
        while (site.sockets() == MOST_SOCKETS) Thread.onSpinWait();
        assertThat(get("/echo?t=" + token, upgrade(host(), origin())).status()).isEqualTo(101);
    }

    /// A viewer who reads nothing for a while has only the newest state waiting, not all of them.
    @Test
    void aSlowViewerGetsTheNewestState() throws Exception {
        int states = 2_000;
        try (var viewer = new RawHttp(site.port())) {
            viewer.write("", requestLine("/echo?t=" + token, upgrade(host(), origin())));
            assertThat(viewer.read().status()).isEqualTo(101);
            var here = opened.take();

            for (int i = 0; i <= states; i++) here.show("%06d".formatted(i) + "x".repeat(50_000));

            int read = 0;
            var text = "";
            while (!text.startsWith("%06d".formatted(states))) {
                text = viewer.frame().text();
                read++;
            }
            assertThat(read).isLessThan(states / 2);
        }
    }

    private static String[] requestLine(String path, String... headers) {
        var head = new String[headers.length + 1];
        head[0] = "GET " + path + " HTTP/1.1";
        System.arraycopy(headers, 0, head, 1, headers.length);
        return head;
    }

    @Test
    void whenTheSiteEndsItsViewersAreTold() throws Exception {
        var viewer = new Viewer();
        connect(viewer, "/echo");
        opened.take();

        site.close();

        assertThat(viewer.events.take()).startsWith("1001");
    }

    @Test
    void aTakenPortGivesASentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() ->
                            Site.start(
                                    taken.getLocalPort(), new Routes(), Guards.ofPages(token), 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Cannot listen on port " + taken.getLocalPort());
        }
    }

    @Test
    void otherPagesNeedAnAllowedOriginAndNoKey() throws IOException {
        var guard = Guards.ownHost().and(Guards.origins("https://chat.example"::equals));
        var routes = new Routes().socket("/", this::echo);
        try (var open = Site.start(0, routes, guard, 2)) {
            var host = "Host: 127.0.0.1:" + open.port();
            var good = requestLine("/", upgrade(host, "Origin: https://chat.example"));
            var bad = requestLine("/", upgrade(host, "Origin: https://evil.example"));
            var none = requestLine("/", upgrade(host));

            assertThat(RawHttp.send(open.port(), "", bad).status()).isEqualTo(403);
            assertThat(RawHttp.send(open.port(), "", none).status()).isEqualTo(101);
            assertThat(RawHttp.send(open.port(), "", good).status()).isEqualTo(101);
        }
    }
}
