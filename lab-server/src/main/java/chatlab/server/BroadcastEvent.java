package chatlab.server;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Flight Recorder: one broadcast of what a user said, from the call of the strategy to its return.
@Name("chatlab.Broadcast")
@Label("Broadcast")
@Category("Chat Lab")
@Description("A message handed to a channel's broadcast strategy")
@StackTrace(false)
final class BroadcastEvent extends Event {
    @Label("Channel")
    String channel = "";

    @Label("Receivers")
    @Description("How many subscribers took the message")
    int receivers;
}
