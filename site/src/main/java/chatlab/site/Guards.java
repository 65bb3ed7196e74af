package chatlab.site;

import chatlab.site.Visit.Kind;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The guards that exist. Each stops one kind of attack; [#ofPages] has all that a site with pages
/// needs.
public final class Guards {
    private Guards() {}

    /// For a site whose callers are its own pages.
    public static Guard ofPages(Token token) {
        return ownHost().and(ownOrigin()).and(token(token));
    }

    /// Only requests to the loopback's own names. Against DNS rebinding: a foreign name that points
    /// to this machine makes a foreign page look like ours to the browser, but the name is in the
    /// request.
    public static Guard ownHost() {
        return visit ->
                names(visit.port()).contains(String.valueOf(visit.host()))
                        ? Optional.empty()
                        : refuse(421, "This server answers to its own address only.");
    }

    private static List<String> names(int port) {
        return List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /// Only this site's own pages may change anything or open a socket; without an origin the caller
    /// is unknown. Against pages of other sites, which a browser lets send requests to this machine.
    /// Needs [#ownHost] before it.
    public static Guard ownOrigin() {
        return visit -> {
            if (visit.origin() == null) return noOrigin(visit);
            return visit.origin().equals("http://" + visit.host())
                    ? Optional.empty()
                    : refuse(403, "The request comes from a page of another site.");
        };
    }

    /// Only scripts of these origins may change anything or open a socket. For a server that other
    /// web clients may use.
    ///
    /// @param allowed decides on an origin such as `http://localhost:5173`
    public static Guard origins(Predicate<String> allowed) {
        return visit -> {
            if (visit.origin() == null) return noOrigin(visit);
            return allowed.test(visit.origin())
                    ? Optional.empty()
                    : refuse(403, "Pages of this origin may not use this server.");
        };
    }

    private static Optional<Refusal> noOrigin(Visit visit) {
        return switch (visit.kind()) {
            case OPEN, READ -> Optional.empty();
            case CHANGE, SOCKET -> refuse(403, "The request does not say which page it comes from.");
        };
    }

    /// Only callers who know the token, for everything but pages and files. Against other users and
    /// programs of this machine.
    public static Guard token(Token token) {
        return visit ->
                visit.kind() == Kind.OPEN
                                || (visit.token() != null && token.matches(visit.token()))
                        ? Optional.empty()
                        : refuse(403, "Open the whole address that was printed; it has a key.");
    }

    private static Optional<Refusal> refuse(int status, String sentence) {
        return Optional.of(new Refusal(status, sentence));
    }
}
