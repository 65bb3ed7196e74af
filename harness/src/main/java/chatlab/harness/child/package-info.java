/// The one way to run code that may hang, exit or print without end: in a JVM of its own.
///
/// [ChildJvm] is the parent's side: it starts the child, hears its answers, and kills it when its
/// time is up. [Conversation] asks it one question after another. [Answers] is the child's side,
/// and [Subject] is the strategy under test there. Every answer begins with a word that only the
/// two know. [ChildCompiler] has a source compiled in such a JVM.
@NullMarked
package chatlab.harness.child;

import org.jspecify.annotations.NullMarked;
