package chatlab.web;

import java.util.List;

/// What the command line of `lab web` says about the pages.
///
/// @param strategies the ones that `/live` shows at first, as `--strategy` takes them: one or two
/// @param mainClass the main class of the `lab` command, for child processes; this module cannot import it
record WebSettings(List<String> strategies, String mainClass) {
    static final String LAB = "chatlab.cli.Lab";

    WebSettings {
        strategies = List.copyOf(strategies);
    }
}
