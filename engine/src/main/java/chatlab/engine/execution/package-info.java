/// One execution: named threads, of which one takes a step at a time.
///
/// [Execution] is the one to read first. Each thread is a [Lane]; a [Director] chooses which lane
/// takes the next step, and a [Schedule] names all of its choices in words. Instrumented code comes
/// in through [Hooks], [HandleHooks] and [ThreadHooks]; the models of JDK classes use [Models].
/// [Monitors] are those of JLS 17.1. How an execution ended is an [Ending]; what could not be
/// controlled is an [UncontrolledException].
///
/// Static state is one field, [Hooks#current]: one execution at a time per JVM.
@NullMarked
package chatlab.engine.execution;

import org.jspecify.annotations.NullMarked;
