/// Models of JDK classes: what instrumented code gets instead of the JDK's own locks and atomics.
///
/// Each has the name and the public methods of its original, so that a class file can refer to it
/// instead; see [chatlab.engine.classes.EngineLoader]. A call is one step, however many accesses
/// the original makes. Values live in a [AtomicCell] or [AtomicCells], and are subject to the
/// memory model; the state of locks lasts for one execution
/// ([chatlab.engine.execution.Models#state]). Threads run one at a time, so no model needs a lock
/// of its own.
@NullMarked
package chatlab.engine.models;

import org.jspecify.annotations.NullMarked;
