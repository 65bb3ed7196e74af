/// A relay over a JGroups group.
///
/// [chatlab.relay.group.GroupRelay] is the relay: it joins the group, keeps the view and closes. An
/// event goes through [chatlab.relay.group.Outgoing], which puts several into one
/// [chatlab.relay.group.Packet]; through a [chatlab.relay.group.Carrier], which is JGroups or Raft;
/// and at each server through [chatlab.relay.group.Incoming], which calls the listener.
/// [chatlab.relay.group.Stack] reads the XML of an ordering. [chatlab.relay.group.Gate] keeps
/// strangers out, [chatlab.relay.group.Admission] servers that do not fit.
@NullMarked
package chatlab.relay.group;

import org.jspecify.annotations.NullMarked;
