package chatlab.server.watch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// Flight Recorder: a message that found an outbox full.
@Name("chatlab.Overflow")
@Label("Outbox Overflow")
@Category("Chat Lab")
@Description("A message found the outbox of its receiver full")
final class OverflowEvent extends Event {
    @Label("Capacity")
    @Description("How many messages the outbox holds")
    int capacity;
}
