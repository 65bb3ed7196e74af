/// Whole chat servers, measured from end to end with the swarm as load.
///
/// Read [chatlab.bench.chat.ChatRun] first: it interleaves the servers. One `ChatFork` is the life
/// of one server; `LabChild` starts servers and swarms in child JVMs. The results have JMH's shape,
/// so `compare` and `chart` read them like any other. `command` calls this package.
@NullMarked
package chatlab.bench.chat;

import org.jspecify.annotations.NullMarked;
