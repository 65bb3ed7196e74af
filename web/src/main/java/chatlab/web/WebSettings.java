package chatlab.web;

import java.util.List;

/// What the command line of `lab web` says about the pages.
///
/// @param strategies the ones that `/live` shows at first, as `--strategy` takes them: one or two
record WebSettings(List<String> strategies) {
    WebSettings {
        strategies = List.copyOf(strategies);
    }
}
