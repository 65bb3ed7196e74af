/// What all commands do alike on a terminal: read a time ([chatlab.terminal.DurationConverter]),
/// tell one ([chatlab.terminal.RoughTime]), show how far they have got
/// ([chatlab.terminal.ProgressLine]), and colour what a person reads ([chatlab.terminal.Paint]).
@NullMarked
package chatlab.terminal;

import org.jspecify.annotations.NullMarked;
