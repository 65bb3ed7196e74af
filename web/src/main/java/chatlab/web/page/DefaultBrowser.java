package chatlab.web.page;

import chatlab.process.ChildCommand;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// The browser that the user has chosen.
public final class DefaultBrowser {
    private DefaultBrowser() {}

    /// Opens an address in it.
    ///
    /// @param err is told if there is none
    public static void open(String address, PrintWriter err) {
        try {
            var system = System.getProperty("os.name", "");
            ChildCommand.of(words(system, address)).startSilently();
        } catch (IOException e) {
            err.println(
                    "Cannot start a browser (%s); open the address yourself."
                            .formatted(e.getMessage()));
            err.flush();
        }
    }

    /// A browser that this starts must outlive the lab, so the shell leaves it in the background.
    static List<String> words(String system, String address) {
        var name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) return List.of("cmd", "/c", "start", "", address);
        var program = name.contains("mac") ? "open" : "xdg-open";
        return List.of("sh", "-c", program + " \"$0\" >/dev/null 2>&1 &", address);
    }
}
