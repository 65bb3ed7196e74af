package chatlab.web.chat;

import chatlab.evidence.Json;
import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.site.SiteAnswer;
import chatlab.site.irc.IrcBridge;
import chatlab.web.page.WebPage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// The page `/chat`: an IRC client, connected by IRC over WebSocket.
public final class ChatPage implements WebPage {
    private final ChatHost host;

    /// What the page says about its server.
    ///
    /// @param strategy null: not known
    private record ServerDocument(String host, int port, @Nullable String strategy) {}

    /// @param mainClass of the `lab` command, which starts the server
    /// @param named the server to chat on; null: an own one
    public ChatPage(String mainClass, @Nullable InetSocketAddress named) {
        host = new ChatHost(mainClass, named);
    }

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public String title() {
        return "Chat";
    }

    @Override
    public String summary() {
        return "Join a channel, and talk to everybody whose client speaks IRC.";
    }

    @Override
    public void addTo(Routes routes) {
        IrcBridge.addTo(routes, "/chat/irc", host::address);
        routes.read("/chat/server", _ -> server());
    }

    private SiteAnswer server() {
        try {
            var address = host.address();
            var document =
                    new ServerDocument(address.getHostString(), address.getPort(), host.strategy());
            return SiteAnswer.json(Json.line(document));
        } catch (IOException e) {
            return SiteAnswer.sentence(503, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public PageFrame.Files files() {
        return new PageFrame.Files(
                List.of("/static/chat/chat.css"), List.of("/static/chat/chat.js"));
    }

    @Override
    public void close() {
        host.close();
    }
}
