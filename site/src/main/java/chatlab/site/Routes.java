package chatlab.site;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What a site serves, by path. Each method adds one route and returns this. Not thread-safe; do not
/// change it after the site has started.
public final class Routes {
    /// No separators and no leading dot, so a name cannot leave its folder.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    /// Answers a request. Called by many threads at once, each a virtual thread, which may block.
    @FunctionalInterface
    public interface Handler {
        SiteAnswer answer(SiteRequest request) throws IOException, InterruptedException;
    }

    sealed interface Route {
        record Page(Supplier<String> html) implements Route {}

        record File(Class<?> beside, String resource) implements Route {}

        record Read(Handler handler) implements Route {}

        record Change(Handler handler, int bodyBytes) implements Route {}

        record Socket(SocketLimits limits, List<String> subprotocols, SiteSocket.Opener opener)
                implements Route {}

        default Visit.Kind kind() {
            return switch (this) {
                case Page _, File _ -> Visit.Kind.OPEN;
                case Read _ -> Visit.Kind.READ;
                case Change _ -> Visit.Kind.CHANGE;
                case Socket _ -> Visit.Kind.SOCKET;
            };
        }
    }

    private record Folder(Class<?> beside, String resources) {}

    private final Map<String, Route> routes = new HashMap<>();
    private final Map<String, Folder> folders = new HashMap<>();

    /// A page, made anew for each request; everybody on this machine may read it.
    public Routes page(String path, Supplier<String> html) {
        return add(path, new Route.Page(html));
    }

    /// One file of the class path, such as a library in a WebJar.
    ///
    /// @param beside the class whose class loader finds it
    /// @param resource an absolute name, such as `/META-INF/resources/webjars/…`
    public Routes file(String path, Class<?> beside, String resource) {
        return add(path, new Route.File(beside, resource));
    }

    /// All files of one folder of the class path, but none of its subfolders.
    ///
    /// @param prefix begins and ends with `/`
    /// @param beside a class whose package contains the folder
    /// @param folder such as `static`
    public Routes files(String prefix, Class<?> beside, String folder) {
        folders.put(prefix, new Folder(beside, folder));
        return this;
    }

    /// A GET for the site's own pages.
    public Routes read(String path, Handler handler) {
        return add(path, new Route.Read(handler));
    }

    /// A POST for the site's own pages.
    ///
    /// @param bodyBytes the largest body
    public Routes change(String path, int bodyBytes, Handler handler) {
        return add(path, new Route.Change(handler, bodyBytes));
    }

    /// A WebSocket with the default limits and no subprotocol.
    public Routes socket(String path, SiteSocket.Opener opener) {
        return socket(path, SocketLimits.DEFAULT, List.of(), opener);
    }

    /// A WebSocket.
    ///
    /// @param subprotocols best first; if any are given, a viewer must offer one of them
    public Routes socket(
            String path,
            SocketLimits limits,
            List<String> subprotocols,
            SiteSocket.Opener opener) {
        return add(path, new Route.Socket(limits, List.copyOf(subprotocols), opener));
    }

    private Routes add(String path, Route route) {
        if (routes.put(path, route) != null) {
            throw new IllegalArgumentException("two routes for " + path);
        }
        return this;
    }

    @Nullable Route find(String path) {
        var exact = routes.get(path);
        if (exact != null) return exact;
        int slash = path.lastIndexOf('/') + 1;
        var folder = folders.get(path.substring(0, slash));
        var name = path.substring(slash);
        if (folder == null || !NAME.matcher(name).matches()) return null;
        return new Route.File(folder.beside(), folder.resources() + "/" + name);
    }
}
