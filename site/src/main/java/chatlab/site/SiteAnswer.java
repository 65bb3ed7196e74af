package chatlab.site;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a request gets. The body is not copied: do not change it afterwards.
///
/// @param status of HTTP
/// @param type as in the header `Content-Type`
@SuppressWarnings("ArrayRecordComponent") // written once, read once
public record SiteAnswer(int status, String type, byte[] body) {
    private static final String TEXT = "text/plain; charset=utf-8";

    /// By the ending of a file's name. A file of another type is not served.
    static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "json", "application/json",
                    "map", "application/json",
                    "png", "image/png",
                    "svg", "image/svg+xml",
                    "txt", TEXT);

    /// An answer for a script.
    ///
    /// @param json a document
    public static SiteAnswer json(String json) {
        return of(200, "application/json", json);
    }

    static SiteAnswer html(String html) {
        return of(200, "text/html; charset=utf-8", html);
    }

    /// An error as a sentence for the user.
    public static SiteAnswer sentence(int status, String sentence) {
        return of(status, TEXT, sentence + "\n");
    }

    private static SiteAnswer of(int status, String type, String text) {
        return new SiteAnswer(status, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
