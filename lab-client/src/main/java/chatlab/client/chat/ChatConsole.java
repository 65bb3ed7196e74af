package chatlab.client.chat;

import org.jspecify.annotations.Nullable;

/// Where a person or a script reads and types. One thread reads; any thread may print.
interface ChatConsole extends AutoCloseable {
    /// Whether a person sits at it, who sees what is printed, and who does not want to wait.
    boolean hasPerson();

    /// Waits until something is typed.
    ///
    /// @return a line, or several lines that were pasted together; null at the end of the input
    @Nullable String readInput() throws InterruptedException;

    /// Asks the person a question. Called by the thread that reads.
    ///
    /// @return whether the answer is yes
    boolean agrees(String question) throws InterruptedException;

    /// Shows this before the line that is typed next, or is being typed.
    void prompt(String prompt);

    /// Shows a line. A line that is being typed stays on the screen.
    void print(String line);

    @Override
    void close();
}
