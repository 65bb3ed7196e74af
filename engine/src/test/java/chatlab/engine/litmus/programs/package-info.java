/// The programs of the litmus tests. All classes here are instrumented; each thread keeps its
/// results in fields that no other thread touches.
@NullMarked
package chatlab.engine.litmus.programs;

import org.jspecify.annotations.NullMarked;
