/// You are the scheduler: the threads of a small scenario, stepped one line at a time through a
/// strategy's real code.
@NullMarked
package chatlab.step;

import org.jspecify.annotations.NullMarked;
