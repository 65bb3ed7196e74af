/// Code under test that cannot be controlled, instrumented.
@NullMarked
package chatlab.engine.control.code;

import org.jspecify.annotations.NullMarked;
