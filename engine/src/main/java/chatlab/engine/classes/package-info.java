/// Rewrites classes as they are loaded, so that their threads are under a schedule.
///
/// [EngineLoader] is the one to read first: it defines the classes under test, and copies of
/// collections of the JDK, changed in two ways. [Renaming] lets them use those copies, and models
/// of the JDK's locks and atomics, instead of the JDK's own. [Instrumenter] then replaces their
/// accesses to memory, monitors and threads by calls of [chatlab.engine.execution.Hooks], method by
/// method ([MethodWriter]). [UncontrolledCalls] lists the calls that end an exploration.
@NullMarked
package chatlab.engine.classes;

import org.jspecify.annotations.NullMarked;
