/// The Java memory model: which write a read may return (JLS 17.4 and 17.5, and the access modes of
/// `VarHandle`).
///
/// [Memory] is the one to read first. It keeps a [Variable] with its history of [Write]s for every
/// field, array element and atomic that an execution touches, a [Shadow] for every object, and a
/// [Viewer] for every thread. A [Clock] says what happens-before what. Nothing here knows about
/// threads' progress or schedules: where a read has a choice, [Choices] decides.
@NullMarked
package chatlab.engine.memory;

import org.jspecify.annotations.NullMarked;
