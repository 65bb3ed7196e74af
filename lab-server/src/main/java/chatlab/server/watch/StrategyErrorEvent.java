package chatlab.server.watch;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/// Flight Recorder: an exception that a strategy threw.
@Name("chatlab.StrategyError")
@Label("Strategy Error")
@Category("Chat Lab")
@Description("A broadcast strategy threw an exception, which cost one call")
public final class StrategyErrorEvent extends Event {
    @Label("Channel")
    public String channel = "";

    @Label("Call")
    public String call = "";

    @Label("Exception")
    public String exception = "";
}
