package chatlab.web;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/// What the command line of `lab web` says about the pages.
///
/// @param strategies the ones that `/live` shows at first, as `--strategy` takes them: one or two
/// @param mainClass the main class of the `lab` command, for child processes; this module cannot
///   import it
/// @param chat the server that `/chat` connects to; null: one of its own
/// @param report the folder that `/report` watches; null: there is no such page
record WebSettings(
        List<String> strategies,
        String mainClass,
        @Nullable InetSocketAddress chat,
        @Nullable Path report) {
    static final String LAB = "chatlab.cli.Lab";

    WebSettings {
        strategies = List.copyOf(strategies);
    }
}
