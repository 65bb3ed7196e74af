package chatlab.server;

/// The one setting of slf4j-simple that this module decides: how much is said.
final class Logging {
    private Logging() {}

    /// Sets the level of all loggers made from now on, so it comes before the first of them.
    static void setLevel(String level) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", level);
    }
}
