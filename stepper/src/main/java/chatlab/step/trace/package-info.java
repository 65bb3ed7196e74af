/// What the threads and their shared state looked like after each step.
///
/// Plain records without the debugger: `execution` writes them, `screen` shows them. Read
/// [chatlab.step.trace.Moment] first.
@NullMarked
package chatlab.step.trace;

import org.jspecify.annotations.NullMarked;
