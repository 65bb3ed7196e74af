/// A chat server in a child JVM, for `demo` and `faults`: a server that hangs or fails cannot harm
/// the JVM that measures it. [chatlab.client.child.ServerProcess] starts `lab server`, reads its
/// JSON lines and ends it.
@NullMarked
package chatlab.client.child;

import org.jspecify.annotations.NullMarked;
