package chatlab.client.chat;

import org.jspecify.annotations.Nullable;

/// Where a person or a script reads and types. One thread reads lines; any thread may print.
interface ChatConsole extends AutoCloseable {
    /// Waits for the next typed line.
    ///
    /// @return null at the end of the input
    @Nullable String readLine(String prompt) throws InterruptedException;

    /// Shows a line. A line that is being typed stays on the screen.
    void print(String line);

    @Override
    void close();
}
