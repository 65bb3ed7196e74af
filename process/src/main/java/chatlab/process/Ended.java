package chatlab.process;

/// How a process ended.
///
/// @param output the first [#MOST_OUTPUT] bytes of its standard output, as text
/// @param errors the same of its standard error
public record Ended(Ending ending, int exitCode, String output, String errors) {
    /// How many bytes of each stream are kept. The longest honest output is that of `lab race
    /// --json`, about 100 kB.
    public static final int MOST_OUTPUT = 4 << 20;

    /// Why it ended.
    public enum Ending {
        BY_ITSELF,
        OVERDUE,
        TOO_MUCH_OUTPUT,
        TOO_MUCH_MEMORY
    }
}
