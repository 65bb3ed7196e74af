/// The memory of random programs, instrumented.
@NullMarked
package chatlab.engine.random.shared;

import org.jspecify.annotations.NullMarked;
