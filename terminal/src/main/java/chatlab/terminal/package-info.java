/// What all commands share on a terminal: read a duration ([chatlab.terminal.DurationConverter]),
/// print one ([chatlab.terminal.RoughTime]), show progress ([chatlab.terminal.ProgressLine]), color
/// text ([chatlab.terminal.Paint]), make text from others harmless ([chatlab.terminal.SafeText]),
/// and say where results go ([chatlab.terminal.OutputOptions]). Every command module calls these
/// classes; they know none of them.
@NullMarked
package chatlab.terminal;

import org.jspecify.annotations.NullMarked;
