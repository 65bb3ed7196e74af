package chatlab.web;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/// What the command line of `lab web` says about the pages.
///
/// @param mainClass of the `lab` command, which the pages start as child processes
/// @param strategies the ones that `/live` shows at first, as `--strategy` takes them: one or two
/// @param chat the server that `/chat` connects to; null: one of its own
/// @param report the folder that `/report` watches; null: there is no such page
record WebSettings(
        String mainClass,
        List<String> strategies,
        @Nullable InetSocketAddress chat,
        @Nullable Path report) {
    WebSettings {
        strategies = List.copyOf(strategies);
    }
}
