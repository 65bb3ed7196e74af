/// What the engine does with code that it cannot control, or that never ends.
@NullMarked
package chatlab.engine.control;

import org.jspecify.annotations.NullMarked;
