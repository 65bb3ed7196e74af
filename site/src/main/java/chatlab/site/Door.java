package chatlab.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.site.Routes.Handler;
import chatlab.site.Routes.Route;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The one way into a site: asks the guard, finds the route, answers.
///
/// Thread-safe: requests arrive on many virtual threads.
final class Door extends org.eclipse.jetty.server.Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final String TOKEN_HEADER = "X-Lab-Token";
    private static final String TOKEN_PARAMETER = "t";
    /// More than sockets: browsers also keep some for requests.
    private static final int MOST_CONNECTIONS = 512;

    private static final int MOST_WAITING_FRAMES = 16;

    private static final List<HttpField> HEADERS =
            List.of(
                    new HttpField("X-Content-Type-Options", "nosniff"),
                    new HttpField("Referrer-Policy", "no-referrer"),
                    new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
                    new HttpField("Cross-Origin-Resource-Policy", "same-origin"),
                    new HttpField("Cache-Control", "no-cache"));

    private final Routes routes;
    private final Guard guard;
    private final ViewerSockets sockets;
    private final Server server = new Server(threads());
    private final ServerConnector connector;
    private final ServerWebSocketContainer upgrades;

    private Door(int port, Routes routes, Guard guard, int sockets) {
        this.routes = routes;
        this.guard = guard;
        this.sockets = new ViewerSockets(sockets);
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        upgrades = ServerWebSocketContainer.ensure(server);
        upgrades.setIdleTimeout(IDLE);
        upgrades.setMaxOutgoingFrames(MOST_WAITING_FRAMES);
        server.setHandler(this);
    }

    private static VirtualThreadPool threads() {
        var threads = new VirtualThreadPool();
        threads.setName("site");
        return threads;
    }

    static Door open(int port, Routes routes, Guard guard, int sockets) throws IOException {
        var door = new Door(port, routes, guard, sockets);
        try {
            door.server.start();
            return door;
        } catch (Exception e) {
            door.close();
            throw new IOException(
                    "Cannot listen on port %d of this machine (%s); choose another, or 0 for any free one."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    int sockets() {
        return sockets.count();
    }

    void close() {
        sockets.close();
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the site did not stop cleanly: {}", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        HEADERS.forEach(response.getHeaders()::put);
        response.getHeaders().put("Content-Security-Policy", policy());
        var route = routes.find(Request.getPathInContext(request));
        var refusal = guard.check(visit(request, route));
        if (refusal.isPresent()) {
            write(
                    response,
                    callback,
                    SiteAnswer.sentence(refusal.get().status(), refusal.get().sentence()));
        } else if (route instanceof Route.Socket socket) {
            upgrade(socket, request, response, callback);
        } else {
            write(response, callback, answer(route, request));
        }
        return true;
    }

    /// Scripts and styles from this site's files only. The addresses of the sockets are spelled out,
    /// because some browsers do not count them as `'self'`.
    private String policy() {
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self' ws://127.0.0.1:%1$d ws://localhost:%1$d;".formatted(port())
                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
    }

    private Visit visit(Request request, @Nullable Route route) {
        var kind = route == null ? Visit.Kind.OPEN : route.kind();
        var token =
                kind == Visit.Kind.SOCKET
                        ? Request.extractQueryParameters(request).getValue(TOKEN_PARAMETER)
                        : request.getHeaders().get(TOKEN_HEADER);
        return new Visit(
                kind, port(), all(request, HttpHeader.HOST), all(request, HttpHeader.ORIGIN), token);
    }

    /// All values of a header in one, so that a second value cannot hide behind the first.
    private static @Nullable String all(Request request, HttpHeader header) {
        var values = request.getHeaders().getValuesList(header);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    private static void write(Response response, Callback callback, SiteAnswer answer) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private static SiteAnswer answer(@Nullable Route route, Request request)
            throws IOException, InterruptedException {
        return switch (route) {
            case null -> SiteAnswer.sentence(404, "Nothing is here.");
            case Route.Page page when isGet(request) -> SiteAnswer.html(page.html().get());
            case Route.File file when isGet(request) -> file(file);
            case Route.Read read when isGet(request) -> handled(read.handler(), request, "");
            case Route.Change change when HttpMethod.POST.is(request.getMethod()) ->
                    change(change, request);
            default -> SiteAnswer.sentence(405, "This address does not take " + method(request) + ".");
        };
    }

    private static boolean isGet(Request request) {
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    private static String method(Request request) {
        var method = HttpMethod.fromString(request.getMethod());
        return method == null ? "this method" : method.asString();
    }

    private static SiteAnswer file(Route.File file) throws IOException {
        var name = file.resource();
        var type = SiteAnswer.TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        try (var stream = file.beside().getResourceAsStream(name)) {
            return stream == null || type == null
                    ? SiteAnswer.sentence(404, "No such file is here.")
                    : new SiteAnswer(200, type, stream.readAllBytes());
        }
    }

    private static SiteAnswer change(Route.Change change, Request request)
            throws IOException, InterruptedException {
        var body = Content.Source.asInputStream(request).readNBytes(change.bodyBytes() + 1);
        return body.length > change.bodyBytes()
                ? SiteAnswer.sentence(
                        413, "The request has more than " + change.bodyBytes() + " bytes.")
                : handled(change.handler(), request, new String(body, UTF_8));
    }

    private static SiteAnswer handled(Handler handler, Request request, String body)
            throws IOException, InterruptedException {
        Map<String, String> query = new HashMap<>();
        Request.extractQueryParameters(request)
                .forEach(field -> query.put(field.getName(), Objects.requireNonNullElse(field.getValue(), "")));
        return handler.answer(new SiteRequest(Request.getPathInContext(request), query, body));
    }

    private void upgrade(
            Route.Socket route, Request request, Response response, Callback callback) {
        if (sockets.isFull()) {
            write(
                    response,
                    callback,
                    SiteAnswer.sentence(503, "Too many pages are connected; close some of them."));
            return;
        }
        boolean isUpgrade =
                upgrades.upgrade(
                        (ask, reply, done) -> endpoint(route, ask, reply, done),
                        request,
                        response,
                        callback);
        if (!isUpgrade) {
            write(response, callback, SiteAnswer.sentence(426, "This address is for WebSockets."));
        }
    }

    /// @return null: refused
    private @Nullable Object endpoint(
            Route.Socket route,
            ServerUpgradeRequest request,
            ServerUpgradeResponse response,
            Callback callback) {
        var common = new ArrayList<>(route.subprotocols());
        common.retainAll(request.getSubProtocols());
        if (!common.isEmpty()) {
            response.setAcceptedSubProtocol(common.getFirst());
        } else if (!route.subprotocols().isEmpty()) {
            Response.writeError(request, response, callback, 400, "no common subprotocol");
            return null;
        }
        return new ViewerSocket(
                route.opener(), route.limits(), common.isEmpty() ? "" : common.getFirst(), sockets);
    }
}
