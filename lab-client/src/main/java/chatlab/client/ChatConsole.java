package chatlab.client;

import org.jspecify.annotations.Nullable;

/// Where a person, or a script, meets the chat: a line in, lines out. One thread reads; any may
/// print.
interface ChatConsole extends AutoCloseable {
    /// Waits for the next line that is typed.
    ///
    /// @return null when there will be no more
    @Nullable String readLine(String prompt) throws InterruptedException;

    /// Shows a line. What is being typed at the time stays as it is.
    void print(String line);

    @Override
    void close();
}
