/// Random programs: what the engine finds, against what the axioms of the memory model allow.
///
/// [RandomProgram] is a few reads and writes per thread; [Axioms] enumerates its outcomes without
/// running anything, and shares no code with the engine.
@NullMarked
package chatlab.engine.random;

import org.jspecify.annotations.NullMarked;
