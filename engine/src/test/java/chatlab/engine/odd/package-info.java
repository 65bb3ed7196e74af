/// Instrumented classes compute what they compute without.
///
/// A [Puzzle] uses some corner of the language; [OddClassesTest] compares its answers.
@NullMarked
package chatlab.engine.odd;

import org.jspecify.annotations.NullMarked;
