/// What all commands share on a terminal: read a duration ([chatlab.terminal.DurationConverter]),
/// print one ([chatlab.terminal.RoughTime]), show progress ([chatlab.terminal.ProgressLine]), color
/// text ([chatlab.terminal.Paint]), align it ([chatlab.terminal.Columns]), make text from others
/// harmless ([chatlab.terminal.SafeText]), say where results go ([chatlab.terminal.OutputOptions]),
/// and refuse options that do not go together ([chatlab.terminal.GivenOptions]). Every command
/// module calls these classes; they know none of them.
@NullMarked
package chatlab.terminal;

import org.jspecify.annotations.NullMarked;
