/// The engine: runs the threads of any class one memory access at a time, under a schedule and the
/// Java memory model.
///
/// [Engine] is the one to read first. A [Program] says what to run: named threads with operations
/// on objects of classes under test, and what came of it. [Engine#explore] tries its executions,
/// the cheapest first, within [Bounds], and returns an [Exploration]; [Engine#replay] repeats one
/// of them by its [chatlab.engine.execution.Schedule], step by step in words.
///
/// The packages below, from the top: `classes` instruments, `models` replaces locks and atomics,
/// `execution` runs one execution, `memory` says what a read may return, and `code` numbers fields
/// and lines. docs/engine.md states the memory model, and what "none found" means.
@NullMarked
package chatlab.engine;

import org.jspecify.annotations.NullMarked;
