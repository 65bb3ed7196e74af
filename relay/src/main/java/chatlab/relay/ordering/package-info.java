/// The orderings: for each one class, and beside it its JGroups stack as XML.
///
/// A class is a JGroups protocol of the stack, and its [chatlab.relay.Ordering] speaks for the
/// whole stack. Where JGroups does all the work, the class is empty. Read
/// [chatlab.relay.ordering.Fifo] with `fifo.xml`, then [chatlab.relay.ordering.Causal], which does
/// its work itself.
@NullMarked
package chatlab.relay.ordering;

import org.jspecify.annotations.NullMarked;
