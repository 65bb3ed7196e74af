/// Where students' code runs: fresh JVMs under limits, behind walls.
///
/// Read [Sandbox] first. Its [Walls] are [Bubblewrap], or [LimitsOnly] where staff trust the code;
/// [chatlab.process] enforces time, memory and output. Called by the steps that run code
/// ([chatlab.coursework.compile], [chatlab.coursework.race]). Ask before you open anything here.
@NullMarked
package chatlab.coursework.sandbox;

import org.jspecify.annotations.NullMarked;
