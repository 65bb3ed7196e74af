/// What the engine knows of the code under test: its fields and its lines, by number.
///
/// [CodeIndex] holds both. The instrumented code passes the numbers; everybody else looks them up.
@NullMarked
package chatlab.engine.code;

import org.jspecify.annotations.NullMarked;
