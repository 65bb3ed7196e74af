/// Puzzles, instrumented.
@NullMarked
package chatlab.engine.odd.classes;

import org.jspecify.annotations.NullMarked;
