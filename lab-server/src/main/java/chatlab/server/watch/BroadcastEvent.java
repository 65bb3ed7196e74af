package chatlab.server.watch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// Flight Recorder: one broadcast of a user's message, from the call of the strategy to its return.
@Name("chatlab.Broadcast")
@Label("Broadcast")
@Category("Chat Lab")
@Description("A message handed to a channel's broadcast strategy")
@StackTrace(false)
public final class BroadcastEvent extends Event {
    @Label("Channel")
    public String channel = "";

    @Label("Receivers")
    @Description("How many subscribers took the message")
    public int receivers;
}
