/// Litmus tests: tiny programs, each with the outcomes that the specifications allow.
///
/// [Litmus] is such a program. The programs are in `programs`, each with its [Outcomes];
/// [LitmusTest] compares them with what the engine finds.
@NullMarked
package chatlab.engine.litmus;

import org.jspecify.annotations.NullMarked;
