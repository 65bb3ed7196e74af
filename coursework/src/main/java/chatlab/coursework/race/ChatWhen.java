package chatlab.coursework.race;

import java.util.Locale;

/// When a strategy that nothing has broken is tried in a chat as well.
public enum ChatWhen {
    NEVER,
    /// If the engine has no answer about it, or never ran some of its code. Code that behaves well
    /// only under test hides there.
    DOUBTFUL,
    ALWAYS;

    /// The name on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
