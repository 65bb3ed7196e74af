package chatlab.web.docs;

import java.nio.charset.StandardCharsets;

/// A file of the site.
///
/// @param path relative to the site's folder, with `/` between its parts
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record HandbookFile(String path, byte[] bytes) {
    static HandbookFile text(String path, String text) {
        return new HandbookFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
