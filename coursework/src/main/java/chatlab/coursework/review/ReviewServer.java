package chatlab.coursework.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import chatlab.coursework.files.InputException;
import chatlab.coursework.review.Review.Item;
import chatlab.coursework.rubric.Criterion;
import chatlab.coursework.rubric.Marks.Mark;
import chatlab.coursework.rubric.MarksText;
import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade.Result;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Serves a [Review] to browsers of this machine that know its address.
///
/// A random token, the first part of every path, decides who can mark. It keeps out other users of
/// the machine and pages of other sites, whose requests cannot have it. A `Host` other than this
/// server's own keeps out names that were made to point here. Requests are handled one at a time,
/// on the server's own thread.
public final class ReviewServer implements AutoCloseable {
    private static final int LARGEST_FORM = 256 * 1024;
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final Review review;
    private final HttpServer http;
    private final String host;
    private final String root;

    /// The marker: the user name of the system until the marker enters another.
    private String by = System.getProperty("user.name", "");

    private ReviewServer(Review review, HttpServer http) {
        this.review = review;
        this.http = http;
        host = http.getAddress().getAddress().getHostAddress() + ":" + http.getAddress().getPort();
        var token = new byte[16];
        new SecureRandom().nextBytes(token);
        root = "/" + HexFormat.of().formatHex(token) + "/";
    }

    /// A server that listens on this machine only.
    ///
    /// @param port 0: any that is free
    public static ReviewServer start(Review review, int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        HttpServer http;
        try {
            http = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IOException("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        var server = new ReviewServer(review, http);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    public String address() {
        return "http://" + host + root;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    /// @param next where the browser goes from here; empty: nowhere
    private record Answer(int status, String html, String next) {
        static Answer page(String html) {
            return new Answer(200, html, "");
        }

        static Answer refusal(int status, String sentence) {
            return new Answer(status, ReviewPage.sentence(sentence), "");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (IOException | InputException | RuntimeException e) {
                answer = Answer.refusal(500, String.valueOf(e.getMessage()));
            }
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "text/html; charset=utf-8");
            headers.set("Content-Security-Policy", POLICY);
            headers.set("Cache-Control", "no-store");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Referrer-Policy", "same-origin");
            headers.set("X-Content-Type-Options", "nosniff");
            if (!answer.next().isEmpty()) headers.set("Location", answer.next());
            var bytes = answer.html().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, InputException {
        var path = Objects.requireNonNullElse(exchange.getRequestURI().getPath(), "");
        if (!host.equals(exchange.getRequestHeaders().getFirst("Host"))) {
            return Answer.refusal(403, "This server answers to its own address only.");
        }
        var start = path.substring(0, Math.min(root.length(), path.length()));
        if (!MessageDigest.isEqual(start.getBytes(UTF_8), root.getBytes(UTF_8))) {
            return Answer.refusal(404, "Nothing is here; use the whole address that was printed.");
        }
        var id = path.substring(root.length());
        var only = only(exchange.getRequestURI().getRawQuery());
        var method = exchange.getRequestMethod();
        if (method.equals("GET") && id.isEmpty()) return Answer.page(page(only).list());
        var item = review.item(id);
        if (item.isEmpty()) return Answer.refusal(404, "There is no such submission.");
        return switch (method) {
            case "GET" -> Answer.page(page(only).submission(item.get(), by));
            case "POST" -> mark(exchange, item.get(), only);
            default -> Answer.refusal(405, "Only GET and POST are allowed.");
        };
    }

    private ReviewPage page(@Nullable String only) throws IOException, InputException {
        return new ReviewPage(review, review.items(), root, only);
    }

    /// The one criterion that is being marked; null: all are.
    private @Nullable String only(@Nullable String query) {
        var wanted = fields(Objects.requireNonNullElse(query, "")).get("only");
        return review.rubric().criteria().stream()
                .map(Criterion::id)
                .filter(id -> id.equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private Answer mark(HttpExchange exchange, Item item, @Nullable String only)
            throws IOException, InputException {
        var origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null && !origin.equals("http://" + host)) {
            return Answer.refusal(403, "The form comes from another site.");
        }
        var body = exchange.getRequestBody().readNBytes(LARGEST_FORM + 1);
        if (body.length > LARGEST_FORM) return Answer.refusal(413, "The notes are too long.");
        var form = fields(new String(body, UTF_8));
        by = MarksText.clean(form.getOrDefault("by", by));
        Map<String, Optional<Mark>> decisions = new LinkedHashMap<>();
        for (var result : item.forPeople()) {
            var points = form.get("points." + result.id());
            if (points == null) continue;
            var note = MarksText.clean(form.getOrDefault("note." + result.id(), ""));
            var problem = decide(item, result, points, note, decisions);
            if (problem != null) {
                return Answer.refusal(
                        422, result.title() + ": " + problem + " Go back; nothing was saved.");
            }
        }
        if (!review.mark(item, form.getOrDefault("version", ""), decisions)) {
            return Answer.refusal(
                    409,
                    "The marks of "
                            + item.id()
                            + " have been changed meanwhile, and nothing was saved. Go back, copy"
                            + " what you wrote, and load the page again.");
        }
        return new Answer(303, "", page(only).after(item, form.containsKey("next")));
    }

    /// @return a sentence that names the mistake; null if there is none
    private @Nullable String decide(
            Item item,
            Result result,
            String points,
            String note,
            Map<String, Optional<Mark>> decisions) {
        if (points.isBlank()) {
            if (!note.isEmpty()) return "a note needs a level beside it.";
            decisions.put(result.id(), Optional.empty());
            return null;
        }
        double number;
        try {
            number = Double.parseDouble(points);
        } catch (NumberFormatException _) {
            number = Double.NaN;
        }
        if (!(number >= 0 && number <= result.max())) {
            return "points go from 0 to " + Points.text(result.max()) + ".";
        }
        var mark = new Mark(number, note.isEmpty() ? null : note, by.isEmpty() ? null : by);
        var before = item.marks().byCriterion().get(result.id());
        boolean isAsBefore =
                before != null
                        && Points.round(before.points()) == Points.round(number)
                        && MarksText.clean(Objects.requireNonNullElse(before.note(), ""))
                                .equals(note);
        // A marker who opened the page and chose nothing has not decided.
        if (!isAsBefore) decisions.put(result.id(), Optional.of(mark));
        return null;
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new HashMap<>();
        for (var field : List.of(encoded.split("&", -1))) {
            int equals = field.indexOf('=');
            if (equals < 0) continue;
            fields.put(
                    URLDecoder.decode(field.substring(0, equals), UTF_8),
                    URLDecoder.decode(field.substring(equals + 1), UTF_8));
        }
        return fields;
    }
}
