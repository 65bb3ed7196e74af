/// The page `/step`: threads stepped through a strategy by clicks. The module `stepper` has the
/// session behind it, and the script that draws the states.
@NullMarked
package chatlab.web.step;

import org.jspecify.annotations.NullMarked;
