package chatlab.site;

import org.jspecify.annotations.Nullable;

/// One request, as the guards see it.
///
/// @param port where the site listens
/// @param host the `Host` header; null: none
/// @param origin the `Origin` header: the site of the page whose script sent this; null: none
/// @param token null: none
public record Visit(
        Kind kind,
        int port,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String token) {

    /// What the request asks for.
    public enum Kind {
        /// A page or a file: the same for everybody, and nothing secret.
        OPEN,
        /// An answer that only the lab's own pages may read.
        READ,
        /// Something that changes the state of the lab.
        CHANGE,
        /// A WebSocket.
        SOCKET
    }
}
